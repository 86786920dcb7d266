#include "transforms/api/task_handles.h"

#include <algorithm>
#include <set>

#include "engine/syntax/context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {

using codemod::Binding;
using codemod::BindingId;
using codemod::Definition;
using codemod::DefinitionKind;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::Reference;
using codemod::TransformContext;
using codemod::UseKind;

namespace {

/// What an expression gives: a task, a sequence of tasks, a dictionary of them, or what `items()` of one gives.
enum class Shape : std::uint8_t { task, sequence, mapping, items };

struct Held {
  Node expression;
  Shape shape = Shape::task;
};

bool adds_to_container(std::string_view member) { return member == "append" || member == "add"; }

/// Follows values with a worklist; thrown away afterwards.
class Follower {
 public:
  explicit Follower(const TransformContext& cx) : cx_(cx) {}

  TaskFlow follow(const std::vector<Node>& producers, Shape shape) {
    for (const Node producer : producers) hold(producer, shape);
    while (!queue_.empty() && flow_.doubt.empty()) {
      const Held next = queue_.back();
      queue_.pop_back();
      step(next);
    }
    for (const BindingId variable : flow_.variables)
      if (flow_.doubt.empty()) check_definitions(cx_.model().binding(variable));
    std::ranges::sort(flow_.uses, {}, [](const ObjectUse& use) { return use.node.index(); });
    return std::move(flow_);
  }

 private:
  void hold(Node expression, Shape shape) {
    if (held_.insert(expression).second) queue_.push_back({expression, shape});
  }
  void doubt(std::string why, Node at) {
    if (!flow_.doubt.empty()) return;
    flow_.doubt = std::move(why);
    flow_.doubt_at = at;
  }
  void step(const Held& held);
  bool step_into_container(Node outer);
  void store(Node target, Node value, Shape shape);
  void hold_variable(Node name, Shape shape);
  void use(Node expression, Shape shape);
  void use_sequence(Node expression, Shape shape, const ObjectUse& use);
  bool iterate(Node expression, Shape shape);
  void bind_target(Node target, Shape shape);
  void check_definitions(const Binding& binding);
  [[nodiscard]] bool is_known(Node value) const;

  const TransformContext& cx_;
  TaskFlow flow_;
  std::vector<Held> queue_;
  std::set<Node> held_;
};

void Follower::step(const Held& held) {
  const Node outer = codemod::outermost_parentheses(held.expression);
  const Node parent = outer.parent();
  if (parent.is(NodeKind::expression_statement)) return;
  if (parent.is(NodeKind::assignment) && outer.field() == Field::right) return store(parent.child(Field::left), outer, held.shape);
  if (parent.is(NodeKind::named_expression) && outer.field() == Field::value) {
    hold_variable(parent.child(Field::name), held.shape);
    return hold(parent, held.shape);
  }
  if (parent.is(NodeKind::conditional_expression) && parent.named_children()[1] != outer) return hold(parent, held.shape);
  if (held.shape == Shape::task && step_into_container(outer)) return;
  use(held.expression, held.shape);
}

/// A task inside a display, a comprehension, or an argument of `append`.
bool Follower::step_into_container(Node outer) {
  const Node parent = outer.parent();
  switch (parent.kind()) {
    case NodeKind::list:
    case NodeKind::tuple:
    case NodeKind::set:
    case NodeKind::list_comprehension:
    case NodeKind::set_comprehension:
    case NodeKind::generator_expression:
      hold(parent, Shape::sequence);
      return true;
    case NodeKind::pair:
      if (outer.field() != Field::value) return false;
      hold(parent.parent(), Shape::mapping);
      return true;
    case NodeKind::argument_list:
      break;
    default:
      return false;
  }
  const Node callee = parent.parent().child(Field::function);
  const bool added = callee.is(NodeKind::attribute) && callee.child(Field::object).is(NodeKind::identifier) &&
                     adds_to_container(callee.child(Field::attribute).text());
  if (!added) return false;
  hold_variable(callee.child(Field::object), Shape::sequence);
  return true;
}

void Follower::store(Node target, Node value, Shape shape) {
  if (value.parent().parent().is(NodeKind::assignment)) return doubt("it is assigned to two names at once", value);
  if (target.is(NodeKind::identifier)) return hold_variable(target, shape);
  if (target.is(NodeKind::subscript) && shape == Shape::task && target.child(Field::value).is(NodeKind::identifier))
    return hold_variable(target.child(Field::value), Shape::mapping);
  if (target.is(NodeKind::attribute)) return doubt("the task is stored in an attribute", target);
  doubt("the task is stored in a container that other code sees", target);
}

void Follower::hold_variable(Node name, Shape shape) {
  const BindingId id = cx_.model().binding_of(name);
  if (id == BindingId::none) return doubt("the task is stored where its uses cannot be seen", name);
  const Binding& binding = cx_.model().binding(id);
  const codemod::ScopeKind kind = cx_.model().scope(binding.scope).kind;
  if (binding.declared_global || kind == codemod::ScopeKind::module) return doubt("the task is stored in a global variable", name);
  if (kind == codemod::ScopeKind::class_) return doubt("the task is stored in an attribute", name);
  if (std::ranges::find(flow_.variables, id) != flow_.variables.end()) return;
  flow_.variables.push_back(id);
  for (const Node use : binding.uses) hold(use, shape);
}

void Follower::use(Node expression, Shape shape) {
  const ObjectUse use = codemod::classify_use(expression);
  if (shape != Shape::task) return use_sequence(expression, shape, use);
  flow_.uses.push_back(use);
}

void Follower::use_sequence(Node expression, Shape shape, const ObjectUse& use) {
  if (iterate(expression, shape)) return;
  const Node parent = codemod::outermost_parentheses(expression).parent();
  if (parent.is(NodeKind::subscript) && parent.child(Field::value).encloses(expression) && shape != Shape::items) {
    const Node target = parent.parent();
    const bool stored = target.is(NodeKind::assignment) && parent.field() == Field::left;
    if (!stored) hold(parent, Shape::task);
    return;
  }
  if (use.kind == UseKind::method_call) {
    if (adds_to_container(use.member) && shape == Shape::sequence) {
      for (const Node argument : codemod::arguments_of(use.outer))
        if (!is_known(argument)) doubt("something else is added to the tasks", argument);
      return;
    }
    if (shape == Shape::mapping && use.member == "values") return hold(use.outer, Shape::sequence);
    if (shape == Shape::mapping && use.member == "items") return hold(use.outer, Shape::items);
    if (shape == Shape::mapping && (use.member == "get" || use.member == "pop")) return hold(use.outer, Shape::task);
  }
  const bool cleared = use.kind == UseKind::method_call && use.member == "clear";
  if (use.kind == UseKind::tested || cleared) return;
  if (use.kind == UseKind::argument && parent.parent().child(Field::function).text() == "len") return;
  flow_.batches.push_back(use);
}

/// Loops and comprehensions over the tasks, also through `zip` and `enumerate`.
bool Follower::iterate(Node expression, Shape shape) {
  Node outer = codemod::outermost_parentheses(expression);
  std::size_t position = 0;
  bool zipped = false;
  if (outer.parent().is(NodeKind::argument_list)) {
    const Node call = outer.parent().parent();
    const std::string_view name = call.child(Field::function).text();
    if (name != "zip" && name != "enumerate" && name != "list" && name != "reversed") return false;
    const std::vector<Node> arguments = codemod::arguments_of(call);
    const auto found = std::ranges::find(arguments, outer);
    if (found == arguments.end()) return false;
    zipped = name == "zip" || name == "enumerate";
    position = name == "enumerate" ? 1 : static_cast<std::size_t>(found - arguments.begin());
    outer = codemod::outermost_parentheses(call);
  }
  const Node loop = outer.parent();
  if (!loop.is_any(NodeKind::for_statement, NodeKind::for_in_clause) || outer.field() != Field::right) return false;
  if (shape == Shape::mapping) return true;
  Node target = loop.child(Field::left);
  if (zipped || shape == Shape::items) {
    if (shape == Shape::items) position = 1;
    if (!target.is_any(NodeKind::pattern_list, NodeKind::tuple_pattern)) return false;
    const std::vector<Node> parts = target.named_children();
    if (position >= parts.size()) return false;
    target = parts[position];
  }
  bind_target(target, Shape::task);
  return true;
}

void Follower::bind_target(Node target, Shape shape) {
  if (!target.is(NodeKind::identifier)) return doubt("the tasks are unpacked", target);
  held_.insert(target);
  hold_variable(target, shape);
}

bool Follower::is_known(Node value) const {
  value = codemod::strip_parentheses(value);
  if (value.is_any(NodeKind::none) || held_.contains(value)) return true;
  return false;
}

void Follower::check_definitions(const Binding& binding) {
  for (const Definition& definition : binding.definitions) {
    if (held_.contains(definition.name)) continue;
    const Node statement = definition.statement;
    if (const Node type = statement.child(Field::type)) flow_.annotations.push_back(type);
    if (definition.kind == DefinitionKind::annotation) continue;
    const bool assigned = definition.kind == DefinitionKind::assignment && statement.child(Field::left) == definition.name;
    const Node value = codemod::strip_parentheses(statement.child(assigned ? Field::right : Field::value));
    if (!assigned && definition.kind != DefinitionKind::walrus) return doubt("the name is also bound to something else", definition.name);
    if (is_known(value)) continue;
    if (!is_empty_container(value)) return doubt("the name is also bound to something else", definition.name);
    flow_.empties.push_back(value);
  }
}

/// Replaces a call `task.member()` by the property `member`.
std::string to_property(const ObjectUse& use, std::string_view member, Fix& fix) {
  const Node attribute = use.outer.child(Field::function);
  if (!codemod::arguments_of(use.outer).empty()) return "`" + std::string(use.member) + "` is called with arguments";
  fix.replace(codemod::TextRange{attribute.child(Field::attribute).begin(), use.outer.end()}, std::string(member));
  return {};
}

/// The `not` whose operand is the call.
Node negation_of(Node call) {
  const Node parent = codemod::outermost_parentheses(call).parent();
  return parent.is(NodeKind::not_operator) ? parent : Node();
}

/// Whether a comparison can stand where the call stands without parentheses.
bool takes_comparison(Node expression) {
  const Node parent = expression.parent();
  return parent.is_any(NodeKind::parenthesized_expression, NodeKind::argument_list, NodeKind::keyword_argument, NodeKind::assignment,
                       NodeKind::if_statement, NodeKind::elif_clause, NodeKind::while_statement, NodeKind::return_statement,
                       NodeKind::boolean_operator, NodeKind::if_clause, NodeKind::assert_statement, NodeKind::expression_statement,
                       NodeKind::list_comprehension, NodeKind::generator_expression, NodeKind::expression_list, NodeKind::list,
                       NodeKind::tuple, NodeKind::conditional_expression, NodeKind::interpolation, NodeKind::pair);
}

/// `task.done()` and `task.cancelled()` become comparisons of the status, and a `not` before them goes into it.
std::string to_status(const ObjectUse& use, std::string_view yes, std::string_view no, Fix& fix) {
  if (!codemod::arguments_of(use.outer).empty()) return "`" + std::string(use.member) + "` is called with arguments";
  const Node negation = negation_of(use.outer);
  const Node whole = negation ? negation : use.outer;
  const bool bare = takes_comparison(whole);
  const Node attribute = use.outer.child(Field::function);
  const std::string behind = "status " + std::string(negation ? no : yes);
  if (negation) fix.replace(codemod::TextRange{negation.begin(), attribute.begin()}, bare ? "" : "(");
  else if (!bare) fix.insert(use.outer.begin(), "(");
  fix.replace(codemod::TextRange{attribute.child(Field::attribute).begin(), whole.end()}, behind + (bare ? "" : ")"));
  return {};
}

std::string rewrite_method(const ObjectUse& use, BindingId root, Fix& fix, const TransformContext& cx) {
  const std::string_view member = use.member;
  if (member == "result") return to_property(use, "return_value", fix);
  if (member == "exception") return to_property(use, "exception", fix);
  if (member == "get_name") return to_property(use, "name", fix);
  if (member == "get_coro") return to_property(use, "coro", fix);
  if (member == "cancel") {
    if (!codemod::is_whole_statement(use.outer)) return "the result of `cancel()` is used, and anyio gives none";
    return codemod::arguments_of(use.outer).empty() ? "" : "`cancel` of anyio takes no message";
  }
  if (member != "done" && member != "cancelled")
    return "a task of anyio has no `" + std::string(member) + "`";
  const auto local = cx.need_import(fix, use.node, root, "anyio");
  if (!local) return std::string(kShadowed);
  const std::string status = *local + ".TaskHandle.Status.";
  if (member == "cancelled") return to_status(use, "is " + status + "CANCELLED", "is not " + status + "CANCELLED", fix);
  const std::string running = "in (" + status + "PENDING, " + status + "CANCELLING)";
  return to_status(use, "not " + running, running, fix);
}

}  // namespace

bool is_empty_container(Node value) {
  if (value.is_any(NodeKind::list, NodeKind::dictionary)) return value.named_children().empty();
  if (!value.is(NodeKind::call) || !codemod::arguments_of(value).empty()) return false;
  const std::string_view name = value.child(Field::function).text();
  return name == "list" || name == "set" || name == "dict";
}

TaskFlow follow_tasks(const std::vector<Node>& producers, const TransformContext& cx) {
  return Follower(cx).follow(producers, Shape::task);
}

TaskFlow follow_task_batch(Node batch, const TransformContext& cx) { return Follower(cx).follow({batch}, Shape::sequence); }

std::string rewrite_handle_use(const ObjectUse& use, BindingId root, Fix& fix, const TransformContext& cx) {
  fix.need(min_anyio("anyio.TaskHandle"));
  switch (use.kind) {
    case UseKind::awaited:
    case UseKind::tested:
      return {};
    case UseKind::method_call:
      return rewrite_method(use, root, fix, cx);
    case UseKind::member:
      return "`" + std::string(use.member) + "` of the task is used as a value";
    case UseKind::argument:
      return "the task is passed on";
    default:
      return "the task is used as a value";
  }
}

std::string rewrite_handle_annotations(const TaskFlow& flow, Fix& fix, const TransformContext& cx) {
  for (const Node type : flow.annotations) {
    for (const std::uint32_t index : cx.references_in(type.range())) {
      const Reference& reference = cx.reference(index);
      if (reference.kind == codemod::ReferenceKind::adjacent) return "its type is annotated as text";
      if (!reference.certain || reference.name != "asyncio.Task") return "its type is annotated in a way that anyio has no class for";
      Fix part = rename(reference, "anyio", "TaskHandle", cx);
      if (part.edits.empty()) return std::string(kShadowed);
      fix.edits.push_back(part.edits.front());
      fix.imports.insert(fix.imports.end(), part.imports.begin(), part.imports.end());
      fix.need(part.needs);
      fix.claims.push_back({index, {}});
    }
  }
  return {};
}

}  // namespace asyncio2anyio

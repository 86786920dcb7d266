#include "transforms/api/gather_reading.h"

#include <algorithm>
#include <array>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {

using codemod::Binding;
using codemod::BindingId;
using codemod::Definition;
using codemod::DefinitionKind;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

namespace {

constexpr auto kCoroutineFunctions = std::to_array<std::string_view>(
    {"asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell", "asyncio.open_connection",
     "asyncio.open_unix_connection", "asyncio.sleep", "asyncio.start_server", "asyncio.start_unix_server", "asyncio.to_thread",
     "asyncio.wait", "asyncio.wait_for"});

/// Methods that give tasks or futures on whatever they are called.
constexpr auto kFutureMethods = std::to_array<std::string_view>(
    {"create_future", "create_task", "ensure_future", "run_in_executor", "shield", "start_soon", "submit"});

constexpr std::string_view kMayBeTask = "an argument may be a task or future";

std::string quoted(Node node) {
  const std::string_view text = node.text();
  const bool brief = text.size() <= 40 && text.find('\n') == std::string_view::npos;
  return brief ? "`" + std::string(text) + "`" : "an argument";
}

/// Whether a name stands where only its length or its truth is asked for.
bool is_looked_at(Node use, const TransformContext& cx) {
  const Node parent = use.parent();
  if (parent.is_any(NodeKind::not_operator, NodeKind::boolean_operator, NodeKind::comparison_operator)) return true;
  if (parent.is_any(NodeKind::if_statement, NodeKind::elif_clause, NodeKind::while_statement)) return use.field() == Field::condition;
  const Node call = parent.parent();
  return parent.is(NodeKind::argument_list) && call.child(Field::function).text() == "len" && is_builtin("len", use, cx);
}

/// Whether a name stands where its items are read one by one.
bool is_iterated(Node use, const TransformContext& cx) {
  const Node parent = use.parent();
  if (parent.is_any(NodeKind::for_statement, NodeKind::for_in_clause)) return use.field() == Field::right;
  if (!parent.is(NodeKind::argument_list)) return false;
  const std::string_view callee = parent.parent().child(Field::function).text();
  return (callee == "zip" || callee == "enumerate") && is_builtin(callee, use, cx);
}

class Reader {
 public:
  Reader(GatherReading& reading, const TransformContext& cx) : reading_(reading), cx_(cx), function_(cx.model().function_of(reading.call)) {}

  void read() {
    if (!parse_keywords()) return;
    for (const Node argument : reading_.arguments) {
      if (argument.is(NodeKind::list_splat)) stream(argument.named_children().front(), true);
      else element(argument, true);
    }
    if (!made_tasks_.empty()) check_tasks();
  }

 private:
  bool parse_keywords() {
    for (const Node argument : codemod::arguments_of(reading_.call)) {
      if (argument.is_any(NodeKind::dictionary_splat, NodeKind::generator_expression)) return refuse("its arguments cannot be told apart");
      if (!argument.is(NodeKind::keyword_argument)) {
        reading_.arguments.push_back(argument);
        continue;
      }
      const std::string_view name = argument.child(Field::name).text();
      const Node value = codemod::keyword_value(argument);
      reading_.dropped.push_back(argument);
      if (name == "loop") continue;
      if (name != "return_exceptions") return refuse("its arguments cannot be told apart");
      if (!value.is_any(NodeKind::true_literal, NodeKind::false_literal)) return refuse("whether it returns exceptions is decided at run time");
      reading_.returns_exceptions = value.is(NodeKind::true_literal);
    }
    return true;
  }

  void run_on(std::string_view reason) {
    if (reading_.running.empty()) reading_.running = reason;
  }

  bool refuse(std::string reason) {
    if (reading_.refusal.empty()) reading_.refusal = std::move(reason);
    return false;
  }

  /// Something that gives one awaitable. `direct` when it stands in the call itself.
  void element(Node expression, bool direct) {
    if (direct) reading_.elements.push_back(expression);
    value(codemod::strip_parentheses(expression), direct);
  }

  void value(Node expression, bool direct) {
    if (expression.is(NodeKind::conditional_expression)) {
      const std::vector<Node> parts = expression.named_children();
      value(codemod::strip_parentheses(parts.front()), direct);
      value(codemod::strip_parentheses(parts.back()), direct);
    } else if (expression.is(NodeKind::call)) {
      called(expression, direct);
    } else if (expression.is(NodeKind::identifier)) {
      variable(expression, false);
    } else {
      refuse(quoted(expression) + " may not be a coroutine");
    }
  }

  void called(Node call, bool direct) {
    const std::string name = canonical_callee(call, cx_);
    if (name == "asyncio.gather") return inner_gather(call, direct);
    reading_.has_coroutines |= !variables_.empty() && !in_task_ && name != "asyncio.create_task";
    if (name == "asyncio.create_task" || name == "asyncio.ensure_future") return starter(call, name);
    if (name == "asyncio.wait_for" && reading_.returns_exceptions && !waits_for_call(call))
      return static_cast<void>(refuse("what `asyncio.wait_for` waits for may be cancelled by others, which `gather` gives as a result"));
    if (std::ranges::find(kCoroutineFunctions, name) != kCoroutineFunctions.end() || name.starts_with("anyio.")) return;
    const Node callee = call.child(Field::function);
    if (name.starts_with("asyncio.")) return static_cast<void>(refuse("`" + name + "` makes a future, not a coroutine"));
    if (callee.is(NodeKind::attribute) &&
        std::ranges::find(kFutureMethods, callee.child(Field::attribute).text()) != kFutureMethods.end())
      return static_cast<void>(refuse(std::string(kMayBeTask)));
    if (const Node function = codemod::callee_definition(cx_.model(), call)) return defined(function);
    reading_.proven = false;
  }

  static bool waits_for_call(Node call) {
    const std::vector<Node> arguments = codemod::arguments_of(call);
    return !arguments.empty() && codemod::strip_parentheses(arguments.front()).is(NodeKind::call);
  }

  void defined(Node function) {
    const std::string name(function.child(Field::name).text());
    if (!codemod::is_async_function(function)) return static_cast<void>(refuse("`" + name + "` is not a coroutine function"));
    if (codemod::yields(function.child(Field::body))) refuse("`" + name + "` is an asynchronous generator");
  }

  void inner_gather(Node call, bool direct) {
    if (!direct) return static_cast<void>(refuse("another `gather` is started before this one"));
    GatherReading inner = read_gather(call, cx_);
    if (!inner.refusal.empty()) refuse("the `gather` inside it is kept: " + inner.refusal);
    reading_.proven &= inner.proven;
    reading_.nested.push_back(std::move(inner));
  }

  /// A task that nothing but this call waits for: its coroutine can be taken instead.
  void starter(Node call, std::string_view name) {
    const std::vector<Node> arguments = codemod::arguments_of(call);
    const bool named = arguments.size() == 2 && name == "asyncio.create_task" && codemod::keyword_argument_of(call, "name");
    if (named) run_on("its tasks have names");
    if (arguments.empty() || arguments.size() > (named ? 2U : 1U) || arguments.front().is_any(NodeKind::keyword_argument, NodeKind::list_splat))
      return static_cast<void>(refuse("its tasks have contexts of their own"));
    const Node coroutine = codemod::strip_parentheses(arguments.front());
    const std::string_view whole = call.text();
    if (whole.find('#') != std::string_view::npos) return static_cast<void>(refuse("a comment stands inside of a task's call"));
    reading_.starters.push_back(call);
    if (!variables_.empty()) made_tasks_.insert(variables_.back());
    in_task_ = true;
    started(coroutine, name);
    in_task_ = false;
  }

  void started(Node coroutine, std::string_view name) {
    if (coroutine.is(NodeKind::call)) {
      const bool before = reading_.proven;
      value(coroutine, false);
      // A task is made of coroutines only; `ensure_future` takes more.
      if (name == "asyncio.create_task") reading_.proven = before;
    } else if (name != "asyncio.create_task") {
      refuse(std::string(kMayBeTask));
    }
  }

  /// Something that is starred: gives any number of awaitables.
  void stream(Node expression, bool direct) {
    expression = codemod::strip_parentheses(expression);
    if (expression.is_any(NodeKind::list_comprehension, NodeKind::generator_expression)) {
      element(expression.child(Field::body), direct);
    } else if (expression.is_any(NodeKind::list, NodeKind::tuple)) {
      for (const Node item : expression.named_children()) {
        if (item.is(NodeKind::list_splat)) stream(item.named_children().front(), direct);
        else element(item, direct);
      }
    } else if (expression.is(NodeKind::binary_operator) && expression.child(Field::operator_).text() == "+") {
      stream(expression.child(Field::left), direct);
      stream(expression.child(Field::right), direct);
    } else if (expression.is(NodeKind::conditional_expression)) {
      const std::vector<Node> parts = expression.named_children();
      stream(parts.front(), direct);
      stream(parts.back(), direct);
    } else if (expression.is(NodeKind::call)) {
      stream_of_call(expression, direct);
    } else if (expression.is(NodeKind::identifier)) {
      if (direct) reading_.streams.push_back(expression);
      variable(expression, true);
    } else {
      refuse(quoted(expression) + " is not seen to hold coroutines only");
    }
  }

  void stream_of_call(Node call, bool direct) {
    const std::string_view callee = call.child(Field::function).text();
    const std::vector<Node> arguments = codemod::arguments_of(call);
    const bool converts = (callee == "list" || callee == "tuple") && arguments.size() <= 1 && is_builtin(callee, call, cx_);
    if (converts) return arguments.empty() ? void() : stream(arguments.front(), direct);
    if (callee != "map" || arguments.size() < 2 || !is_builtin("map", call, cx_))
      return static_cast<void>(refuse(quoted(call) + " is not seen to hold coroutines only"));
    if (direct) reading_.streams.push_back(call);
    const Node mapped = codemod::strip_parentheses(arguments.front());
    if (mapped.is(NodeKind::lambda)) return value(codemod::strip_parentheses(mapped.child(Field::body)), false);
    const BindingId id = cx_.model().binding_of(mapped);
    if (id != BindingId::none && cx_.model().binding(id).definitions.size() == 1) {
      const Definition& definition = cx_.model().binding(id).definitions.front();
      if (definition.kind == DefinitionKind::function && !definition.statement.parent().is(NodeKind::decorated_definition))
        return defined(definition.statement);
    }
    reading_.proven = false;
  }

  /// A local variable that only ever holds such values.
  void variable(Node identifier, bool is_list) {
    const BindingId id = cx_.model().binding_of(identifier);
    const std::string doubt = "`" + std::string(identifier.text()) + "` is not seen to hold " + (is_list ? "coroutines only" : "a coroutine");
    if (id == BindingId::none) return static_cast<void>(refuse(doubt));
    const Binding& binding = cx_.model().binding(id);
    if (binding.declared_global || !function_ || cx_.model().scope(binding.scope).node != function_) return static_cast<void>(refuse(doubt));
    if (!seen_.insert(id).second) return;
    variables_.push_back(id);
    for (const Definition& definition : binding.definitions)
      if (!follow(definition, is_list)) refuse(doubt);
    for (const Node use : binding.uses) follow_use(use, is_list);
    variables_.pop_back();
  }

  bool follow(const Definition& definition, bool is_list) {
    if (definition.kind == DefinitionKind::annotation) return true;
    const Node statement = definition.statement;
    const bool augmented = definition.kind == DefinitionKind::augmented && is_list;
    if (!augmented && definition.kind != DefinitionKind::assignment) return false;
    if (statement.child(Field::left) != definition.name || statement.parent().is(NodeKind::assignment)) return false;
    const Node right = statement.child(Field::right);
    if (right.is(NodeKind::assignment)) return false;
    is_list ? stream(right, false) : value(codemod::strip_parentheses(right), false);
    return true;
  }

  void follow_use(Node use, bool is_list) {
    if (cx_.model().function_of(use) != function_) return static_cast<void>(refuse("`" + std::string(use.text()) + "` is used by another function"));
    const Node parent = use.parent();
    if (is_argument_here(use, is_list) || is_looked_at(use, cx_)) return;
    if (is_list && parent.is(NodeKind::attribute) && codemod::call_of(parent)) return follow_method(use, codemod::call_of(parent));
    if (is_list && (is_iterated(use, cx_) || parent.is(NodeKind::list_splat))) return other_uses_.push_back(use);
    refuse("`" + std::string(use.text()) + "` is also used in another way");
  }

  /// Whether a use is the one as an argument of this very call.
  bool is_argument_here(Node use, bool is_list) const {
    if (is_list) return std::ranges::find(reading_.streams, use) != reading_.streams.end();
    return std::ranges::find(reading_.elements, use) != reading_.elements.end();
  }

  void follow_method(Node use, Node call) {
    const std::string_view method = use.parent().child(Field::attribute).text();
    const std::vector<Node> arguments = codemod::arguments_of(call);
    if (method == "append" && arguments.size() == 1) return value(codemod::strip_parentheses(arguments.front()), false);
    if (method == "extend" && arguments.size() == 1) return stream(arguments.front(), false);
    if (method == "clear") return other_uses_.push_back(use);
    refuse("`" + std::string(use.text()) + "` is also used in another way");
  }

  /// Tasks that are kept in variables run from the moment they are made: nothing may suspend before they are gathered.
  void check_tasks() {
    if (!other_uses_.empty()) refuse("`" + std::string(other_uses_.front().text()) + "` is also used in another way");
    const Node gathering = codemod::statement_of(reading_.call);
    if (codemod::own_nodes(gathering, NodeKind::await).size() != 1) refuse("something else is awaited in its statement");
    Node first;
    for (const Node call : reading_.starters) {
      Node statement = codemod::statement_of(call);
      while (statement && statement.parent() != gathering.parent()) statement = codemod::statement_of(statement.parent());
      if (!statement || gathering.begin() < statement.begin()) return static_cast<void>(refuse("its tasks are made in another block"));
      if (!first || statement.begin() < first.begin()) first = statement;
    }
    reading_.first_start = first;
    for (Node statement = first; statement && statement != gathering; statement = statement.next_sibling())
      if (runs_on(statement)) return;
    for (const BindingId id : made_tasks_) check_annotations(id);
  }

  /// Whether tasks would go on running, or be left alone, while `statement` is executed.
  bool runs_on(Node statement) {
    if (codemod::yields(statement)) return !refuse("a value is yielded while its tasks run");
    if (codemod::suspends(statement)) run_on("something else is awaited while its tasks run");
    for (const NodeKind kind : {NodeKind::return_statement, NodeKind::raise_statement, NodeKind::break_statement, NodeKind::continue_statement})
      for (const Node jump : codemod::own_nodes(statement, kind))
        if (!stays_inside(jump, statement)) return !refuse("its tasks may be left running");
    return false;
  }

  /// Whether a `break` or `continue` belongs to a loop inside of `statement`.
  static bool stays_inside(Node jump, Node statement) {
    if (!jump.is_any(NodeKind::break_statement, NodeKind::continue_statement)) return false;
    for (Node up = jump.parent(); statement.encloses(up); up = up.parent())
      if (up.is_any(NodeKind::for_statement, NodeKind::while_statement)) return true;
    return false;
  }

  void check_annotations(BindingId id) {
    for (const Definition& definition : cx_.model().binding(id).definitions) {
      const std::string_view type = definition.statement.child(Field::type).text();
      const bool tasks = type.find("Task") != std::string_view::npos || type.find("Future") != std::string_view::npos;
      if (tasks) refuse("`" + std::string(definition.name.text()) + "` is annotated as holding tasks");
    }
  }

  GatherReading& reading_;
  const TransformContext& cx_;
  Node function_;
  std::set<BindingId> seen_;
  std::set<BindingId> made_tasks_;
  bool in_task_ = false;              // what is read is the argument of a task
  std::vector<BindingId> variables_;  // being read, outermost first
  std::vector<Node> other_uses_;      // fine for coroutines, not for tasks
};

}  // namespace

std::string canonical_callee(Node call, const TransformContext& cx) {
  const codemod::Resolved resolved = cx.model().resolve(call.child(Field::function));
  return resolved.certain ? cx.knowledge().canonical(resolved.name) : std::string();
}

GatherReading read_gather(Node call, const TransformContext& cx) {
  GatherReading reading;
  reading.call = call;
  Reader(reading, cx).read();
  return reading;
}

}  // namespace asyncio2anyio

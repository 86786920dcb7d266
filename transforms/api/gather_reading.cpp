#include "transforms/api/gather_reading.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/value_uses.h"

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

class Reader {
 public:
  Reader(GatherReading& reading, const TransformContext& cx, std::vector<Node> gone = {})
      : reading_(reading), cx_(cx), function_(cx.model().function_of(reading.call)), gone_(std::move(gone)) {}

  void read() {
    if (!parse_keywords()) return;
    for (const Node argument : reading_.arguments) {
      if (argument.is(NodeKind::list_splat)) stream(argument.named_children().front(), true);
      else element(argument, true);
    }
    finish();
  }

  void read_stream(Node tasks) {
    stream(tasks, true);
    finish();
  }

 private:
  void finish() {
    for (const Node use : unexplained_)
      if (!taken_.contains(use)) refuse("`" + std::string(use.text()) + "` is also used in another way");
    for (const BindingId id : seen_)
      if (const Node again = taken_again(cx_.model().binding(id))) refuse("`" + std::string(again.text()) + "` may be gathered twice");
    if (!made_tasks_.empty()) check_tasks();
  }

  /// What a variable holds.
  enum class Held : std::uint8_t { awaitable, list, mapping };

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
    if (skips_none_ && expression.is(NodeKind::none)) return;
    if (expression.is(NodeKind::conditional_expression)) {
      const std::vector<Node> parts = expression.named_children();
      value(codemod::strip_parentheses(parts.front()), direct);
      value(codemod::strip_parentheses(parts.back()), direct);
    } else if (expression.is(NodeKind::call)) {
      called(expression, direct);
    } else if (expression.is(NodeKind::identifier)) {
      taken_.insert(expression);
      variable(expression, Held::awaitable);
    } else {
      refuse(quoted(expression) + " may not be a coroutine");
    }
  }

  void called(Node call, bool direct) {
    const std::string name = canonical_callee(call, cx_);
    if (name == "asyncio.gather") return inner_gather(call, direct);
    reading_.has_coroutines |= !variables_.empty() && !in_task_ && name != "asyncio.create_task";
    if (name == "asyncio.create_task" || name == "asyncio.ensure_future") return starter(call, name);
    if (!in_task_) reading_.only_tasks = false;
    if (name == "asyncio.wait_for" && reading_.returns_exceptions && !waits_for_call(call))
      return static_cast<void>(refuse("what `asyncio.wait_for` waits for may be cancelled by others, which `gather` gives as a result"));
    if (std::ranges::find(kCoroutineFunctions, name) != kCoroutineFunctions.end() || name.starts_with("anyio.")) return;
    if (name == "typing.cast" && codemod::arguments_of(call).size() == 2)
      return value(codemod::strip_parentheses(codemod::arguments_of(call).back()), false);
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
    if (expression.is_any(NodeKind::list_comprehension, NodeKind::set_comprehension, NodeKind::generator_expression)) {
      if (const Node awaitables = filtered_values(expression)) {
        if (direct) reading_.elements.push_back(codemod::strip_parentheses(expression.child(Field::body)));
        return filtered_stream(awaitables, expression.named_children().size() > 2);
      }
      element(expression.child(Field::body), direct);
    } else if (expression.is_any(NodeKind::list, NodeKind::tuple, NodeKind::set)) {
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
      taken_.insert(expression);
      variable(expression, Held::list);
    } else {
      refuse(quoted(expression) + " is not seen to hold coroutines only");
    }
  }

  void filtered_stream(Node awaitables, bool asks) {
    const bool outer = std::exchange(skips_none_, asks || skips_none_);
    stream(awaitables, false);
    skips_none_ = outer;
  }

  void stream_of_call(Node call, bool direct) {
    const std::string_view callee = call.child(Field::function).text();
    const std::vector<Node> arguments = codemod::arguments_of(call);
    const bool converts = (callee == "list" || callee == "tuple" || callee == "set") && arguments.size() <= 1 && is_builtin(callee, call, cx_);
    if (converts) return arguments.empty() ? void() : stream(arguments.front(), direct);
    if (const Node mapping = mapping_of_values(call)) {
      if (direct) reading_.streams.push_back(call);
      taken_.insert(mapping);
      return variable(mapping, Held::mapping);
    }
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
  void variable(Node identifier, Held held) {
    const BindingId id = cx_.model().binding_of(identifier);
    const std::string doubt = "`" + std::string(identifier.text()) + "` is not seen to hold " + (held == Held::awaitable ? "a coroutine" : "coroutines only");
    if (id == BindingId::none) return static_cast<void>(refuse(doubt));
    const Binding& binding = cx_.model().binding(id);
    if (binding.declared_global || !function_ || cx_.model().scope(binding.scope).node != function_) return static_cast<void>(refuse(doubt));
    if (!seen_.insert(id).second) return;
    const bool outer = std::exchange(skips_none_, held == Held::awaitable && is_asked_for(binding));
    variables_.push_back(id);
    for (const Definition& definition : binding.definitions)
      if (!follow(definition, held)) refuse(doubt);
    for (const Node use : binding.uses) follow_use(use, held);
    variables_.pop_back();
    skips_none_ = outer;
  }

  /// Whether every statement that passes the variable on stands in an `if` that it is not `None`.
  bool is_asked_for(const Binding& binding) const {
    return std::ranges::all_of(binding.uses, [this](Node use) {
      const Node block = codemod::statement_of(use).parent();
      const bool asked = block.field() == Field::consequence && block.parent().is(NodeKind::if_statement) &&
                         asks_for(block.parent().child(Field::condition), use.text());
      return asked || is_looked_at(use, cx_);
    });
  }

  /// A use that may take what an earlier one has taken, because nothing is assigned in between; null without one.
  Node taken_again(const Binding& binding) const {
    const auto is_assigned = [&](Node use, auto&& suits) {
      return std::ranges::any_of(binding.definitions, [&](const Definition& definition) {
        const Node block = codemod::statement_of(definition.name).parent();
        return definition.name.begin() < use.begin() && block.encloses(use) && suits(definition.name, block);
      });
    };
    Node before;
    for (const Node use : binding.uses) {
      if (!taken_.contains(use) || is_looked_at(use, cx_)) continue;
      const bool between = !before || are_exclusive(before, use) || is_assigned(use, [&](Node name, Node) { return before.end() <= name.begin(); });
      Node loop = use.parent();
      while (loop && loop != function_ && !loop.is_any(NodeKind::for_statement, NodeKind::while_statement)) loop = loop.parent();
      const bool once = !loop || loop == function_ || loop.encloses(reading_.call) || is_assigned(use, [&](Node, Node block) { return loop.encloses(block); });
      if (!between || !once) return use;
      before = use;
    }
    return {};
  }

  bool follow(const Definition& definition, Held held) {
    if (definition.kind == DefinitionKind::annotation || is_gone(definition.name)) return true;
    const bool augmented = definition.kind == DefinitionKind::augmented && held == Held::list;
    const Node right = augmented ? definition.statement.child(Field::right) : assigned_value(definition);
    if (!right) return false;
    if (definition.kind == DefinitionKind::walrus && !is_looked_at(definition.statement, cx_)) return false;
    if (held == Held::mapping) return follow_mapping(codemod::strip_parentheses(right));
    held == Held::list ? stream(right, false) : value(codemod::strip_parentheses(right), false);
    return true;
  }

  bool follow_mapping(Node expression) {
    if (expression.is(NodeKind::dictionary_comprehension)) {
      value(codemod::strip_parentheses(expression.child(Field::body).child(Field::value)), false);
      return true;
    }
    if (expression.text() == "dict()") return is_builtin("dict", expression, cx_);
    if (!expression.is(NodeKind::dictionary)) return false;
    for (const Node pair : expression.named_children()) {
      if (!pair.is(NodeKind::pair)) return false;
      value(codemod::strip_parentheses(pair.child(Field::value)), false);
    }
    return true;
  }

  void follow_use(Node use, Held held) {
    if (cx_.model().function_of(use) != function_) return static_cast<void>(refuse("`" + std::string(use.text()) + "` is used by another function"));
    const Node parent = use.parent();
    if (taken_.contains(use) || is_looked_at(use, cx_)) return;
    if (is_gone(use)) return;
    const bool several = held != Held::awaitable;
    const Node method = several && parent.is(NodeKind::attribute) ? codemod::call_of(parent) : Node();
    if (held == Held::mapping && follow_mapping_use(use)) return;
    if (held == Held::list && method && follow_method(use, method)) return;
    if (held == Held::list && (is_iterated(use, cx_) || parent.is(NodeKind::list_splat))) return other_uses_.push_back(use);
    // Coroutines do nothing while another branch does something else with them.
    if (several && are_exclusive(use, reading_.call)) return other_uses_.push_back(use);
    unexplained_.push_back(use);
  }

  bool is_gone(Node name) const {
    return std::ranges::any_of(gone_, [&](Node statement) { return statement.encloses(name); });
  }

  bool follow_method(Node use, Node call) {
    const std::string_view method = use.parent().child(Field::attribute).text();
    const std::vector<Node> arguments = codemod::arguments_of(call);
    if ((method == "append" || method == "add") && arguments.size() == 1) value(codemod::strip_parentheses(arguments.front()), false);
    else if (method == "extend" && arguments.size() == 1) stream(arguments.front(), false);
    else if (method == "clear") other_uses_.push_back(use);
    else return false;
    return true;
  }

  /// `d[key] = value`, and uses of a dictionary that read nothing but its keys.
  bool follow_mapping_use(Node use) {
    const Node parent = use.parent();
    if (is_iterated(use, cx_)) return true;
    if (parent.is(NodeKind::attribute)) return codemod::call_of(parent) && parent.child(Field::attribute).text() == "keys";
    const Node assignment = parent.parent();
    if (!parent.is(NodeKind::subscript) || use.field() != Field::value || !assignment.is(NodeKind::assignment) || parent.field() != Field::left) return false;
    if (assignment.parent().is(NodeKind::assignment) || assignment.child(Field::right).is(NodeKind::assignment)) return false;
    value(codemod::strip_parentheses(assignment.child(Field::right)), false);
    return true;
  }

  /// Tasks that are kept in variables run from the moment they are made: nothing may suspend before they are gathered.
  void check_tasks() {
    if (!other_uses_.empty()) refuse("`" + std::string(other_uses_.front().text()) + "` is also used in another way");
    const Node gathering = codemod::statement_of(reading_.call);
    if (codemod::own_nodes(gathering, NodeKind::await).size() != 1) refuse("something else is awaited in its statement");
    const std::vector<Node> levels = statements_down_to(gathering);
    Node first;
    bool in_question = false;
    for (const Node call : reading_.starters) {
      if (is_made_in_question(call, levels.front())) {
        in_question = true;
        continue;
      }
      const Node statement = start_of(call, levels);
      if (!statement || gathering.begin() < statement.begin()) return static_cast<void>(refuse("its tasks are made in another block"));
      if (!first || statement.begin() < first.begin()) first = statement;
    }
    if (in_question) first = levels.front().parent().named_children().front();
    else if (first && first.parent() == gathering.parent()) reading_.first_start = first;
    for (const Node level : levels) {
      const Node from = level.parent() == first.parent() ? first : level.parent().named_children().front();
      if (level.end() <= from.begin() || level.begin() < first.begin()) continue;
      for (Node statement = from; statement && statement != level; statement = statement.next_sibling())
        if (runs_on(statement)) return;
    }
    for (const BindingId id : made_tasks_) check_annotations(id);
  }

  /// The statement and those around it that do nothing but hold its block: `try`, plain `with` and `if tasks`, outermost first.
  std::vector<Node> statements_down_to(Node statement) const {
    std::vector<Node> levels{statement};
    for (;;) {
      const Node block = levels.front().parent();
      const Node around = block.parent();
      const bool plain = block.is(NodeKind::block) && around.child(Field::body) == block &&
                         (around.is(NodeKind::try_statement) || (around.is(NodeKind::with_statement) && !codemod::has_async_keyword(around)));
      const bool asked = around.is(NodeKind::if_statement) && block.field() == Field::consequence && reading_.streams.size() == 1 &&
                         codemod::strip_parentheses(around.child(Field::condition)).text() == reading_.streams.front().text();
      if (!plain && !asked) return levels;
      levels.insert(levels.begin(), around);
    }
  }

  /// The statement next to one of the levels that holds the call; null when it stands elsewhere.
  static Node start_of(Node call, const std::vector<Node>& levels) {
    for (Node statement = codemod::statement_of(call); statement; statement = codemod::statement_of(statement.parent()))
      for (const Node level : levels)
        if (statement.parent() == level.parent()) return statement;
    return {};
  }

  /// Whether a call stands in the condition of the `if` statement in whose first block the gathering stands.
  static bool is_made_in_question(Node call, Node gathering) {
    const Node around = gathering.parent().parent();
    return around.is(NodeKind::if_statement) && gathering.parent().field() == Field::consequence && around.child(Field::condition).encloses(call);
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
  std::vector<Node> gone_;            // statements that go together with the call
  std::set<BindingId> seen_;
  std::set<BindingId> made_tasks_;
  bool in_task_ = false;              // what is read is the argument of a task
  std::vector<BindingId> variables_;  // being read, outermost first
  bool skips_none_ = false;           // what is read is passed over where it is `None`
  std::set<Node> taken_;              // names that were followed to what they hold
  std::vector<Node> unexplained_;     // uses that are fine when they turn out to be among those
  std::vector<Node> other_uses_;      // fine for coroutines, not for tasks
};

}  // namespace

std::string canonical_callee(Node call, const TransformContext& cx) {
  const codemod::Resolved resolved = cx.model().resolve(call.child(Field::function));
  return resolved.certain ? cx.knowledge().canonical(resolved.name) : std::string();
}

void drop_starter(Node starter, codemod::Fix& fix) {
  const Node coroutine = codemod::arguments_of(starter).front();
  fix.erase({starter.begin(), coroutine.begin()});
  fix.erase({coroutine.end(), starter.end()});
  static_cast<void>(outdent_lines(coroutine, starter, fix));
}

GatherReading read_gather(Node call, const TransformContext& cx, const std::vector<Node>& gone) {
  GatherReading reading;
  reading.call = call;
  Reader(reading, cx, gone).read();
  return reading;
}

GatherReading read_tasks(Node call, Node tasks, const std::vector<Node>& gone, const TransformContext& cx) {
  GatherReading reading;
  reading.call = call;
  Reader(reading, cx, gone).read_stream(tasks);
  return reading;
}

}  // namespace asyncio2anyio

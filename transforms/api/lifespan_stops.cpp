#include "transforms/api/lifespan_stops.h"

#include <algorithm>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/group_names.h"
#include "transforms/api/timeouts.h"

namespace asyncio2anyio {

using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

namespace {

bool is_true_keyword(Node argument, std::string_view name) {
  return argument.is(NodeKind::keyword_argument) && argument.child(Field::name).text() == name && codemod::keyword_value(argument).is(NodeKind::true_literal);
}

bool does_nothing(Node block) {
  return std::ranges::all_of(block.named_children(), [](Node statement) {
    return statement.is(NodeKind::pass_statement) || (statement.is(NodeKind::expression_statement) && statement.first_child().is(NodeKind::ellipsis));
  });
}

bool means_cancellation(Node exception, const TransformContext& cx) {
  return cx.knowledge().canonical(cx.model().resolve(exception).name) == "asyncio.CancelledError" || exception.text() == "BaseException" ||
         exception.text().ends_with("get_cancelled_exc_class()");
}

/// Whether a `try` ignores cancellations, and whatever else it catches, and does nothing more.
bool ignores_cancellation(Node statement, const TransformContext& cx) {
  bool ignores = false;
  for (const Node part : statement.named_children()) {
    if (part == statement.child(Field::body)) continue;
    if (!part.is(NodeKind::except_clause) || !does_nothing(part.child(NodeKind::block))) return false;
    ignores = ignores || catches_cancellation(part, cx);
  }
  return ignores;
}

/// Whether `with` is `suppress(CancelledError)`, perhaps with other exceptions.
bool suppresses_cancellation(Node statement, const TransformContext& cx) {
  if (codemod::has_async_keyword(statement)) return false;
  const std::vector<Node> items = statement.child(NodeKind::with_clause).named_children();
  const Node call = items.size() == 1 ? items.front().child(Field::value) : Node();
  if (!call.is(NodeKind::call) || !cx.model().refers_only_to(call.child(Field::function), "contextlib.suppress")) return false;
  return std::ranges::any_of(codemod::arguments_of(call), [&](Node exception) { return means_cancellation(exception, cx); });
}

}  // namespace

StopReader::StopReader(const std::vector<TaskSlot>& slots, const std::set<std::size_t>& active, const TransformContext& cx) : cx_(cx) {
  for (const std::size_t number : active) {
    const TaskSlot& slot = slots[number];
    for (const Node reset : slot.resets) resets_.insert(reset);
    for (const Node expression : slot.loads) {
      const bool many = std::ranges::any_of(slot.places, [&](const TaskPlace& place) {
        const bool same = expression.is(NodeKind::attribute) ? expression.child(Field::attribute).text() == place.attribute
                                                             : cx.model().binding_of(expression) == place.variable;  // also for a lookup by name
        return same && place.many;
      });
      loads_.insert({expression, {number, many}});
    }
  }
}

const StopReader::Load* StopReader::load(Node expression) const {
  const auto found = loads_.find(codemod::strip_parentheses(expression));
  return found == loads_.end() ? nullptr : &found->second;
}

std::optional<std::size_t> StopReader::slot_of(Node expression) const {
  const Load* found = load(expression);
  return found ? std::optional(found->slot) : std::nullopt;
}

std::optional<Stop> StopReader::stop_around(Node expression) const {
  std::optional<Stop> widest;
  for (Node statement = codemod::statement_of(expression); statement;) {
    Stop stop{statement, {}, {}, {}, {}, false};
    const bool stops = read(statement, stop);
    if (stops) widest = std::move(stop);
    const Node block = statement.parent();
    if (!block.is(NodeKind::block) || (!stops && widest)) break;
    // From a clause to the statement that it belongs to.
    Node owner = block.parent();
    while (owner.is_any(NodeKind::except_clause, NodeKind::finally_clause, NodeKind::else_clause, NodeKind::elif_clause)) owner = owner.parent();
    if (owner.is_any(NodeKind::function_definition, NodeKind::class_definition)) break;
    statement = owner;
  }
  return widest;
}

bool StopReader::read_block(Node block, Stop& stop) const {
  return std::ranges::all_of(block.named_children(), [&](Node statement) { return read(statement, stop); });
}

bool StopReader::read(Node statement, Stop& stop) const {
  switch (statement.kind()) {
    case NodeKind::pass_statement:
      return true;
    case NodeKind::expression_statement:
      return read_expression(statement, stop);
    case NodeKind::if_statement:
      return !statement.child(Field::alternative) && asks(statement.child(Field::condition)) && read_block(statement.child(Field::consequence), stop);
    case NodeKind::for_statement:
      return read_loop(statement, stop);
    case NodeKind::try_statement:
      return ignores_cancellation(statement, cx_) && read_quiet(statement, statement.child(Field::body), stop);
    case NodeKind::with_statement:
      return suppresses_cancellation(statement, cx_) && read_quiet(statement, statement.child(Field::body), stop);
    default:
      return false;
  }
}

bool StopReader::read_expression(Node statement, Stop& stop) const {
  if (resets_.contains(statement)) return true;
  const Node inner = statement.first_child();
  if (inner.is(NodeKind::call)) return read_call(inner, stop);
  if (!inner.is(NodeKind::await)) return false;
  const Node awaited = codemod::strip_parentheses(inner.named_children().front());
  if (const Load* found = load(awaited); found && !found->many) {
    stop.awaited.insert(found->slot);
    stop.exposed.insert(found->slot);
    stop.waits.push_back({statement, {"await " + std::string(awaited.text()) + ".wait()"}});
    return true;
  }
  std::vector<std::string> lines = lines_for(awaited, false, stop);
  if (lines.empty()) return false;
  stop.waits.push_back({statement, std::move(lines)});
  return true;
}

/// `task.cancel()` and `tasks.clear()`.
bool StopReader::read_call(Node call, Stop& stop) const {
  const Node callee = call.child(Field::function);
  const Load* found = callee.is(NodeKind::attribute) ? load(callee.child(Field::object)) : nullptr;
  if (!found) return false;
  const std::string_view member = callee.child(Field::attribute).text();
  if (member == "clear") return found->many;
  if (member != "cancel" || found->many) return false;
  stop.cancelled.insert(found->slot);
  stop.has_message = stop.has_message || !codemod::arguments_of(call).empty();
  return true;
}

bool StopReader::read_quiet(Node statement, Node block, Stop& stop) const {
  QuietWait wait{statement, {}};
  for (const Node inner : block.named_children()) {
    if (!inner.is(NodeKind::expression_statement)) return false;
    const Node expression = inner.first_child();
    if (expression.is(NodeKind::call)) {
      if (!read_call(expression, stop)) return false;
      wait.lines.emplace_back(expression.text());
      continue;
    }
    if (!expression.is(NodeKind::await)) return false;
    const Node awaited = codemod::strip_parentheses(expression.named_children().front());
    if (const Load* found = load(awaited); found && !found->many) {
      stop.awaited.insert(found->slot);
      wait.lines.push_back("await " + std::string(awaited.text()) + ".wait()");
      continue;
    }
    std::vector<std::string> lines = lines_for(awaited, true, stop);
    if (lines.empty()) return false;
    wait.lines.insert(wait.lines.end(), lines.begin(), lines.end());
  }
  stop.waits.push_back(std::move(wait));
  return true;
}

bool StopReader::read_loop(Node statement, Stop& stop) const {
  if (codemod::has_async_keyword(statement) || statement.child(Field::alternative)) return false;
  Node right = codemod::strip_parentheses(statement.child(Field::right));
  if (right.is(NodeKind::call) && right.child(Field::function).text() == "list" && codemod::arguments_of(right).size() == 1)
    right = codemod::arguments_of(right).front();
  if (right.is_any(NodeKind::tuple, NodeKind::list)) {
    for (const Node element : right.named_children())
      if (const Load* found = load(element); !found || found->many) return false;
  } else if (const Load* found = load(right); !found || !found->many) {
    return false;
  }
  return read_block(statement.child(Field::body), stop);
}

bool StopReader::asks(Node condition) const {
  condition = codemod::strip_parentheses(condition);
  if (load(condition)) return true;
  const std::vector<Node> parts = condition.named_children();
  switch (condition.kind()) {
    case NodeKind::not_operator:
      return asks(parts.front());
    case NodeKind::boolean_operator:
      return std::ranges::all_of(parts, [&](Node part) { return asks(part); });
    case NodeKind::comparison_operator:
      return parts.size() == 2 && load(parts.front()) && parts.back().is(NodeKind::none);
    case NodeKind::call: {
      const Node callee = condition.child(Field::function);
      return callee.is(NodeKind::attribute) && load(callee.child(Field::object)) && callee.child(Field::attribute).text() == "done";
    }
    default:
      return false;
  }
}

std::vector<std::string> StopReader::lines_for(Node call, bool is_quiet, Stop& stop) const {
  if (!call.is(NodeKind::call)) return {};
  const std::string name = cx_.knowledge().canonical(cx_.model().resolve(call.child(Field::function)).name);
  std::vector<Node> tasks = codemod::arguments_of(call);
  if (name == "asyncio.gather") {
    const bool returns = !tasks.empty() && is_true_keyword(tasks.back(), "return_exceptions");
    if (!returns && !is_quiet) return {};
    if (returns) tasks.pop_back();
  } else if (name != "asyncio.wait" || tasks.size() != 1) {
    return {};
  } else if (tasks.front().is_any(NodeKind::list, NodeKind::tuple, NodeKind::set)) {
    tasks = tasks.front().named_children();
  }
  std::vector<std::string> lines;
  for (Node task : tasks) {
    if (task.is(NodeKind::list_splat)) task = task.named_children().front();
    const Load* found = load(task);
    if (!found) return {};
    stop.awaited.insert(found->slot);
    const std::string text(task.text());
    const Node function = cx_.model().function_of(call);
    if (!found->many) {
      lines.push_back("await " + text + ".wait()");
      continue;
    }
    // A loop over the same tasks may lend its variable.
    const codemod::BindingId taken = cx_.model().lookup(cx_.model().scope_of(call), "task");
    const bool ours = taken != codemod::BindingId::none && std::ranges::any_of(cx_.model().binding(taken).uses, [&](Node use) {
      return cx_.model().function_of(use) == function && slot_of(use) == found->slot;
    });
    const std::string each = ours ? "task" : free_name(function, codemod::statement_of(call).range(), "task", "waiting_task", cx_);
    lines.push_back("for " + each + " in " + text + ":");
    lines.push_back("\tawait " + each + ".wait()");
  }
  return lines;
}

}  // namespace asyncio2anyio

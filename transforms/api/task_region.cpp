#include "transforms/api/task_region.h"

#include <algorithm>
#include <array>

#include "engine/edit/import_editor.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/timeouts.h"

namespace asyncio2anyio {

using codemod::BindingId;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::TransformContext;
using codemod::UseKind;

namespace {

/// Uses that end a task's work: waiting for it and cancelling it.
bool settles(const ObjectUse& use) { return use.kind == UseKind::awaited || (use.kind == UseKind::method_call && use.member == "cancel"); }

/// The innermost block that holds all nodes.
Node common_block(const std::vector<Node>& nodes) {
  Node block = nodes.front().enclosing(NodeKind::block);
  while (block && !std::ranges::all_of(nodes, [&](Node node) { return block.encloses(node); })) block = block.enclosing(NodeKind::block);
  return block;
}

bool leaves(Node exit, const TaskRegion& region) {
  if (exit.is(NodeKind::return_statement)) return true;
  for (Node up = exit.parent(); up && region.encloses(up); up = up.parent())
    if (up.is_any(NodeKind::for_statement, NodeKind::while_statement)) return false;
  return true;
}

/// Whether a condition asks for nothing but the tasks themselves.
bool asks_for_tasks(Node condition, const TaskObject& object, const TransformContext& cx) {
  for (std::uint32_t index = condition.index(); index < condition.subtree_end(); ++index) {
    const Node node = condition.tree()->node(index);
    if (!node.is(NodeKind::identifier) || (node.parent().is(NodeKind::attribute) && node.field() == Field::attribute)) continue;
    if (std::ranges::find(object.flow.variables, cx.model().binding_of(node)) == object.flow.variables.end()) return false;
  }
  return true;
}

/// Whether a use happens whenever the region runs to its end.
bool is_unconditional(const ObjectUse& use, const TaskObject& object, const TaskRegion& region, const TransformContext& cx) {
  Node below = codemod::statement_of(use.node);
  for (Node up = below.parent(); up && region.encloses(up); below = up, up = up.parent()) {
    switch (up.kind()) {
      case NodeKind::block:
      case NodeKind::with_statement:
      case NodeKind::finally_clause:
        break;
      case NodeKind::try_statement:
        if (below.field() == Field::body && up.child(NodeKind::except_clause) && !quiet_wait(use.outer, cx)) return false;
        break;
      case NodeKind::if_statement:
        if (below.field() != Field::consequence || !asks_for_tasks(up.child(Field::condition), object, cx)) return false;
        break;
      case NodeKind::for_statement:
        if (below.field() != Field::body || !asks_for_tasks(up.child(Field::right), object, cx)) return false;
        break;
      default:
        return false;
    }
  }
  return true;
}

/// Whether an exit has the task settled: it waits itself, stands behind the last use, or a `finally` around it settles.
bool is_settled_at(Node exit, const TaskObject& object, const TransformContext& cx) {
  const auto settled = [&](const ObjectUse& use) {
    if (!settles(use)) return false;
    if (exit.encloses(use.node)) return true;
    for (Node up = exit.parent(), below = exit; up; below = up, up = up.parent()) {
      if (up.is(NodeKind::function_definition)) return false;
      if (up.is(NodeKind::try_statement) && !below.is(NodeKind::finally_clause) && up.child(NodeKind::finally_clause).encloses(use.node)) {
        const Node clause = up.child(NodeKind::finally_clause);
        const Node first = statement_in(clause.child(NodeKind::block), use.node);
        return is_unconditional(use, object, {first, first}, cx);
      }
      // Earlier in a block that the exit ends.
      if (up.is(NodeKind::block))
        if (const Node before = statement_in(up, use.node); before && before.end() <= below.begin())
          return is_unconditional(use, object, {before, before}, cx);
    }
    return false;
  };
  return std::ranges::any_of(object.flow.uses, settled);
}

/// Whether a handler still catches what it caught when it comes in a group: everything, or nothing but
/// cancellations.
bool catches_groups(Node clause, const TransformContext& cx) {
  const std::vector<Node> caught = codemod::caught_exceptions(clause);
  return std::ranges::all_of(caught, [&](Node exception) {
    const std::string name = cx.knowledge().canonical(cx.model().resolve(exception).name);
    return exception.text() == "Exception" || exception.text() == "BaseException" || exception.text() == "KeyboardInterrupt" ||
           name == "asyncio.CancelledError" || exception.is(NodeKind::call) || exception.text().ends_with("ExceptionGroup");
  });
}

bool does_nothing(Node block) {
  const std::vector<Node> statements = block.named_children();
  return statements.size() == 1 && statements.front().is(NodeKind::pass_statement);
}

bool names_only_cancellation(const std::vector<Node>& exceptions, const TransformContext& cx) {
  return !exceptions.empty() && std::ranges::all_of(exceptions, [&](Node exception) {
    return cx.knowledge().canonical(cx.model().resolve(exception).name) == "asyncio.CancelledError" ||
           exception.text() == "anyio.get_cancelled_exc_class()";
  });
}

/// Whether something is raised here that a handler of the region does not catch.
bool raises_out(Node raise, const TaskRegion& region, const TransformContext& cx) {
  for (const Node around : codemod::tries_around(raise))
    if (region.encloses(around) && around.child(NodeKind::except_clause)) return false;
  if (!raise.named_children().empty()) return true;
  const Node clause = raise.enclosing(NodeKind::except_clause);
  return clause && !names_only_cancellation(codemod::caught_exceptions(clause), cx);
}

std::optional<TaskObstacle> obstacle_of_raises(const TaskRegion& region, const TransformContext& cx) {
  for (Node statement = region.first; statement && statement.begin() <= region.last.begin(); statement = statement.next_sibling())
    for (const Node raise : codemod::own_nodes(statement, NodeKind::raise_statement))
      if (raises_out(raise, region, cx)) return TaskObstacle{raise, "an exception is raised here, and would leave a task group inside a group"};
  return std::nullopt;
}

std::optional<TaskObstacle> obstacle_of_exit_calls(const TaskRegion& region, const TransformContext& cx) {
  for (Node statement = region.first; statement && statement.begin() <= region.last.begin(); statement = statement.next_sibling())
    for (const Node call : codemod::own_nodes(statement, NodeKind::call)) {
      const std::string name = cx.model().resolve(call.child(Field::function)).name;
      const std::string_view text = call.child(Field::function).text();
      if (name == "sys.exit" || text == "SystemExit" || text == "exit" || text == "quit")
        return TaskObstacle{call, "the program ends here with `SystemExit`, which a task group would wrap"};
    }
  return std::nullopt;
}

}  // namespace

Node statement_in(Node block, Node node) {
  for (Node up = node; up; up = up.parent())
    if (up.parent() == block) return up;
  return {};
}

std::vector<Node> exits_in(const TaskRegion& region) {
  std::vector<Node> exits;
  for (Node statement = region.first; statement && statement.begin() <= region.last.begin(); statement = statement.next_sibling())
    for (const NodeKind kind : {NodeKind::return_statement, NodeKind::break_statement, NodeKind::continue_statement})
      for (const Node exit : codemod::own_nodes(statement, kind))
        if (leaves(exit, region)) exits.push_back(exit);
  return exits;
}

std::optional<TaskRegion> region_of(const TaskObject& object) {
  std::vector<Node> nodes = object.calls;
  for (const ObjectUse& use : object.flow.uses)
    if (settles(use)) nodes.push_back(use.node);
  if (nodes.size() == object.calls.size()) return std::nullopt;
  const Node block = common_block(nodes);
  if (!block) return std::nullopt;
  std::ranges::sort(nodes, {}, [](Node node) { return node.begin(); });
  TaskRegion region{statement_in(block, nodes.front()), statement_in(block, nodes.back())};
  // The tasks are made one by one in a loop that settles each: the block is the loop's own.
  return region;
}

Node quiet_wait(Node await, const TransformContext& cx) {
  const Node statement = codemod::statement_of(await);
  if (!codemod::is_whole_statement(await)) return {};
  const Node block = statement.parent();
  if (!codemod::is_alone_in_block(statement)) return {};
  const Node around = block.parent();
  if (around.is(NodeKind::try_statement)) {
    if (around.child(Field::body) != block || around.named_children().size() != 2) return {};
    const Node clause = around.child(NodeKind::except_clause);
    const bool quiet = clause && does_nothing(clause.child(NodeKind::block)) && names_only_cancellation(codemod::caught_exceptions(clause), cx);
    return quiet ? around : Node();
  }
  if (!around.is(NodeKind::with_statement) || codemod::has_async_keyword(around)) return {};
  const std::vector<Node> items = around.child(NodeKind::with_clause).named_children();
  if (items.size() != 1) return {};
  const Node call = items.front().child(Field::value);
  const bool suppress = call.is(NodeKind::call) && cx.model().refers_only_to(call.child(Field::function), "contextlib.suppress");
  return suppress && names_only_cancellation(codemod::arguments_of(call), cx) ? around : Node();
}

std::optional<TaskObstacle> obstacle_to_scope(const TaskRegion& region, const TransformContext& cx) {
  for (Node statement = region.first; statement && statement.begin() <= region.last.begin(); statement = statement.next_sibling())
    if (!may_hold_scope(statement, cx)) return TaskObstacle{statement, "a `yield` stands between, which no task group may span"};
  return obstacle_of_exit_calls(region, cx);
}

std::optional<TaskObstacle> obstacle_to_exception_groups(const TaskRegion& region, const TransformContext& cx) {
  for (const Node around : codemod::tries_around(region.first))
    for (const Node clause : around.named_children())
      if (clause.is(NodeKind::except_clause) && !catches_groups(clause, cx))
        return TaskObstacle{clause, "a handler around it would miss exceptions, which a task group raises as a group"};
  return obstacle_of_raises(region, cx);
}

std::optional<TaskObstacle> obstacle_to_group(const TaskRegion& region, const TransformContext& cx) {
  const std::optional<TaskObstacle> obstacle = obstacle_to_scope(region, cx);
  return obstacle ? obstacle : obstacle_to_exception_groups(region, cx);
}

std::optional<TaskObstacle> obstacle_in_region(const TaskObject& object, const TaskRegion& region, const TransformContext& cx) {
  for (const ObjectUse& use : object.flow.uses) {
    if (use.kind == UseKind::awaited && !quiet_wait(use.outer, cx))
      for (const Node around : codemod::tries_around(use.node))
        if (region.encloses(around) && around.child(NodeKind::except_clause))
          return TaskObstacle{use.node, "what the task raises is caught where it is awaited, and would stop a task group"};
    if (use.member == "exception") return TaskObstacle{use.node, "a failure of the task is looked at, and would stop a task group"};
  }
  const bool settled = std::ranges::any_of(object.flow.uses, [&](const ObjectUse& use) { return settles(use) && is_unconditional(use, object, region, cx); });
  if (!settled) return TaskObstacle{region.last, "the task may go on when the function does not wait for it"};
  for (const Node exit : exits_in(region))
    if (!is_settled_at(exit, object, cx)) return TaskObstacle{exit, "the function may leave before the task is awaited or cancelled"};
  return obstacle_to_scope(region, cx);
}

std::string group_name(Node at, const TransformContext& cx) {
  const codemod::SemanticModel& model = cx.model();
  const Node function = model.function_of(at);
  const auto taken = [&](std::string_view name) {
    if (model.lookup(model.scope_of(at), name) != BindingId::none) return true;
    for (std::uint32_t index = 0; index < model.binding_count(); ++index) {
      const codemod::Binding& binding = model.binding(static_cast<BindingId>(index));
      if (binding.name == name && function.encloses(model.scope(binding.scope).node)) return true;
    }
    return std::ranges::any_of(model.unbound_uses(), [&](Node use) { return use.text() == name; });
  };
  constexpr auto kNames = std::to_array<std::string_view>({"tg", "task_group", "nursery"});
  for (const std::string_view name : kNames)
    if (!taken(name)) return std::string(name);
  for (int number = 2;; ++number)
    if (const std::string name = "tg" + std::to_string(number); !taken(name)) return name;
}

}  // namespace asyncio2anyio

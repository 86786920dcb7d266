#include "transforms/api/lock_results.h"

#include <algorithm>
#include <array>

#include "engine/edit/block_editor.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/lock_objects.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::TrackedObject;
using codemod::TransformContext;
using codemod::UseKind;

constexpr auto kPassesOn = std::to_array<std::string_view>({"gather", "run", "run_until_complete", "shield", "wait_for"});
constexpr auto kMakesTask = std::to_array<std::string_view>({"create_task", "ensure_future"});

std::string_view callee_word(Node call) {
  const Node callee = call.child(Field::function);
  return callee.is(NodeKind::attribute) ? callee.child(Field::attribute).text() : callee.text();
}

/// The call that takes `expression` as an argument, or one per turn of a comprehension (`gather(*(f(x) for x in y))`);
/// null when there is none.
Node receiving_call(Node expression) {
  Node parent = codemod::outermost_parentheses(expression).parent();
  const bool repeated = parent.is_any(NodeKind::generator_expression, NodeKind::list_comprehension) && expression.field() == Field::body;
  if (repeated) parent = codemod::outermost_parentheses(parent).parent();
  if (repeated && parent.is(NodeKind::list_splat)) parent = parent.parent();
  return parent.is(NodeKind::argument_list) ? parent.parent() : Node();
}

bool is_dropped(Node call) {
  if (codemod::is_whole_statement(call)) return true;
  const Node await = codemod::await_of(call);
  return await && codemod::is_whole_statement(await);
}

/// Whether `receiver` is the variable of one known task; what another task returns is its own affair.
bool is_known_task(Node receiver, const TrackedObject& except, const TransformContext& cx) {
  const codemod::BindingId variable = cx.model().binding_of(receiver);
  return std::ranges::any_of(cx.objects().objects(), [&](const TrackedObject& object) {
    return &object != &except && object.kind == "task" && object.doubt.empty() &&
           std::ranges::find(object.variables, variable) != object.variables.end();
  });
}

/// Whether the results of tasks that were taken from a set are read somewhere in the function.
bool reads_results(Node function, const TrackedObject& task, const TransformContext& cx) {
  return std::ranges::any_of(codemod::own_nodes(function, NodeKind::attribute), [&](Node attribute) {
    return attribute.child(Field::attribute).text() == "result" && !is_known_task(attribute.child(Field::object), task, cx);
  });
}

/// `{task, other}`, `[task]`, `(task,)` and `task in done` give nobody its result by themselves.
bool is_set_member(const codemod::ObjectUse& use) {
  const Node parent = codemod::outermost_parentheses(use.node).parent();
  if (parent.is(NodeKind::comparison_operator)) return true;
  if (!parent.is_any(NodeKind::set, NodeKind::list, NodeKind::tuple)) return false;
  const Node call = receiving_call(parent);
  return call && callee_word(call) == "wait";
}

bool hides_result(const codemod::ObjectUse& use) {
  switch (use.kind) {
    case UseKind::method_call:
    case UseKind::member:
      return use.member != "result";
    case UseKind::awaited:
      return codemod::is_whole_statement(use.outer);
    case UseKind::tested:
      return true;
    case UseKind::argument:
      return codemod::await_of(use.outer.parent().parent()) && is_dropped(use.outer.parent().parent());
    default:
      return is_set_member(use);
  }
}

bool is_task_result_unseen(Node call, const TransformContext& cx) {
  const TrackedObject* task = cx.objects().made_by(call);
  const Node function = cx.model().function_of(call);
  if (!task || !function || !task->doubt.empty() || !task->attribute.empty()) return false;
  return std::ranges::all_of(task->uses, hides_result) && !reads_results(function, *task, cx);
}

bool is_plain_statement(Node statement) {
  return statement.is_any(NodeKind::expression_statement, NodeKind::return_statement, NodeKind::if_statement,
                          NodeKind::assert_statement);
}

/// The statement whose one condition or value `expression` is; null when it is part of something else.
Node statement_reading(Node expression) {
  const Node parent = expression.parent();
  if (parent.is(NodeKind::assignment) && expression.field() == Field::right) {
    const Node statement = parent.parent();
    return statement.is(NodeKind::expression_statement) && statement.named_children().size() == 1 ? statement : Node();
  }
  if (parent.is(NodeKind::if_statement)) return expression.field() == Field::condition ? parent : Node();
  if (parent.is(NodeKind::return_statement)) return parent;
  return parent.is(NodeKind::assert_statement) && parent.named_children().front() == expression ? parent : Node();
}

}  // namespace

bool is_result_unseen(Node call, const TransformContext& cx) {
  // Each step goes one call outwards, so this ends.
  while (true) {
    if (is_dropped(call)) return true;
    const Node outer = receiving_call(call);
    if (!outer) return false;
    const std::string_view word = callee_word(outer);
    if (contains(kMakesTask, word)) return is_dropped(outer) || is_task_result_unseen(outer, cx);
    if (!contains(kPassesOn, word)) return false;
    call = outer;
  }
}

std::vector<codemod::Edit> read_instead(Node expression, const std::vector<std::string>& lines, const std::string& value) {
  const Node whole = codemod::outermost_parentheses(expression);
  const Node statement = statement_reading(whole);
  if (!statement || !is_plain_statement(statement) || expression.text().find_first_of("\r\n") != std::string_view::npos) return {};
  std::vector<codemod::Edit> edits = codemod::insert_before(statement, lines);
  const char before = expression.tree()->text()[whole.begin() - 1];
  edits.push_back({(before == ' ' || before == '\t' ? whole : expression).range(), value});
  return edits;
}

std::vector<codemod::Edit> read_true_instead(Node await) { return read_instead(await, {std::string(await.text())}, "True"); }

}  // namespace asyncio2anyio

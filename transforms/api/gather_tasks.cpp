#include "transforms/api/gather_tasks.h"

#include <algorithm>

#include "engine/edit/block_editor.h"
#include "engine/edit/import_editor.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/gather_helpers.h"
#include "transforms/api/group_names.h"

namespace asyncio2anyio {

using codemod::Definition;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

namespace {

class TaskGrouper {
 public:
  TaskGrouper(const GatherReading& reading, Node await, TransformContext& cx)
      : reading_(reading), cx_(cx), outer_(codemod::outermost_parentheses(await)), statement_(codemod::statement_of(await)) {}

  std::optional<Fix> run() {
    if (!is_understood() || !has_statement_form()) return std::nullopt;
    Fix fix;
    fix.safety = codemod::Safety::unsafe;
    fix.title = "make the tasks in a task group, which cancels the others when one fails";
    fix.need(min_anyio("anyio.TaskGroup.create_task"));
    const codemod::Reference& reference = cx_.reference(*cx_.reference_at(reading_.call.child(Field::function)));
    const auto helper = need_group(fix, statement_, reference, cx_);
    if (!helper || !make_tasks(fix, reference, *helper)) return std::nullopt;
    read_results(fix);
    return fix;
  }

 private:
  bool is_understood() const {
    if (min_anyio("anyio.TaskGroup.create_task") > cx_.targets().library) return false;
    if (!reading_.first_start || reading_.has_coroutines || reading_.first_start == statement_) return false;
    const bool one_list = reading_.streams.size() == 1 && reading_.arguments.size() == 1;
    if (!one_list && !(reading_.streams.empty() && std::ranges::all_of(reading_.elements, [&](Node element) { return holds_task(element); })))
      return false;
    return std::ranges::all_of(reading_.starters, [&](Node starter) { return canonical_callee(starter, cx_) == "asyncio.create_task"; });
  }

  /// Whether a variable is bound once, to a task.
  bool holds_task(Node variable) const {
    const codemod::BindingId id = cx_.model().binding_of(variable);
    if (id == codemod::BindingId::none || cx_.model().binding(id).definitions.size() != 1) return false;
    const Definition& definition = cx_.model().binding(id).definitions.front();
    return std::ranges::find(reading_.starters, definition.statement.child(Field::right)) != reading_.starters.end();
  }

  bool has_statement_form() const {
    if (outer_.is(NodeKind::parenthesized_expression) || statement_.parent().is(NodeKind::module)) return false;
    for (const Node statement : {statement_, reading_.first_start})
      if (!codemod::begins_its_line(statement) || statement.next_sibling().is(NodeKind::semicolon)) return false;
    const Node parent = outer_.parent();
    if (parent.is(NodeKind::return_statement)) return true;
    if (parent.is(NodeKind::expression_statement)) return parent.named_children().size() == 1;
    return parent.is(NodeKind::assignment) && outer_.field() == Field::right && parent.parent().is(NodeKind::expression_statement);
  }

  Node last_of_group() const {
    Node last = reading_.first_start;
    for (Node next = last; next && next != statement_; next = next.next_sibling())
      if (next.named() && !next.is(NodeKind::comment)) last = next;
    return last;
  }

  bool make_tasks(Fix& fix, const codemod::Reference& reference, const std::string& helper) {
    const Node last = last_of_group();
    const std::string group = free_name(cx_.model().function_of(statement_), {reading_.first_start.begin(), statement_.end()}, "tg", "task_group", cx_);
    std::optional<std::string> outcome;
    if (reading_.returns_exceptions) {
      outcome = need_helper(fix, GatherHelper::outcome, reference, cx_);
      if (!outcome) return false;
    }
    for (codemod::Edit& edit : codemod::wrap_statements(reading_.first_start, last, "async with " + helper + "() as " + group + ":"))
      fix.edits.push_back(std::move(edit));
    for (const Node starter : reading_.starters) {
      fix.replace(starter.child(Field::function), group + ".create_task");
      if (!outcome) continue;
      const Node coroutine = codemod::arguments_of(starter).front();
      fix.insert(coroutine.begin(), *outcome + "(");
      fix.insert(coroutine.end(), ")");
    }
    return true;
  }

  void read_results(Fix& fix) const {
    const Node parent = outer_.parent();
    if (parent.is(NodeKind::expression_statement)) return fix.erase(codemod::removal_range(statement_));
    if (!reading_.streams.empty()) {
      const std::string list(reading_.streams.front().text());
      const std::string one = singular(list);
      return fix.replace(outer_, "[" + one + ".return_value for " + one + " in " + list + "]");
    }
    std::string values;
    for (const Node element : reading_.elements) values += (values.empty() ? "" : ", ") + std::string(element.text()) + ".return_value";
    const bool unpacked = parent.child(Field::left).is_any(NodeKind::pattern_list, NodeKind::tuple_pattern, NodeKind::list_pattern);
    fix.replace(outer_, unpacked && reading_.elements.size() > 1 ? values : "[" + values + "]");
  }

  const GatherReading& reading_;
  TransformContext& cx_;
  Node outer_;  // the await, with parentheses
  Node statement_;
};

}  // namespace

bool group_running_tasks(Fix& fix, const GatherReading& reading, Node await, TransformContext& cx) {
  std::optional<Fix> grouped = TaskGrouper(reading, await, cx).run();
  if (!grouped) return false;
  fix = std::move(*grouped);
  return true;
}

}  // namespace asyncio2anyio

#include "transforms/api/gather_tasks.h"

#include <algorithm>

#include "engine/edit/block_editor.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/gather_helpers.h"
#include "transforms/api/group_names.h"
#include "transforms/api/task_waits.h"

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
    if (!start_without_variable(group, outcome.value_or(""), fix))
      for (const Node starter : reading_.starters) make_task(starter, group, outcome, fix);
    fix.moves.push_back(codemod::lines_of(reading_.first_start, last));
    const std::vector<codemod::Edit> own = fix.edits;
    for (codemod::Edit& edit : codemod::wrap_statements(reading_.first_start, last, "async with " + helper + "() as " + group + ":")) {
      const std::uint32_t at = edit.range.begin;
      const bool inside = std::ranges::any_of(own, [&](const codemod::Edit& other) { return other.range.begin < at && at < other.range.end; });
      if (!inside) fix.edits.push_back(std::move(edit));
    }
    return true;
  }

  void make_task(Node starter, const std::string& group, const std::optional<std::string>& outcome, Fix& fix) const {
    fix.replace(unread_assignment(starter), group + ".create_task");
    if (!outcome) return;
    const Node coroutine = codemod::arguments_of(starter).front();
    fix.insert(coroutine.begin(), *outcome + "(");
    fix.insert(coroutine.end(), ")");
  }

  /// The callee of a call that makes a task, with the `task =` before it where the results are ignored and nothing else reads that.
  codemod::TextRange unread_assignment(Node starter) const {
    const Node callee = starter.child(Field::function);
    const Node assignment = starter.parent();
    const Node variable = assignment.is(NodeKind::assignment) ? assignment.child(Field::left) : Node();
    if (!is_unread(variable) || !assignment.parent().is(NodeKind::expression_statement)) return callee.range();
    return {assignment.begin(), callee.end()};
  }

  /// Whether a variable is there for the gathering only, whose results are ignored.
  bool is_unread(Node variable) const {
    if (!outer_.parent().is(NodeKind::expression_statement) || !variable.is(NodeKind::identifier)) return false;
    const codemod::BindingId id = cx_.model().binding_of(variable);
    return id != codemod::BindingId::none && cx_.model().binding(id).definitions.size() == 1 && cx_.model().binding(id).uses.size() == 1;
  }

  /// Makes the tasks of a list that only the gathering reads one by one.
  bool start_without_variable(const std::string& group, const std::string& outcome, Fix& fix) const {
    if (reading_.streams.empty() || !is_unread(reading_.streams.front())) return false;
    const Definition& definition = cx_.model().binding(cx_.model().binding_of(reading_.streams.front())).definitions.front();
    const Node statement = codemod::statement_of(definition.name);
    const Node tasks = codemod::strip_parentheses(definition.statement.child(Field::right));
    if (definition.statement.child(Field::left) != definition.name || !holds_only_tasks(tasks, cx_)) return false;
    const std::string unit = codemod::indent_unit(cx_.tree());
    const std::vector<std::string> lines = lines_that_start(tasks, group, outcome, unit, cx_);
    if (lines.empty() || !codemod::begins_its_line(statement)) return false;
    const std::string newline = std::string(codemod::newline_text(cx_.tree().source().newline())) +
                                std::string(codemod::indentation_at(cx_.tree(), statement.begin())) + unit;
    std::string text;
    for (const std::string& line : lines) text += (text.empty() ? "" : newline) + line;
    fix.replace(statement, text);
    return true;
  }

  void read_results(Fix& fix) const {
    const Node parent = outer_.parent();
    if (parent.is(NodeKind::expression_statement)) return fix.erase(removal_with_blank_lines(statement_));
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

#include "transforms/api/task_waits.h"

#include <algorithm>

#include "engine/edit/import_editor.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/gather_helpers.h"
#include "transforms/api/group_calls.h"

namespace asyncio2anyio {

using codemod::BindingId;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::TransformContext;
using codemod::UseKind;

namespace {

bool makes_task(Node node, const TransformContext& cx) {
  node = codemod::strip_parentheses(node);
  if (!node.is(NodeKind::call)) return false;
  const std::string name = cx.knowledge().canonical(cx.model().resolve(node.child(Field::function)).name);
  return name == "asyncio.create_task" && coroutine_argument(node) == codemod::arguments_of(node).front() && !codemod::keyword_argument_of(node, "context") &&
         obstacle_in_task_call(node, false, cx).empty();
}

/// The line that starts the task that `call` makes, whose failures the group raises.
std::string start_line(Node call, const std::string& group) {
  const Node list = call.child(Field::arguments);
  const Node coroutine = coroutine_argument(call);
  const std::vector<Node> arguments = codemod::arguments_of(coroutine);
  const bool spread = coroutine.is(NodeKind::call) && coroutine == codemod::arguments_of(call).front() && std::ranges::none_of(arguments, [](Node argument) {
    return argument.is_any(NodeKind::keyword_argument, NodeKind::dictionary_splat, NodeKind::generator_expression);
  });
  if (!spread) return group + ".create_task" + std::string(list.text());
  const std::string_view inner = coroutine.child(Field::arguments).text();
  const std::string rest(list.text().substr(coroutine.end() - list.begin()));
  const std::string_view given = arguments.empty() ? std::string_view() : inner.substr(1, inner.size() - 2);
  return group + ".start_soon(" + std::string(coroutine.child(Field::function).text()) + (given.empty() ? "" : ", ") + std::string(given) + rest;
}

/// Whether a comprehension binds the name.
bool is_target(Node name, Node comprehension, const TransformContext& cx) {
  const BindingId id = cx.model().binding_of(name);
  return id != BindingId::none && cx.model().scope(cx.model().binding(id).scope).node == comprehension;
}

/// Whether someone would notice that a loop assigns to the variable: it is read outside of loops that assign to it.
bool is_seen(BindingId id, Node at, const TransformContext& cx) {
  if (id == BindingId::none) return false;
  const codemod::Binding& binding = cx.model().binding(id);
  if (cx.model().scope(binding.scope).node != cx.model().function_of(at) || binding.declared_global) return true;
  std::vector<Node> loops;
  for (const codemod::Definition& definition : binding.definitions) {
    if (definition.kind != codemod::DefinitionKind::loop_target || !definition.statement.is(NodeKind::for_statement)) return true;
    loops.push_back(definition.statement);
  }
  return !std::ranges::all_of(binding.uses, [&](Node use) {
    return std::ranges::any_of(loops, [&](Node loop) { return loop.child(Field::body).encloses(use); });
  });
}

bool is_true_keyword(Node argument, std::string_view name) {
  return argument.is(NodeKind::keyword_argument) && argument.child(Field::name).text() == name &&
         codemod::keyword_value(argument).is(NodeKind::true_literal);
}

/// The awaited call, alone in its statement, of which `expression` is the tasks; null for other uses.
Node waiting_call(Node expression, bool cancelled, const TransformContext& cx) {
  Node argument = codemod::outermost_parentheses(expression);
  const bool splat = argument.parent().is(NodeKind::list_splat);
  if (splat) argument = argument.parent();
  if (!argument.parent().is(NodeKind::argument_list)) return {};
  const Node call = argument.parent().parent();
  const Node await = codemod::await_of(call);
  if (!await || !codemod::is_whole_statement(await)) return {};
  const std::string name = cx.knowledge().canonical(cx.model().resolve(call.child(Field::function)).name);
  const std::vector<Node> arguments = codemod::arguments_of(call);
  if (name == "asyncio.wait") return !splat && arguments.front() == argument && waits_for_all(arguments) ? call : Node();
  const bool quiet = name == "asyncio.gather" && cancelled && arguments.size() == 2 && arguments.front() == argument;
  return quiet && is_true_keyword(arguments.back(), "return_exceptions") ? call : Node();
}

/// Whether the expression is a variable that holds one task.
bool is_task(const TaskObject& object, Node expression, const TransformContext& cx) {
  if (!expression.is(NodeKind::identifier)) return false;
  return std::ranges::any_of(object.calls, [&](Node call) {
    const Node assignment = codemod::outermost_parentheses(call).parent();
    return assignment.is(NodeKind::assignment) && assignment.child(Field::left).is(NodeKind::identifier) &&
           cx.model().binding_of(assignment.child(Field::left)) == cx.model().binding_of(expression);
  });
}

/// The statement that can go because the group waits where it ends, with the `if tasks:` around it; null when it cannot,
/// or when nothing would use the tasks any more.
Node removable(const ObjectUse& use, Node last, const TransformContext& cx) {
  Node whole = codemod::statement_of(use.node);
  const Node around = whole.parent().parent();
  const bool asks = around.is(NodeKind::if_statement) && around.child(Field::condition).text() == use.node.text() &&
                    whole.parent().named_children().size() == 1 && !around.child(Field::alternative);
  if (asks) whole = around;
  if (whole != last || !use.node.is(NodeKind::identifier)) return {};
  const BindingId id = cx.model().binding_of(use.node);
  const bool used = std::ranges::any_of(cx.model().binding(id).uses, [&](Node other) { return !whole.encloses(other); });
  return used && whole.text().find('#') == std::string_view::npos ? whole : Node();
}

}  // namespace

codemod::TextRange removal_with_blank_lines(Node statement) {
  codemod::TextRange range = codemod::removal_range(statement);
  const codemod::SourceFile& source = statement.tree()->source();
  if (statement.parent().named_children().back() != statement || source.line_begin(range.begin) != range.begin) return range;
  // The blank lines behind belong to what follows the block.
  if (const std::size_t newline = statement.tree()->text().find('\n', statement.end()); newline < range.end) range.end = static_cast<std::uint32_t>(newline) + 1;
  while (range.begin > 0) {
    const std::uint32_t before = source.line_begin(range.begin - 1);
    const std::string_view line = statement.tree()->text().substr(before, range.begin - before);
    if (line.find_first_not_of(" \t\f\r\n") != std::string_view::npos) break;
    range.begin = before;
  }
  const std::string_view text = statement.tree()->text();
  if (range.end == text.size() && !text.ends_with('\n') && !text.ends_with('\r')) {
    if (range.begin > 0 && text[range.begin - 1] == '\n') --range.begin;
    if (range.begin > 0 && text[range.begin - 1] == '\r') --range.begin;
  }
  return range;
}

bool waits_for_all(const std::vector<Node>& arguments) {
  return std::ranges::all_of(arguments.begin() + 1, arguments.end(), [](Node argument) {
    const std::string_view name = argument.child(Field::name).text();
    const std::string_view value = argument.is(NodeKind::keyword_argument) ? codemod::keyword_value(argument).text() : "";
    return (name == "return_when" && value.ends_with("ALL_COMPLETED")) || (name == "timeout" && value == "None");
  });
}

std::vector<std::string> lines_that_start(Node tasks, const std::string& group, const std::string& outcome, const std::string& unit,
                                          const TransformContext& cx) {
  const auto start = [&](Node call) {
    const Node list = codemod::strip_parentheses(call).child(Field::arguments);
    if (outcome.empty()) return start_line(codemod::strip_parentheses(call), group);
    return group + ".start_soon(" + outcome + ", " + std::string(list.text().substr(1));
  };
  std::vector<std::string> lines;
  if (tasks.is_any(NodeKind::list, NodeKind::tuple, NodeKind::set)) {
    for (const Node task : tasks.named_children()) {
      if (!makes_task(task, cx)) return {};
      lines.push_back(start(task));
    }
    return lines;
  }
  if (!tasks.is_any(NodeKind::list_comprehension, NodeKind::set_comprehension, NodeKind::generator_expression)) return {};
  const std::vector<Node> parts = tasks.named_children();
  if (parts.size() < 2 || !makes_task(parts.front(), cx)) return {};
  // The variables of a comprehension are its own, those of a loop belong to the function.
  for (const Node name : codemod::own_nodes(tasks, NodeKind::identifier))
    if (is_target(name, tasks, cx) && is_seen(cx.model().lookup(cx.model().scope_of(codemod::statement_of(tasks)), name.text()), name, cx)) return {};
  std::string indentation;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    lines.push_back(indentation + std::string(parts[i].text()) + ":");
    indentation += unit;
  }
  lines.push_back(indentation + start(parts.front()));
  return lines;
}

bool holds_only_tasks(Node tasks, const TransformContext& cx) {
  for (const std::uint32_t index : cx.references_in(tasks.range()))
    if (cx.reference(index).kind == codemod::ReferenceKind::name && cx.reference(index).name != "asyncio.create_task") return false;
  const std::vector<Node> parts = tasks.named_children();
  return tasks.text().find('#') == std::string_view::npos &&
         std::ranges::all_of(parts, [](Node part) { return part.text().find_first_of("\r\n") == std::string_view::npos; });
}

void take_waits(TaskObject& object, const TransformContext& cx) {
  const auto waits = [&](const ObjectUse& use) {
    const bool cancelled = std::ranges::any_of(object.flow.uses, [&](const ObjectUse& other) { return other.member == "cancel" && other.node.begin() < use.node.begin(); });
    const Node call = waiting_call(use.node, cancelled, cx);
    return ObjectUse{UseKind::awaited, use.node, call ? kWaitAll : std::string_view(), codemod::await_of(call)};
  };
  std::vector<ObjectUse> left;
  for (const ObjectUse& use : object.flow.batches) {
    const ObjectUse wait = waits(use);
    if (wait.member.empty()) left.push_back(use);
    else object.flow.uses.push_back(wait);
  }
  object.flow.batches = std::move(left);
  // A single task that is waited for in the same way.
  for (ObjectUse& use : object.flow.uses)
    if (use.kind == UseKind::argument)
      if (const ObjectUse wait = waits(use); !wait.member.empty()) use = wait;
  std::ranges::sort(object.flow.uses, {}, [](const ObjectUse& use) { return use.node.index(); });
}

bool is_only_waited_for(const TaskObject& object) {
  return !object.flow.uses.empty() && std::ranges::all_of(object.flow.uses, [](const ObjectUse& use) {
    return use.member == kWaitAll && use.outer.text().find("gather") == std::string_view::npos;
  });
}

bool start_without_container(const TaskObject& object, const std::string& group, Node last, codemod::Fix& fix, TransformContext& cx) {
  if (object.flow.uses.size() != 1 || object.flow.variables.size() != 1 || !object.flow.annotations.empty()) return false;
  const ObjectUse& use = object.flow.uses.front();
  const Node wait = codemod::statement_of(use.node);
  if (use.member != kWaitAll || wait != last || cx.model().binding(object.flow.variables.front()).uses.size() != 1) return false;
  const Node statement = codemod::statement_of(object.calls.front());
  const Node assignment = statement.first_child();
  if (!assignment.is(NodeKind::assignment) || !codemod::begins_its_line(statement) || wait.text().find('#') != std::string_view::npos) return false;
  const Node tasks = codemod::strip_parentheses(assignment.child(Field::right));
  if (!holds_only_tasks(tasks, cx)) return false;
  const std::string unit = codemod::indent_unit(cx.tree());
  codemod::Fix helped;
  const auto outcome = need_helper(helped, GatherHelper::outcome, cx.reference(object.references.front()), cx);
  const std::vector<std::string> lines = outcome ? lines_that_start(tasks, group, *outcome, unit, cx) : std::vector<std::string>();
  const std::string newline = std::string(codemod::newline_text(cx.tree().source().newline())) +
                              std::string(codemod::indentation_at(cx.tree(), statement.begin())) + unit;
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : newline) + line;
  if (text.empty()) return false;
  fix.definitions.insert(fix.definitions.end(), helped.definitions.begin(), helped.definitions.end());
  fix.imports.insert(fix.imports.end(), helped.imports.begin(), helped.imports.end());
  fix.need(helped.needs);
  fix.replace(statement, text);
  fix.erase(removal_with_blank_lines(wait));
  return true;
}

std::optional<TaskObstacle> rewrite_wait(const TaskObject& object, const ObjectUse& use, Node last, codemod::Fix& fix,
                                         const TransformContext& cx) {
  const Node statement = codemod::statement_of(use.node);
  if (statement.text().find('#') != std::string_view::npos) return TaskObstacle{statement, "a comment stands in the statement that waits for the tasks"};
  if (std::ranges::any_of(object.calls, [&](Node call) { return statement.encloses(call); }))
    return TaskObstacle{statement, "the tasks are made in the statement that waits for them, over several lines"};
  if (const Node whole = removable(use, last, cx)) {
    fix.erase(removal_with_blank_lines(whole));
    return std::nullopt;
  }
  if (!codemod::begins_its_line(statement)) return TaskObstacle{statement, "the statement that waits for the tasks shares its line"};
  const std::vector<Node> elements = use.node.named_children();
  const bool single = is_task(object, use.node, cx) || (elements.size() == 1 && is_task(object, elements.front(), cx));
  if (single) {
    fix.replace(statement, "await " + std::string(elements.empty() ? use.node.text() : elements.front().text()) + ".wait()");
    return std::nullopt;
  }
  const BindingId taken = cx.model().lookup(cx.model().scope_of(statement), "task");
  const bool ours = std::ranges::find(object.flow.variables, taken) != object.flow.variables.end();
  const std::string name = taken == BindingId::none || ours ? "task" : "waiting_task";
  const std::string newline(codemod::newline_text(cx.tree().source().newline()));
  const std::string indentation(codemod::indentation_at(cx.tree(), statement.begin()));
  // The block that is put around moves this line, not the one below it.
  const std::string unit = codemod::indent_unit(cx.tree());
  fix.replace(statement, "for " + name + " in " + std::string(use.node.text()) + ":" + newline + indentation + unit + unit + "await " + name + ".wait()");
  return std::nullopt;
}

}  // namespace asyncio2anyio

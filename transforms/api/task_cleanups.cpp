#include "transforms/api/task_cleanups.h"

#include <algorithm>

#include "engine/edit/block_editor.h"
#include "engine/edit/import_editor.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/task_handles.h"

namespace asyncio2anyio {

using codemod::BindingId;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::TextRange;
using codemod::TransformContext;

namespace {

bool is_named(std::string_view name, std::initializer_list<std::string_view> names) { return std::ranges::find(names, name) != names.end(); }

std::vector<Node> statements_of(Node block) {
  std::vector<Node> statements;
  for (const Node statement : block.named_children())
    if (!statement.is(NodeKind::comment)) statements.push_back(statement);
  return statements;
}

bool all_clean(Node block, const TaskVariables& tasks, const TransformContext& cx) {
  return std::ranges::all_of(statements_of(block), [&](Node statement) { return is_task_cleanup(statement, tasks, cx); });
}

/// The only expression of a statement, awaited or not.
Node expression_of(Node statement) {
  if (!statement.is(NodeKind::expression_statement) || statement.named_children().size() != 1) return {};
  return codemod::strip_parentheses(statement.first_child());
}

bool waits_quietly(Node await, const TaskVariables& tasks, const TransformContext& cx) {
  const Node call = codemod::strip_parentheses(await.named_children().front());
  if (!call.is(NodeKind::call)) return false;
  const std::string name = cx.knowledge().canonical(cx.model().resolve(call.child(Field::function)).name);
  const std::vector<Node> arguments = codemod::arguments_of(call);
  if (name == "asyncio.wait") return arguments.size() == 1 && holds_tasks(arguments.front(), tasks, cx);
  if (name != "asyncio.gather") return false;
  const Node quiet = codemod::keyword_argument_of(call, "return_exceptions");
  if (!quiet || !codemod::keyword_value(quiet).is(NodeKind::true_literal)) return false;
  return std::ranges::all_of(arguments, [&](Node argument) { return argument == quiet || holds_tasks(argument, tasks, cx); });
}

/// `await task`, of which nobody sees how it ends.
bool awaits_one(Node block, const TaskVariables& tasks, const TransformContext& cx) {
  const std::vector<Node> statements = statements_of(block);
  const Node await = statements.size() == 1 ? expression_of(statements.front()) : Node();
  return await.is(NodeKind::await) && holds_tasks(await.named_children().front(), tasks, cx);
}

bool is_cancel(Node call, const TaskVariables& tasks, const TransformContext& cx) {
  const Node callee = call.child(Field::function);
  return callee.is(NodeKind::attribute) && callee.child(Field::attribute).text() == "cancel" &&
         callee.child(Field::object).is(NodeKind::identifier) && holds_tasks(callee.child(Field::object), tasks, cx);
}

bool asks_for_tasks(Node condition, const TaskVariables& tasks, const TransformContext& cx) {
  condition = codemod::strip_parentheses(condition);
  if (condition.is(NodeKind::not_operator)) condition = codemod::strip_parentheses(condition.child(Field::argument));
  if (condition.is(NodeKind::call) && codemod::arguments_of(condition).empty()) {
    const Node callee = condition.child(Field::function);
    if (!callee.is(NodeKind::attribute) || callee.child(Field::attribute).text() != "done") return false;
    condition = callee.child(Field::object);
  }
  return holds_tasks(condition, tasks, cx);
}

bool suppresses(Node with, const TransformContext& cx) {
  if (codemod::has_async_keyword(with)) return false;
  const std::vector<Node> items = with.child(NodeKind::with_clause).named_children();
  const Node call = items.size() == 1 ? items.front().child(Field::value) : Node();
  return call.is(NodeKind::call) && cx.model().refers_only_to(call.child(Field::function), "contextlib.suppress");
}

bool handlers_do_nothing(Node around) {
  const std::vector<Node> parts = around.named_children();
  return std::ranges::all_of(parts, [&](Node part) {
    if (part == around.child(Field::body)) return true;
    const std::vector<Node> statements = part.is(NodeKind::except_clause) ? statements_of(part.child(NodeKind::block)) : std::vector<Node>();
    return statements.size() == 1 && statements.front().is(NodeKind::pass_statement);
  });
}

/// A loop variable that is read in loops over it only, so that nobody misses the loop that goes.
std::optional<TaskVariables> with_target(Node loop, TaskVariables tasks, const TransformContext& cx) {
  const Node target = loop.child(Field::left);
  const BindingId id = target.is(NodeKind::identifier) ? cx.model().binding_of(target) : BindingId::none;
  if (id == BindingId::none || codemod::has_async_keyword(loop) || loop.child(Field::alternative)) return std::nullopt;
  const codemod::Binding& binding = cx.model().binding(id);
  const bool seen = std::ranges::any_of(binding.uses, [&](Node use) {
    return loop.end() <= use.begin() && std::ranges::none_of(binding.definitions, [&](const codemod::Definition& definition) {
      if (definition.statement.is(NodeKind::for_statement)) return definition.statement.encloses(use);
      return loop.end() <= definition.name.begin() && definition.name.begin() < use.begin();
    });
  });
  if (seen) return std::nullopt;
  tasks.insert(id);
  return tasks;
}

void collect_cancelled(Node node, std::vector<Node>& found) {
  if (node.is(NodeKind::for_statement)) {
    if (cancels_tasks(node.child(Field::body))) found.push_back(codemod::strip_parentheses(node.child(Field::right)));
    return;
  }
  if (node.is(NodeKind::call)) {
    const Node callee = node.child(Field::function);
    if (callee.child(Field::attribute).text() == "cancel") found.push_back(callee.child(Field::object));
    return;
  }
  for (const Node child : node.named_children()) collect_cancelled(child, found);
}

/// What erases statements with their lines.
std::vector<TextRange> ranges_of_statements(std::vector<Node> statements) {
  std::ranges::sort(statements, {}, [](Node statement) { return statement.begin(); });
  std::vector<TextRange> ranges;
  for (const Node statement : statements) {
    const TextRange range = codemod::removal_range(statement);
    if (!ranges.empty() && range.begin <= ranges.back().end) ranges.back().end = std::max(ranges.back().end, range.end);
    else ranges.push_back(range);
  }
  return ranges;
}

/// Whether a clause does nothing but clean up; the cleanups that begin a longer `finally` are noted as well.
bool take_clause(Node clause, const TaskVariables& tasks, const TransformContext& cx, CleanupsAround& found) {
  const bool handler = clause.is(NodeKind::except_clause);
  if (!handler && !clause.is(NodeKind::finally_clause)) return false;
  std::vector<Node> statements = statements_of(clause.child(NodeKind::block));
  if (handler) {
    const std::vector<Node> caught = codemod::caught_exceptions(clause);
    const bool all = codemod::caught_expression(clause) ? caught.size() == 1 && caught.front().text() == "BaseException" : true;
    if (!all || statements.size() < 2 || statements.back().text() != "raise") return false;
    statements.pop_back();
  }
  const auto rest = std::ranges::find_if(statements, [&](Node statement) { return !is_task_cleanup(statement, tasks, cx); });
  if (rest == statements.begin() || (handler && rest != statements.end())) return false;
  found.gone.insert(found.gone.end(), statements.begin(), rest);
  if (rest != statements.end()) found.statements.insert(found.statements.end(), statements.begin(), rest);
  return rest == statements.end();
}

bool spans_lines(Node node) { return node.text().find('\n') != std::string_view::npos || node.text().find('\r') != std::string_view::npos; }

}  // namespace

bool holds_tasks(Node expression, const TaskVariables& tasks, const TransformContext& cx) {
  expression = codemod::strip_parentheses(expression);
  if (expression.is(NodeKind::identifier)) return tasks.contains(cx.model().binding_of(expression));
  if (expression.is(NodeKind::list_splat)) return holds_tasks(expression.named_children().front(), tasks, cx);
  if (expression.is_any(NodeKind::list, NodeKind::tuple, NodeKind::set)) {
    const std::vector<Node> parts = expression.named_children();
    return std::ranges::all_of(parts, [&](Node part) { return holds_tasks(part, tasks, cx); });
  }
  if (!expression.is(NodeKind::call)) return false;
  const Node callee = expression.child(Field::function);
  const std::vector<Node> arguments = codemod::arguments_of(expression);
  if (callee.is(NodeKind::attribute)) return arguments.empty() && callee.child(Field::attribute).text() == "values" && holds_tasks(callee.child(Field::object), tasks, cx);
  return arguments.size() == 1 && is_named(callee.text(), {"list", "tuple", "set", "frozenset", "reversed"}) && holds_tasks(arguments.front(), tasks, cx);
}

bool is_task_cleanup(Node statement, const TaskVariables& tasks, const TransformContext& cx) {
  if (statement.is(NodeKind::expression_statement)) {
    const Node expression = expression_of(statement);
    if (expression.is(NodeKind::await)) return waits_quietly(expression, tasks, cx);
    return expression.is(NodeKind::call) && is_cancel(expression, tasks, cx);
  }
  if (statement.is(NodeKind::for_statement)) {
    const auto inner = with_target(statement, tasks, cx);
    return inner && holds_tasks(statement.child(Field::right), tasks, cx) && all_clean(statement.child(Field::body), *inner, cx);
  }
  if (statement.is(NodeKind::if_statement))
    return !statement.child(Field::alternative) && asks_for_tasks(statement.child(Field::condition), tasks, cx) &&
           all_clean(statement.child(Field::consequence), tasks, cx);
  const Node body = statement.child(Field::body);
  const bool quiet = statement.is(NodeKind::with_statement) ? suppresses(statement, cx)
                                                            : statement.is(NodeKind::try_statement) && handlers_do_nothing(statement);
  return quiet && (awaits_one(body, tasks, cx) || all_clean(body, tasks, cx));
}

bool cancels_tasks(Node statement) {
  std::vector<Node> found;
  collect_cancelled(statement, found);
  return !found.empty();
}

std::vector<Node> cancelled_in(Node statement) {
  std::vector<Node> found;
  collect_cancelled(statement, found);
  return found;
}

std::vector<Node> needless_empties(BindingId id, const std::vector<Node>& gone, const TransformContext& cx) {
  const codemod::Binding& binding = cx.model().binding(id);
  std::vector<Node> empties;
  std::vector<Node> others;
  for (const codemod::Definition& definition : binding.definitions) {
    const bool assigned = definition.kind == codemod::DefinitionKind::assignment && definition.statement.child(Field::left) == definition.name;
    const Node value = codemod::strip_parentheses(definition.statement.child(Field::right));
    const Node statement = codemod::statement_of(definition.name);
    const bool removable = codemod::begins_its_line(statement) && !codemod::is_alone_in_block(statement) && statement.text().find('#') == std::string_view::npos;
    if (assigned && is_empty_container(value) && removable) empties.push_back(statement);
    else if (assigned) others.push_back(statement);
  }
  const auto is_assigned_before = [&](Node use) {
    return std::ranges::any_of(others, [&](Node statement) { return statement.end() <= use.begin() && statement.parent().encloses(use); });
  };
  const bool needless = !binding.declared_global && !others.empty() && std::ranges::all_of(binding.uses, [&](Node use) {
    return std::ranges::any_of(gone, [&](Node statement) { return statement.encloses(use); }) || is_assigned_before(use);
  });
  return needless ? empties : std::vector<Node>();
}

bool unwrap_block(Node statement, Node block, const std::vector<TextRange>& gone, Fix& fix) {
  const std::string_view text = statement.tree()->text();
  const TextRange before{statement.begin(), block.begin()};
  const auto has_comment = [&](TextRange range) { return text.substr(range.begin, range.size()).find('#') != std::string_view::npos; };
  if (has_comment(before) || !codemod::begins_its_line(statement) || !codemod::begins_its_line(block)) return false;
  for (std::uint32_t index = block.index(); index < block.subtree_end(); ++index)
    if (const Node node = statement.tree()->node(index); node.is(NodeKind::string) && spans_lines(node)) return false;
  const std::string_view outer = codemod::indentation_at(*statement.tree(), statement.begin());
  const std::string_view inner = codemod::indentation_at(*statement.tree(), block.begin());
  if (!inner.starts_with(outer)) return false;
  const auto depth = static_cast<std::uint32_t>(inner.size() - outer.size());
  fix.moves.push_back(codemod::lines_of(statement, statement));
  fix.erase(before);
  const codemod::SourceFile& source = statement.tree()->source();
  for (std::uint32_t at = block.begin(); at < block.end(); ++at) {
    if (source.line_begin(at) != at || !text.substr(at).starts_with(inner)) continue;
    const bool erased = std::ranges::any_of(gone, [&](TextRange range) { return range.begin <= at && at < range.end; });
    if (!erased) fix.erase({at, at + depth});
  }
  if (block.end() < statement.end()) fix.erase({block.end(), statement.end()});
  return true;
}

CleanupsAround cleanups_around(Node statement, const TaskVariables& tasks, const TransformContext& cx) {
  CleanupsAround found;
  for (const Node around : codemod::tries_around(statement)) {
    std::vector<Node> clauses;
    std::size_t others = 0;
    for (const Node part : around.named_children()) {
      if (part == around.child(Field::body)) continue;
      if (part.is(NodeKind::comment)) ++others;
      else if (!take_clause(part, tasks, cx, found)) ++others;
      else clauses.push_back(part);
    }
    if (clauses.empty()) continue;
    if (others > 0 || found.unwrapped) found.clauses.insert(found.clauses.end(), clauses.begin(), clauses.end());
    else found.unwrapped = around;
  }
  return found;
}

bool erase_cleanups(const CleanupsAround& cleanups, std::vector<Node> others, Fix& fix) {
  others.insert(others.end(), cleanups.statements.begin(), cleanups.statements.end());
  std::vector<TextRange> ranges = ranges_of_statements(std::move(others));
  for (const Node clause : cleanups.clauses) {
    const std::vector<Node> parts = clause.parent().named_children();
    ranges.push_back({std::prev(std::ranges::find(parts, clause))->end(), clause.end()});
  }
  for (const TextRange range : ranges) fix.erase(range);
  return !cleanups.unwrapped || unwrap_block(cleanups.unwrapped, cleanups.unwrapped.child(Field::body), ranges, fix);
}

}  // namespace asyncio2anyio

#include "transforms/api/awaited_statement.h"

#include "engine/edit/block_editor.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"

namespace asyncio2anyio {

using codemod::Edit;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::TextRange;

namespace {

bool holds_comment(TextRange range, Node node) {
  return node.tree()->text().substr(range.begin, range.size()).find('#') != std::string_view::npos;
}

/// Whether a line needs no indentation of its own: it goes, or it stands one level in already.
bool is_in_place(const Edit& edit, Node statement, Node operand, TextRange before, TextRange behind) {
  if (!edit.range.empty() || edit.range.begin == statement.begin()) return false;
  const std::uint32_t at = edit.range.begin;
  if ((before.begin < at && at <= before.end) || (behind.begin < at && at <= behind.end)) return true;
  const codemod::SyntaxTree& tree = *statement.tree();
  const std::size_t own = codemod::indentation_at(tree, operand.begin()).size();
  const std::size_t base = codemod::indentation_at(tree, statement.begin()).size();
  return codemod::begins_its_line(operand) && operand.range().contains(at) && own == base + codemod::indent_unit(tree).size();
}

}  // namespace

Node statement_that_awaits(Node await) {
  const Node outer = codemod::outermost_parentheses(await);
  const Node parent = outer.parent();
  if (parent.is(NodeKind::expression_statement) && parent.named_children().size() == 1) return parent;
  if (parent.is(NodeKind::return_statement)) return parent;
  const bool value = parent.is_any(NodeKind::assignment, NodeKind::augmented_assignment) && outer.field() == Field::right;
  if (!value || !parent.parent().is(NodeKind::expression_statement)) return {};
  // `a[f()] = await …` evaluates the target last, `a[f()] += await …` first.
  if (parent.is(NodeKind::augmented_assignment) && !codemod::is_pure(parent.child(Field::left))) return {};
  return parent.parent();
}

Node variable_assignment(Node call) {
  const Node statement = codemod::statement_of(call);
  const Node assignment = statement.first_child();
  const bool whole = statement.is(NodeKind::expression_statement) && assignment.is(NodeKind::assignment) &&
                     codemod::strip_parentheses(assignment.child(Field::right)) == codemod::await_of(call) &&
                     assignment.child(Field::left).is(NodeKind::identifier);
  return whole ? assignment : Node();
}

bool unwrap_into_block(Fix& fix, Node statement, Node call, Node operand, const std::string& header) {
  const TextRange before{call.begin(), operand.begin()};
  const TextRange behind{operand.end(), call.child(Field::arguments).end()};
  fix.erase(before);
  fix.erase(behind);
  if (!header.empty()) fix.moves.push_back(codemod::lines_of(statement, statement));
  if (!header.empty())
    for (Edit& edit : codemod::wrap_statements(statement, statement, header))
      if (!is_in_place(edit, statement, operand, before, behind)) fix.edits.push_back(std::move(edit));
  return !holds_comment(before, call) && !holds_comment(behind, call);
}

}  // namespace asyncio2anyio

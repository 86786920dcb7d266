#include "transforms/api/value_uses.h"

#include <algorithm>

#include "engine/syntax/context.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {

using codemod::Definition;
using codemod::DefinitionKind;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

namespace {

/// Whether a place belongs to the condition of an `elif`, which runs before later branches.
bool is_condition(Node branch, Node node) { return branch.is(NodeKind::elif_clause) && branch.child(Field::condition).encloses(node); }

/// The branch of an `if` statement that `node` stands in; null in a condition.
Node branch_of(Node statement, Node node) {
  for (const Node child : statement.named_children())
    if (child.encloses(node)) return child.is_any(NodeKind::block, NodeKind::elif_clause, NodeKind::else_clause) ? child : Node();
  return {};
}

}  // namespace

bool is_looked_at(Node use, const TransformContext& cx) {
  const Node parent = use.parent();
  if (parent.is_any(NodeKind::not_operator, NodeKind::boolean_operator, NodeKind::comparison_operator)) return true;
  if (parent.is_any(NodeKind::if_statement, NodeKind::elif_clause, NodeKind::while_statement)) return use.field() == Field::condition;
  const Node call = parent.parent();
  return parent.is(NodeKind::argument_list) && call.child(Field::function).text() == "len" && is_builtin("len", use, cx);
}

bool is_iterated(Node use, const TransformContext& cx) {
  const Node parent = use.parent();
  if (parent.is_any(NodeKind::for_statement, NodeKind::for_in_clause)) return use.field() == Field::right;
  if (!parent.is(NodeKind::argument_list)) return false;
  const std::string_view callee = parent.parent().child(Field::function).text();
  return (callee == "zip" || callee == "enumerate") && is_builtin(callee, use, cx);
}

bool are_exclusive(Node a, Node b) {
  for (Node around = a.enclosing(NodeKind::if_statement); around; around = around.enclosing(NodeKind::if_statement)) {
    if (!around.encloses(b)) continue;
    const Node branch = branch_of(around, a);
    const Node other = branch_of(around, b);
    return branch && other && branch != other && !is_condition(branch, a) && !is_condition(other, b);
  }
  return false;
}

bool asks_for(Node condition, std::string_view name) {
  condition = codemod::strip_parentheses(condition);
  return condition.text() == name || condition.text() == std::string(name) + " is not None";
}

Node filtered_values(Node comprehension) {
  const Node body = codemod::strip_parentheses(comprehension.child(Field::body));
  const std::vector<Node> parts = comprehension.named_children();
  if (!body.is(NodeKind::identifier) || parts.size() < 2 || parts.size() > 3) return {};
  const Node clause = parts[1];
  if (!clause.is(NodeKind::for_in_clause) || codemod::has_async_keyword(clause) || clause.child(Field::left).text() != body.text()) return {};
  if (parts.size() == 3 && !asks_for(parts[2].first_child().next_sibling(), body.text())) return {};
  return codemod::strip_parentheses(clause.child(Field::right));
}

Node mapping_of_values(Node call) {
  const Node callee = call.child(Field::function);
  const bool values = callee.is(NodeKind::attribute) && callee.child(Field::attribute).text() == "values";
  if (!values || !codemod::arguments_of(call).empty()) return {};
  const Node object = callee.child(Field::object);
  return object.is(NodeKind::identifier) ? object : Node();
}

Node assigned_value(const Definition& definition) {
  const Node statement = definition.statement;
  if (definition.kind == DefinitionKind::walrus) return statement.child(Field::value);
  if (definition.kind != DefinitionKind::assignment || statement.parent().is(NodeKind::assignment)) return {};
  const Node left = statement.child(Field::left);
  const Node right = statement.child(Field::right);
  if (right.is(NodeKind::assignment)) return {};
  if (left == definition.name) return right;
  const std::vector<Node> names = left.named_children();
  const std::vector<Node> values = right.named_children();
  if (!left.is(NodeKind::pattern_list) || !right.is(NodeKind::expression_list) || names.size() != values.size()) return {};
  const auto plain = [](const std::vector<Node>& nodes) { return std::ranges::none_of(nodes, [](Node node) { return node.is_any(NodeKind::list_splat, NodeKind::list_splat_pattern, NodeKind::comment); }); };
  const auto found = std::ranges::find(names, definition.name);
  return found != names.end() && plain(names) && plain(values) ? values[static_cast<std::size_t>(found - names.begin())] : Node();
}

}  // namespace asyncio2anyio

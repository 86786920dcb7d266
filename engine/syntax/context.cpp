#include "engine/syntax/context.h"

namespace codemod {

Node outermost_parentheses(Node expression) {
  while (expression.parent().is(NodeKind::parenthesized_expression)) expression = expression.parent();
  return expression;
}

Node strip_parentheses(Node expression) {
  while (expression.is(NodeKind::parenthesized_expression)) {
    const std::vector<Node> inner = expression.named_children();
    if (inner.size() != 1) return expression;
    expression = inner.front();
  }
  return expression;
}

Node await_of(Node expression) {
  const Node parent = outermost_parentheses(expression).parent();
  return parent.is(NodeKind::await) ? parent : Node();
}

Node statement_of(Node node) {
  while (node && !node.parent().is_any(NodeKind::block, NodeKind::module, NodeKind::null)) node = node.parent();
  return node;
}

bool is_whole_statement(Node expression) {
  return outermost_parentheses(expression).parent().is(NodeKind::expression_statement) &&
         expression.parent().named_children().size() == 1;
}

Node call_of(Node expression) {
  const Node parent = expression.parent();
  return parent.is(NodeKind::call) && expression.field() == Field::function ? parent : Node();
}

Node constructor_call(Node class_name) {
  const Node generic = class_name.parent();
  const bool subscripted = generic.is(NodeKind::subscript) && class_name.field() == Field::value;
  return call_of(subscripted ? generic : class_name);
}

bool is_async_function(Node function) { return function.is(NodeKind::function_definition) && has_async_keyword(function); }

bool has_async_keyword(Node statement) { return bool(statement.child(NodeKind::async_keyword)); }

std::vector<Node> arguments_of(Node call) {
  const Node list = call.child(Field::arguments);
  if (list.is(NodeKind::generator_expression)) return {list};
  return list.named_children();
}

Node keyword_argument_of(Node call, std::string_view name) {
  for (const Node argument : arguments_of(call))
    if (argument.is(NodeKind::keyword_argument) && argument.child(Field::name).text() == name) return argument;
  return {};
}

Node keyword_value(Node keyword_argument) { return keyword_argument.child(Field::value); }

std::optional<std::uint32_t> python2_syntax(const SyntaxTree& tree) {
  for (std::uint32_t index = 0; index < tree.size(); ++index) {
    const Node node = tree.node(index);
    if (node.is_any(NodeKind::print_statement, NodeKind::exec_statement, NodeKind::less_greater)) return node.begin();
  }
  return std::nullopt;
}

bool is_assignment_to_type(Node statement) {
  const Node name = statement.is(NodeKind::type_alias_statement) ? statement.child(Field::left).first_child() : Node();
  return name && !name.is_any(NodeKind::identifier, NodeKind::generic_type);
}

bool in_annotation(Node node) {
  for (Node up = node.parent(); up; up = up.parent()) {
    if (up.is(NodeKind::type)) return !is_assignment_to_type(up.parent());
    if (up.parent().is_any(NodeKind::block, NodeKind::module)) return false;
  }
  return false;
}

}  // namespace codemod

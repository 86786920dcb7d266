#include "engine/semantics/control_flow.h"

#include "engine/semantics/object_table.h"
#include "engine/syntax/context.h"

namespace codemod {
namespace {

bool makes_scope(Node node) {
  return node.is_any(NodeKind::function_definition, NodeKind::lambda, NodeKind::class_definition);
}

/// Calls `visit` for the nodes of a region in pre-order, nested definitions left out, until it says false.
template <class Visit>
void visit_own(Node region, const Visit& visit) {
  for (std::uint32_t index = region.index(); index < region.subtree_end();) {
    const Node node = region.tree()->node(index);
    if (node != region && makes_scope(node)) {
      index = node.subtree_end();
      continue;
    }
    if (!visit(node)) return;
    ++index;
  }
}

}  // namespace

Node only_function(const SemanticModel& model, BindingId id) {
  if (id == BindingId::none) return {};
  const std::vector<Definition>& definitions = model.binding(id).definitions;
  if (definitions.size() != 1 || definitions.front().kind != DefinitionKind::function) return {};
  const Node function = definitions.front().statement;
  return function.parent().is(NodeKind::decorated_definition) ? Node() : function;
}

Node callee_definition(const SemanticModel& model, Node call) {
  const Node callee = call.child(Field::function);
  if (callee.is(NodeKind::identifier)) return only_function(model, model.binding_of(callee));
  if (!callee.is(NodeKind::attribute)) return {};
  const Node owner = class_of_self(model, callee.child(Field::object));
  if (!owner) return {};
  return only_function(model, model.lookup_local(model.scope_made_by(owner), callee.child(Field::attribute).text()));
}

std::vector<Node> own_nodes(Node region, NodeKind kind) {
  std::vector<Node> found;
  visit_own(region, [&](Node node) {
    if (node.is(kind)) found.push_back(node);
    return true;
  });
  return found;
}

bool suspends(Node region) {
  bool found = false;
  visit_own(region, [&](Node node) {
    found = node.is_any(NodeKind::await, NodeKind::async_keyword);
    return !found;
  });
  return found;
}

bool yields(Node region) { return !own_nodes(region, NodeKind::yield).empty(); }

Node caught_expression(Node except_clause) {
  const Node value = except_clause.child(Field::value);
  return value.is(NodeKind::as_pattern) ? value.first_child() : value;
}

std::vector<Node> caught_exceptions(Node except_clause) {
  const Node caught = strip_parentheses(caught_expression(except_clause));
  if (!caught) return {};
  return caught.is(NodeKind::tuple) ? caught.named_children() : std::vector<Node>{caught};
}

std::vector<Node> tries_around(Node node) {
  std::vector<Node> found;
  for (Node inner = node, up = node.parent(); up && !makes_scope(up); inner = up, up = up.parent())
    if (up.is(NodeKind::try_statement) && inner.field() == Field::body) found.push_back(up);
  return found;
}

bool is_pure(Node expression) {
  for (std::uint32_t index = expression.index(); index < expression.subtree_end(); ++index) {
    const Node node = expression.tree()->node(index);
    if (node.is_any(NodeKind::call, NodeKind::await, NodeKind::yield, NodeKind::named_expression, NodeKind::subscript,
                    NodeKind::interpolation) ||
        makes_scope(node))
      return false;
  }
  return true;
}

bool is_pure_call(Node call) {
  if (!is_pure(call.child(Field::function))) return false;
  for (const Node argument : arguments_of(call))
    if (!is_pure(argument)) return false;
  return true;
}

}  // namespace codemod

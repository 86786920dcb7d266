#include <algorithm>

#include "engine/semantics/object_table.h"
#include "engine/syntax/context.h"

namespace codemod {
namespace {

/// Whether the truth of `expression` is all that anyone sees of it.
bool is_only_tested(Node expression) {
  Node node = expression;
  for (Node up = node.parent(); up; node = up, up = up.parent()) {
    switch (up.kind()) {
      case NodeKind::parenthesized_expression:
      case NodeKind::boolean_operator:
        continue;
      case NodeKind::not_operator:
      case NodeKind::assert_statement:
      case NodeKind::expression_statement:
      case NodeKind::if_clause:
        return true;
      case NodeKind::if_statement:
      case NodeKind::elif_clause:
      case NodeKind::while_statement:
        return node.field() == Field::condition;
      case NodeKind::conditional_expression:
        return up.named_children().size() == 3 && up.named_children()[1] == node;
      case NodeKind::comparison_operator:
        return node == expression && up.named_children().size() == 2 && up.named_children()[1].is(NodeKind::none);
      default:
        return false;
    }
  }
  return false;
}

ObjectUse with_item_use(Node expression, Node item) {
  const Node statement = item.parent().parent();
  return {has_async_keyword(statement) ? UseKind::async_with : UseKind::with, expression, {}, item};
}

}  // namespace

ObjectUse classify_use(Node expression) {
  const Node outer = outermost_parentheses(expression);
  const Node parent = outer.parent();
  switch (parent.kind()) {
    case NodeKind::attribute: {
      if (outer.field() != Field::object) break;
      const std::string_view member = parent.child(Field::attribute).text();
      if (const Node call = call_of(parent)) return {UseKind::method_call, expression, member, call};
      return {UseKind::member, expression, member, parent};
    }
    case NodeKind::await:
      return {UseKind::awaited, expression, {}, parent};
    case NodeKind::with_item:
      return with_item_use(expression, parent);
    case NodeKind::as_pattern:
      if (parent.parent().is(NodeKind::with_item) && outer == parent.first_child())
        return with_item_use(expression, parent.parent());
      break;
    case NodeKind::argument_list:
      return {UseKind::argument, expression, {}, outer};
    case NodeKind::keyword_argument:
      return {UseKind::argument, expression, {}, parent};
    default:
      break;
  }
  if (is_only_tested(expression)) return {UseKind::tested, expression, {}, parent};
  return {UseKind::other, expression, {}, parent};
}

Node class_of_self(const SemanticModel& model, Node identifier) {
  const BindingId id = model.binding_of(identifier);
  if (id == BindingId::none) return {};
  const Binding& binding = model.binding(id);
  if (binding.definitions.size() != 1 || binding.definitions.front().kind != DefinitionKind::parameter) return {};
  const Node function = model.scope(binding.scope).node;
  const std::vector<Node> parameters = function.child(Field::parameters).named_children();
  if (parameters.empty() || !parameters.front().range().contains(binding.definitions.front().name.range())) return {};
  Node block = function.parent();
  if (block.is(NodeKind::decorated_definition)) {
    for (const Node child : block.named_children())
      if (child.is(NodeKind::decorator) && child.text().find("staticmethod") != std::string_view::npos) return {};
    block = block.parent();
  }
  return block.is(NodeKind::block) && block.parent().is(NodeKind::class_definition) ? block.parent() : Node();
}

Node class_behind(const SemanticModel& model, Node receiver) {
  receiver = strip_parentheses(receiver);
  if (receiver.is(NodeKind::attribute) && receiver.child(Field::attribute).text() == "__class__") receiver = receiver.child(Field::object);
  const bool asks_type = receiver.is(NodeKind::call) && receiver.child(Field::function).text() == "type";
  if (asks_type && arguments_of(receiver).size() == 1) receiver = arguments_of(receiver).front();
  if (!receiver.is(NodeKind::identifier)) return {};
  if (const Node owner = class_of_self(model, receiver)) return owner;
  const BindingId id = model.binding_of(receiver);
  if (id == BindingId::none) return {};
  const std::vector<Definition>& definitions = model.binding(id).definitions;
  const bool is_class = definitions.size() == 1 && definitions.front().kind == DefinitionKind::class_;
  return is_class ? definitions.front().statement : Node();
}

std::vector<Node> bases_of(const SemanticModel& model, Node class_node) {
  std::vector<Node> found;
  for (const Node base : class_node.child(Field::superclasses).named_children()) {
    const BindingId id = base.is(NodeKind::identifier) ? model.binding_of(base) : BindingId::none;
    if (id == BindingId::none) continue;
    for (const Definition& definition : model.binding(id).definitions)
      if (definition.kind == DefinitionKind::class_) found.push_back(definition.statement);
  }
  return found;
}

std::set<Node> class_family(const DerivedClasses& derived, Node class_node) {
  std::set<Node> all{class_node};
  bool grown = true;
  while (grown) {
    grown = false;
    for (const auto& [node, bases] : derived) {
      const bool below = std::ranges::any_of(bases, [&](Node base) { return all.contains(base); });
      if (below) grown |= all.insert(node).second;
      if (all.contains(node))
        for (const Node base : bases) grown |= all.insert(base).second;
    }
  }
  return all;
}

}  // namespace codemod

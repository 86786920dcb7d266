#include "engine/semantics/identifier_role.h"

namespace codemod {
namespace {

Role bind(DefinitionKind kind, Node statement) { return {Role::bind, kind, statement}; }

Role bind_parameter(Node parameter) { return {Role::bind_parameter, DefinitionKind::parameter, parameter}; }

/// A word that is not a variable: attribute, keyword, part of an import.
Role skip() { return {Role::skip, DefinitionKind::assignment, {}}; }

/// Names in a target position: walks out of the tuples and stars around the name to the
/// construct that assigns.
Role role_in_target(Node inner) {
  Node node = inner;
  for (Node up = node.parent(); up; node = up, up = up.parent()) {
    switch (up.kind()) {
      case NodeKind::pattern_list:
      case NodeKind::tuple_pattern:
      case NodeKind::list_pattern:
      case NodeKind::list_splat_pattern:
      case NodeKind::tuple:
      case NodeKind::list:
      case NodeKind::list_splat:
      case NodeKind::expression_list:
      case NodeKind::parenthesized_expression:
        continue;
      case NodeKind::assignment:
        if (node.field() != Field::left) return {};
        // `(x): int` says nothing of a variable.
        if (node != inner && !up.child(Field::right)) return {};
        return bind(up.child(Field::right) ? DefinitionKind::assignment : DefinitionKind::annotation, up);
      case NodeKind::augmented_assignment:
        return node.field() == Field::left ? bind(DefinitionKind::augmented, up) : Role{};
      case NodeKind::named_expression:
        return node.field() == Field::name ? bind(DefinitionKind::walrus, up) : Role{};
      case NodeKind::for_statement:
      case NodeKind::for_in_clause:
        return node.field() == Field::left ? bind(DefinitionKind::loop_target, up) : Role{};
      case NodeKind::delete_statement:
        return bind(DefinitionKind::deletion, up);
      case NodeKind::as_pattern_target: {
        const Node holder = up.parent().parent();
        return holder.is(NodeKind::except_clause) ? bind(DefinitionKind::except_target, holder)
                                                  : bind(DefinitionKind::with_target, up.parent());
      }
      default:
        return {};
    }
  }
  return {};
}

Role role_in_pattern(Node identifier, Node name) {
  if (name.first_child() != identifier) return skip();
  const Node holder = name.parent();
  const bool single = !identifier.next_sibling();
  if (!single || holder.is(NodeKind::class_pattern)) return {};
  return bind(DefinitionKind::match_capture, holder);
}

bool in_parameters(Node node) { return node.is_any(NodeKind::parameters, NodeKind::lambda_parameters); }

/// PEP 695: the names in `def f[T: Bound]` and `type X[T] = …` are declarations, those in
/// `list[T]` are uses.
Role role_in_type(Node identifier) {
  Node type = identifier.parent();
  if (type.is_any(NodeKind::splat_type)) type = type.parent();
  Node holder = type.parent();
  if (holder.is(NodeKind::type_alias_statement) && type.field() == Field::left)
    return bind(DefinitionKind::assignment, holder);
  if (holder.is(NodeKind::constrained_type)) {
    if (holder.first_child() != type) return {};
    holder = holder.parent().parent();
  }
  if (!holder.is(NodeKind::type_parameter)) return {};
  if (holder.field() == Field::type_parameters) return bind(DefinitionKind::type_parameter, holder);
  const Node alias = holder.parent().parent().parent();
  const bool declared = holder.parent().is(NodeKind::generic_type) && alias.is(NodeKind::type_alias_statement) &&
                        holder.parent().parent().field() == Field::left;
  return declared ? bind(DefinitionKind::type_parameter, holder) : Role{};
}

/// Names that stand as a child of a parameter list, with or without default and annotation.
Role role_in_parameter(Node identifier, Node parent) {
  switch (parent.kind()) {
    case NodeKind::parameters:
    case NodeKind::lambda_parameters:
      return bind_parameter(identifier);
    case NodeKind::default_parameter:
    case NodeKind::typed_default_parameter:
      return identifier.field() == Field::name ? bind_parameter(parent) : Role{};
    case NodeKind::list_splat_pattern:
    case NodeKind::dictionary_splat_pattern:
      if (!in_parameters(parent.parent()) && !parent.parent().is(NodeKind::typed_parameter)) return role_in_target(identifier);
      return bind_parameter(parent);
    default:
      return bind_parameter(parent);
  }
}

/// Words of dotted names: parts of imports, or names in a pattern.
Role role_in_dotted_name(Node identifier, Node name) {
  const bool imported =
      name.parent().is_any(NodeKind::import_statement, NodeKind::aliased_import, NodeKind::import_from_statement,
                           NodeKind::relative_import, NodeKind::future_import_statement);
  return imported ? skip() : role_in_pattern(identifier, name);
}

/// The name in `type X[T] = …`, where the grammar makes it a generic type.
Role role_in_generic_type(Node generic) {
  const Node alias = generic.parent().parent();
  const bool declared = alias.is(NodeKind::type_alias_statement) && generic.parent().field() == Field::left;
  return declared ? bind(DefinitionKind::assignment, alias) : Role{};
}

}  // namespace

Role role_of(Node identifier) {
  const Node parent = identifier.parent();
  switch (parent.kind()) {
    case NodeKind::attribute:
      return identifier.field() == Field::attribute ? skip() : Role{};
    case NodeKind::keyword_argument:
      return identifier.field() == Field::name ? skip() : Role{};
    case NodeKind::keyword_pattern:
    case NodeKind::aliased_import:
    case NodeKind::global_statement:
    case NodeKind::nonlocal_statement:
      return skip();
    case NodeKind::dotted_name:
      return role_in_dotted_name(identifier, parent);
    case NodeKind::function_definition:
      return identifier.field() == Field::name ? bind(DefinitionKind::function, parent) : Role{};
    case NodeKind::class_definition:
      return identifier.field() == Field::name ? bind(DefinitionKind::class_, parent) : Role{};
    case NodeKind::parameters:
    case NodeKind::lambda_parameters:
    case NodeKind::default_parameter:
    case NodeKind::typed_default_parameter:
    case NodeKind::typed_parameter:
    case NodeKind::list_splat_pattern:
    case NodeKind::dictionary_splat_pattern:
      return role_in_parameter(identifier, parent);
    case NodeKind::splat_pattern:
      return bind(DefinitionKind::match_capture, parent);
    case NodeKind::as_pattern:
      return identifier != parent.first_child() && parent.parent().is(NodeKind::case_pattern)
                 ? bind(DefinitionKind::match_capture, parent)
                 : Role{};
    case NodeKind::generic_type:
      return role_in_generic_type(parent);
    case NodeKind::type:
    case NodeKind::splat_type:
      return role_in_type(identifier);
    default:
      // Reads, unless a walk outwards ends at something that assigns.
      return role_in_target(identifier);
  }
}

}  // namespace codemod

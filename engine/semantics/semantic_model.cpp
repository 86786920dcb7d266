#include "engine/semantics/semantic_model.h"

#include <algorithm>

#include "engine/semantics/semantic_builder.h"

namespace codemod {

std::unique_ptr<const SemanticModel> SemanticModel::build(const SyntaxTree& tree) {
  return SemanticBuilder(tree).build();
}

ScopeId SemanticModel::scope_made_by(Node node) const {
  const auto at = std::ranges::lower_bound(made_scopes_, node.index(), {}, [](const auto& made) { return made.first; });
  return at != made_scopes_.end() && at->first == node.index() ? at->second : ScopeId::none;
}

BindingId SemanticModel::binding_of(Node identifier) const {
  return identifier ? identifiers_[identifier.index()] : BindingId::none;
}

BindingId SemanticModel::lookup_local(ScopeId scope, std::string_view name) const {
  const auto id = names_.find(name);
  if (!id) return BindingId::none;
  const auto found = scope_names_.find((static_cast<std::uint64_t>(scope) << 32) | *id);
  return found == scope_names_.end() ? BindingId::none : found->second;
}

BindingId SemanticModel::lookup(ScopeId scope, std::string_view name) const {
  const auto id = names_.find(name);
  if (!id) return BindingId::none;
  // A class body is seen from itself and from the type parameters of what it defines.
  bool sees_class = true;
  for (ScopeId at = scope; at != ScopeId::none; at = this->scope(at).parent) {
    const ScopeKind kind = this->scope(at).kind;
    if (kind == ScopeKind::class_ && !sees_class) continue;
    sees_class &= kind == ScopeKind::type_parameters;
    const auto found = scope_names_.find((static_cast<std::uint64_t>(at) << 32) | *id);
    if (found != scope_names_.end()) return found->second;
  }
  return BindingId::none;
}

ScopeId SemanticModel::function_scope(ScopeId scope) const {
  while (scope != ScopeId::none) {
    const ScopeKind kind = this->scope(scope).kind;
    if (kind == ScopeKind::function || kind == ScopeKind::lambda) return scope;
    if (kind == ScopeKind::class_) return ScopeId::module;
    scope = this->scope(scope).parent;
  }
  return ScopeId::module;
}

Node SemanticModel::function_of(Node node) const {
  const ScopeId found = function_scope(scope_of(node));
  return found == ScopeId::module ? Node() : scope(found).node;
}

Resolved SemanticModel::resolve(Node expression) const {
  const Node root = chain_root(expression);
  if (!root) return {};
  Resolved resolved;
  resolved.binding = binding_of(root);
  if (resolved.binding == BindingId::none) return {};
  const Binding& found = binding(resolved.binding);
  const auto imported = std::ranges::find_if(found.definitions, [](const Definition& d) { return !d.origin.empty(); });
  if (imported == found.definitions.end()) return {};
  resolved.certain = std::ranges::all_of(
      found.definitions, [&](const Definition& definition) { return definition.origin == imported->origin; });
  resolved.name = imported->origin;
  for (Node node = root; node != expression; node = node.parent()) {
    // The chain may be written over several lines; its names are joined by single dots.
    if (node.parent().is(NodeKind::attribute)) resolved.name += "." + std::string(node.parent().child(Field::attribute).text());
    if (node.parent().is(NodeKind::dotted_name)) {
      for (Node part = node.next_sibling(); part; part = part.next_sibling())
        if (part.is(NodeKind::identifier)) resolved.name += "." + std::string(part.text());
    }
  }
  return resolved;
}

bool SemanticModel::refers_only_to(Node expression, std::string_view qualified) const {
  const Resolved resolved = resolve(expression);
  return resolved.certain && resolved.name == qualified;
}

bool SemanticModel::is_exported(std::string_view name) const { return std::ranges::find(exported_, name) != exported_.end(); }

Node outermost_chain(Node identifier) {
  Node chain = identifier;
  if (chain.parent().is(NodeKind::dotted_name)) return chain.parent();
  while (chain.parent().is(NodeKind::attribute) && chain.field() == Field::object) chain = chain.parent();
  return chain;
}

Node chain_root(Node expression) {
  while (expression.is(NodeKind::attribute)) expression = expression.child(Field::object);
  if (expression.is(NodeKind::dotted_name)) return expression.first_child();
  return expression.is(NodeKind::identifier) ? expression : Node();
}

}  // namespace codemod

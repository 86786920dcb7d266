#include "transforms/api/callers.h"

namespace asyncio2anyio {

using codemod::Binding;
using codemod::BindingId;
using codemod::Definition;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::ScopeKind;
using codemod::TransformContext;

std::optional<Obstacle> check_callers(Node function, const std::string& reason,
                                      const std::function<bool(Node)>& is_known, const TransformContext& cx) {
  const Node name = function.child(Field::name);
  const BindingId id = cx.model().binding_of(name);
  if (id == BindingId::none) return Obstacle{name, "its callers are not known"};
  const Binding& binding = cx.model().binding(id);
  for (const Node use : binding.uses)
    if (!is_known(use)) return Obstacle{use, reason};
  const ScopeKind scope = cx.model().scope(binding.scope).kind;
  if (scope == ScopeKind::class_)
    for (std::uint32_t index = 0; index < cx.tree().size(); ++index) {
      const Node node = cx.tree().node(index);
      const bool namesake = node.is(NodeKind::attribute) && node.child(Field::attribute).text() == name.text();
      if (namesake && !is_known(node)) return Obstacle{node, reason};
    }
  const bool visible = scope == ScopeKind::class_ || scope == ScopeKind::module;
  if (visible && !name.text().starts_with('_') && cx.facts().is_imported(name.text()))
    return Obstacle{name, "`" + std::string(name.text()) + "` is imported by another file"};
  return std::nullopt;
}

Node function_of_parameter(BindingId parameter, const TransformContext& cx) {
  const Binding& binding = cx.model().binding(parameter);
  const Definition& definition = binding.definitions.front();
  const bool plain = binding.definitions.size() == 1 && definition.kind == codemod::DefinitionKind::parameter &&
                     !definition.statement.child(Field::value) && !binding.declared_global;
  return plain ? cx.model().scope(binding.scope).node : Node();
}

}  // namespace asyncio2anyio

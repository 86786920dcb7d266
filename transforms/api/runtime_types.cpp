#include "transforms/api/runtime_types.h"

#include <algorithm>
#include <array>

#include "engine/syntax/context.h"

namespace asyncio2anyio {
namespace {

using codemod::Binding;
using codemod::BindingId;
using codemod::Definition;
using codemod::DefinitionKind;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;
using codemod::Version;

constexpr auto kGenericBuiltins =
    std::to_array<std::string_view>({"dict", "frozenset", "list", "set", "tuple", "type"});
constexpr auto kGenericPackages =
    std::to_array<std::string_view>({"typing.", "typing_extensions.", "collections."});

/// Whether a definition is one that every run of the module makes.
bool is_unconditional(const Definition& definition) {
  Node statement = definition.statement;
  if (statement.parent().is(NodeKind::decorated_definition)) statement = statement.parent();
  if (statement.parent().is(NodeKind::expression_statement)) statement = statement.parent();
  return statement.parent().is(NodeKind::module);
}

bool exists_at_run_time(Node name, const TransformContext& cx) {
  const BindingId id = cx.model().binding_of(name);
  if (id == BindingId::none) return true;  // a builtin
  const Binding& binding = cx.model().binding(id);
  if (binding.scope != codemod::ScopeId::module) return false;
  return std::ranges::all_of(binding.definitions, [](const Definition& definition) {
    const bool makes = definition.kind == DefinitionKind::import_from ||
                       definition.kind == DefinitionKind::import_module ||
                       definition.kind == DefinitionKind::class_ ||
                       definition.kind == DefinitionKind::assignment;
    return makes && is_unconditional(definition);
  });
}

/// Whether `base[…]` works at run time.
bool is_generic(Node base, const TransformContext& cx) {
  if (base.is(NodeKind::identifier) && cx.model().binding_of(base) == BindingId::none)
    return cx.targets().python >= Version{3, 9} &&
           std::ranges::find(kGenericBuiltins, base.text()) != kGenericBuiltins.end();
  const codemod::Resolved resolved = cx.model().resolve(base);
  return resolved.certain && std::ranges::any_of(kGenericPackages, [&](std::string_view package) {
           return resolved.name.starts_with(package);
         });
}

}  // namespace

bool postpones_annotations(const codemod::SemanticModel& model) {
  for (const Node statement : model.tree().root().children())
    if (statement.is(NodeKind::future_import_statement) &&
        statement.text().find("annotations") != std::string_view::npos)
      return true;
  return false;
}

bool is_runtime_type(Node type, const TransformContext& cx) {
  const bool is_union = type.is(NodeKind::union_type) || type.is(NodeKind::binary_operator);
  if (is_union && cx.targets().python < Version{3, 10}) return false;
  if (type.is_any(NodeKind::none, NodeKind::ellipsis)) return true;
  if (type.is(NodeKind::string))
    return !type.parent().is_any(NodeKind::union_type, NodeKind::binary_operator);
  if (type.is(NodeKind::identifier)) return exists_at_run_time(type, cx);
  if (type.is_any(NodeKind::attribute, NodeKind::member_type)) {
    const Node root = codemod::chain_root(type);
    return root && exists_at_run_time(root, cx);
  }
  if (type.is(NodeKind::subscript) && !is_generic(type.child(Field::value), cx)) return false;
  if (type.is(NodeKind::generic_type) && !is_generic(type.first_child(), cx)) return false;
  const bool known =
      is_union || type.is_any(NodeKind::type, NodeKind::subscript, NodeKind::generic_type,
                              NodeKind::type_parameter, NodeKind::tuple, NodeKind::list);
  return known && std::ranges::all_of(type.named_children(),
                                      [&](Node part) { return is_runtime_type(part, cx); });
}

std::optional<std::string> infinity_at(Node at, BindingId root, codemod::Fix& fix,
                                       const TransformContext& cx) {
  codemod::Fix trial;
  if (auto existing = cx.need_import(trial, at, root, "math", "inf");
      existing && trial.imports.empty())
    return existing;
  auto module = cx.need_import(fix, at, root, "math");
  if (module) *module += ".inf";
  return module;
}

}  // namespace asyncio2anyio

#include "transforms/api/backend_fixture.h"

#include "engine/edit/definition_editor.h"

namespace asyncio2anyio {

using codemod::BindingId;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ScopeId;
using codemod::TransformContext;

namespace {

constexpr std::string_view kBackend = "anyio_backend";

/// Whether functions of the module say what they return.
bool is_annotated(const TransformContext& cx) {
  for (std::uint32_t index = 0; index < cx.tree().size(); ++index)
    if (const Node node = cx.tree().node(index); node.is(NodeKind::function_definition))
      return bool(node.child(Field::return_type));
  return false;
}

}  // namespace

std::string imported_fixture(const codemod::SemanticModel& model, Node home) {
  for (std::uint32_t index = 0; index < model.binding_count(); ++index) {
    const codemod::Binding& binding = model.binding(static_cast<BindingId>(index));
    const codemod::Definition& definition = binding.definitions.front();
    const Node block = definition.statement.parent();
    const bool only = binding.scope == ScopeId::module && binding.definitions.size() == 1;
    if (only && definition.origin == "pytest.fixture" &&
        (block.is(NodeKind::module) || block == home))
      return std::string(binding.name);
  }
  return {};
}

bool define_backend(Fix& fix, TestScope scope, Node at, BindingId root, TransformContext& cx) {
  if (cx.model().lookup_local(ScopeId::module, kBackend) != BindingId::none) return true;
  const Node home = codemod::definition_home(cx.model(), at, root);
  std::string decorator = imported_fixture(cx.model(), home);
  if (decorator.empty()) {
    const auto local = cx.need_import_for_definition(fix, at, root, "pytest");
    if (!local) return false;
    decorator = *local + ".fixture";
  }
  const std::string arguments =
      scope == TestScope::function ? "" : "(scope=\"" + std::string(scope_name(scope)) + "\")";
  const std::string pattern = "@" + decorator + arguments + "\ndef {name}()" +
                              (is_annotated(cx) ? " -> str" : "") + ":\n    return \"asyncio\"";
  fix.definitions.push_back(
      {home, std::string(kBackend), codemod::definition_text(home, pattern, kBackend)});
  return true;
}

void define_backend_for_others(TestScope scope, codemod::Safety level, TransformContext& cx) {
  if (cx.model().lookup_local(ScopeId::module, kBackend) != BindingId::none) return;
  Fix fix;
  fix.safety = level;
  fix.title = "let `anyio_backend` choose asyncio";
  if (define_backend(fix, scope, cx.tree().root(), BindingId::none, cx)) cx.propose(std::move(fix));
}

}  // namespace asyncio2anyio

#include "transforms/api/helper_names.h"

#include <algorithm>
#include <array>

#include "engine/edit/composer.h"
#include "engine/edit/definition_editor.h"
#include "engine/support/version.h"

namespace asyncio2anyio {
namespace {

/// Whether the module imports the backport of exception groups, on the Pythons that need it at least.
bool imports_backport(std::string_view name, const codemod::TransformContext& cx) {
  const codemod::BindingId id = cx.model().lookup_local(codemod::ScopeId::module, name);
  return id != codemod::BindingId::none && std::ranges::all_of(cx.model().binding(id).definitions, [&](const codemod::Definition& definition) {
           return definition.origin == "exceptiongroup." + std::string(name);
         });
}

}  // namespace

void replace_word(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

bool fill_name(std::string& text, std::string_view module, std::string_view member, codemod::Fix& fix, HelperPlace place,
               const codemod::TransformContext& cx) {
  const std::string slot = "{" + std::string(member.empty() ? module : member) + "}";
  if (text.find(slot) == std::string::npos) return true;
  const auto local = cx.need_import_for_definition(fix, place.node, place.root, module, member);
  if (local) replace_word(text, slot, *local);
  return local.has_value();
}

bool fill_exception_group(std::string& text, std::string_view name, codemod::Fix& fix, HelperPlace place,
                          const codemod::TransformContext& cx) {
  const std::string slot = "{" + std::string(name) + "}";
  if (text.find(slot) == std::string::npos) return true;
  replace_word(text, slot, name);
  if (imports_backport(name, cx)) return true;
  if (cx.model().lookup_local(codemod::ScopeId::module, name) != codemod::BindingId::none) return false;
  if (cx.targets().python >= codemod::Version{3, 11}) return true;
  const auto sys = cx.need_import_for_definition(fix, place.node, place.root, "sys");
  if (!sys) return false;
  cx.need_statement(fix, place.node, place.root,
                    "if " + *sys + ".version_info < (3, 11):\n    from exceptiongroup import " + std::string(name));
  return true;
}

bool shadows_builtin(std::string_view text, const codemod::TransformContext& cx) {
  constexpr auto builtins = std::to_array<std::string_view>(
      {"list", "len", "enumerate", "float", "isinstance", "Exception", "ValueError", "BrokenPipeError", "ConnectionResetError"});
  return std::ranges::any_of(builtins, [&](std::string_view name) {
    const bool bound = cx.model().lookup_local(codemod::ScopeId::module, name) != codemod::BindingId::none;
    return bound && codemod::has_word(text, name);
  });
}

}  // namespace asyncio2anyio

#include "transforms/api/rewriting.h"

#include <algorithm>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/code_style.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/handlers.h"

namespace asyncio2anyio {

using codemod::Fix;
using codemod::Node;
using codemod::Reference;
using codemod::TransformContext;

Fix rename(const Reference& reference, std::string_view module, std::string_view member, const TransformContext& cx) {
  Fix fix;
  fix.safety = codemod::Safety::safe;
  const auto local = cx.need_import(fix, reference.node, reference.root, module);
  if (!local) return fix;
  fix.replace(reference.node, *local + "." + std::string(member));
  if (module == "anyio") fix.need(min_anyio("anyio." + std::string(member)));
  return fix;
}

const Reference& imported_reference(const Reference& reference, const TransformContext& cx) {
  if (reference.root != codemod::BindingId::none || !reference.object || reference.object->references.empty()) return reference;
  const auto maker = cx.reference_at(reference.object->references.front());
  return maker ? cx.reference(*maker) : reference;
}

namespace {

/// Whether `local` at the place of `reference` is, or will be, a global of the module.
bool is_global(std::string_view local, const Fix& fix, const Reference& reference, const TransformContext& cx) {
  const codemod::SemanticModel& model = cx.model();
  const codemod::BindingId id = model.lookup(model.scope_of(reference.node), local.substr(0, local.find('.')));
  if (id != codemod::BindingId::none) return model.binding(id).scope == codemod::ScopeId::module;
  return std::ranges::all_of(fix.imports, [&](const codemod::ImportRequest& request) {
    return !request.anchor || model.scope_of(request.anchor) == codemod::ScopeId::module;
  });
}

void stays_behind(Fix& fix, std::string_view by) {
  fix.at_least(codemod::Safety::unsafe);
  fix.title += ", which `patch(\"" + std::string(by) + "\")` does not replace";
}

}  // namespace

void let_patches_follow(Fix& fix, std::uint32_t index, std::string_view module, std::string_view member, const TransformContext& cx) {
  const Reference& reference = cx.reference(index);
  const std::string& local = fix.edits.front().text;
  codemod::NewName becomes{std::string(module) + "." + std::string(member), {}};
  if (is_global(local, fix, reference, cx)) becomes.local = local;
  fix.claims.push_back({index, {}, std::move(becomes), {}});
  // `asyncio.sleep = fake` is a patch itself, and moves with its name.
  if (const auto target = cx.facts().patch_target(reference.name); target && is_written_to(reference.node))
    fix.claims.back().follows.push_back(target->key());
  const codemod::PatchState patches = cx.patches_of(reference);
  if (!patches.stays.empty()) return stays_behind(fix, patches.stays);
  if (patches.level == codemod::Safety::safe) return;
  fix.at_least(patches.level);
  fix.title += " together with `patch(\"" + std::string(patches.moves) + "\")`; " + std::string(patches.reason);
}

void note_patches(Fix& fix, const Reference& reference, const TransformContext& cx) {
  if (const std::string_view by = cx.patched(reference); !by.empty()) stays_behind(fix, by);
}

bool is_builtin(std::string_view name, Node at, const TransformContext& cx) {
  return cx.model().lookup(cx.model().scope_of(at), name) == codemod::BindingId::none;
}

std::string separator_behind(Node statement, const TransformContext& cx) {
  const codemod::SourceFile& source = cx.tree().source();
  const std::uint32_t begin = source.line_begin(statement.begin());
  const std::string_view indent = cx.text().substr(begin, statement.begin() - begin);
  if (indent.find_first_not_of(" \t\f") != std::string_view::npos) return "; ";
  return std::string(codemod::newline_text(source.newline())) + std::string(indent);
}

bool outdent_lines(Node node, Node place, Fix& fix) {
  const codemod::SyntaxTree& tree = *node.tree();
  const std::size_t inner = codemod::indentation_at(tree, node.begin()).size();
  const std::size_t outer = codemod::indentation_at(tree, place.begin()).size();
  if (inner <= outer) return true;
  const auto spans_lines = [](Node string) { return string.text().find('\n') != std::string_view::npos; };
  if (std::ranges::any_of(codemod::own_nodes(node, codemod::NodeKind::string), spans_lines)) return false;
  const auto depth = static_cast<std::uint32_t>(inner - outer);
  for (std::uint32_t line = tree.source().line_end(node.begin()); line < node.end(); line = tree.source().line_end(line))
    if (codemod::indentation_at(tree, line).size() >= inner) fix.erase({line, line + depth});
  return true;
}

void drop_indentation_of_removed_lines(Fix& fix) {
  const std::vector<codemod::Edit> all = fix.edits;
  std::erase_if(fix.edits, [&](const codemod::Edit& edit) {
    const bool indents = edit.range.empty() && !edit.text.empty() && edit.text.find_first_not_of(" \t") == std::string::npos;
    return indents && std::ranges::any_of(all, [&](const codemod::Edit& other) {
             return other.text.empty() && other.range.begin <= edit.range.begin && edit.range.begin < other.range.end;
           });
  });
}

}  // namespace asyncio2anyio

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <vector>

#include "engine/edit/import_editor.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"

namespace asyncio2anyio {
namespace {

using codemod::Binding;
using codemod::BindingId;
using codemod::Definition;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

bool is_package_head(std::string_view path) { return path.ends_with("__init__.py") || path.ends_with("__init__.pyi"); }

/// `import asyncio as asyncio` and `# noqa` say that the import is meant for others.
bool is_deliberate(const Definition& definition, const TransformContext& cx) {
  const Node part = codemod::import_part(definition);
  if (part.is(NodeKind::aliased_import) && part.child(codemod::Field::name).text() == part.child(codemod::Field::alias).text()) return true;
  const codemod::SourceFile& source = cx.tree().source();
  const std::uint32_t begin = source.line_begin(part.begin());
  const std::string_view line = cx.text().substr(begin, source.line_end(part.end()) - begin);
  const std::size_t comment = line.find('#');
  return comment != std::string_view::npos && line.find("noqa", comment) != std::string_view::npos;
}

/// Strings and comments of a file that some tool may read as code.
class Mentions {
 public:
  explicit Mentions(const TransformContext& cx) : cx_(cx) {
    for (std::uint32_t index = 0; index < cx.tree().size(); ++index) {
      const Node node = cx.tree().node(index);
      const std::string_view text = node.is_any(NodeKind::comment, NodeKind::string_content) ? node.text() : std::string_view();
      if (node.is(NodeKind::comment) && text.find("type:") != std::string_view::npos) comments_.push_back(text);
      const std::size_t dot = node.is(NodeKind::string_content) ? text.find('.') : std::string_view::npos;
      if (dot != std::string_view::npos && text.find_first_of(" \n") == std::string_view::npos) dotted_.insert(text.substr(0, dot));
    }
  }

  [[nodiscard]] bool include(std::string_view name) const {
    return dotted_.contains(name) || codemod::mentioned_in_annotations(cx_.model(), name) ||
           std::ranges::any_of(comments_, [&](std::string_view comment) { return comment.find(name) != std::string_view::npos; });
  }

 private:
  const TransformContext& cx_;
  std::vector<std::string_view> comments_;
  std::unordered_set<std::string_view> dotted_;  // their first words
};

class Imports final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    std::optional<Mentions> mentions;  // read once something is dead but for them
    for (std::uint32_t index = 0; index < cx.model().binding_count(); ++index) {
      const Binding& binding = cx.model().binding(static_cast<BindingId>(index));
      if (!is_dead(binding, cx)) continue;
      if (!mentions) mentions.emplace(cx);
      if (!mentions->include(binding.name) && cx.needed_elsewhere(binding).empty()) remove(binding, cx);
    }
  }

 private:
  static bool is_dead(const Binding& binding, const TransformContext& cx) {
    if (!binding.uses.empty() || cx.model().is_exported(binding.name)) return false;
    const bool all_asyncio = std::ranges::all_of(binding.definitions, [&](const Definition& definition) {
      return cx.knowledge().is_tracked(definition.origin) && !is_deliberate(definition, cx);
    });
    if (!all_asyncio || is_package_head(cx.path()) || binding.declared_global) return false;
    const codemod::ScopeKind scope = cx.model().scope(binding.scope).kind;
    if (scope == codemod::ScopeKind::class_) return false;
    if (scope == codemod::ScopeKind::module && !cx.facts().patched(cx.path(), binding.name, binding.name).empty()) return false;
    // Inside `try` the import may be a probe for an old Python.
    if (std::ranges::any_of(binding.definitions, [](const Definition& d) { return bool(d.statement.enclosing(NodeKind::try_statement)) && d.statement.parent().parent().is(NodeKind::try_statement); }))
      return false;
    return true;
  }

  static void remove(const Binding& binding, TransformContext& cx) {
    Fix fix;
    fix.safety = codemod::Safety::safe;
    fix.title = "remove the unused import of `" + binding.definitions.front().origin + "`";
    for (const Definition& definition : binding.definitions) fix.drops.push_back(codemod::import_part(definition));
    cx.propose(std::move(fix));
  }

  static constexpr codemod::TransformInfo kInfo{
      "imports", "Remove asyncio imports that nothing uses",
      R"(An `import asyncio` (or a name imported from it) that no code of the module reads is removed. Imports that a rewrite
makes useless are removed or replaced by the rewrite itself.

Left alone: names in `__all__`, `import asyncio as asyncio`, a line with `# noqa`, every import of an `__init__.py`, class
scopes, imports directly inside `try`, names that a type comment, an annotation in a string or a dotted string still mentions,
names that a test replaces (`patch("package.module.asyncio")`), and names that another given file gets through the module
(`module.asyncio.sleep`, `from module import asyncio`, `from module import *`). The last two hold for imports that a rewrite
makes useless as well.)",
      codemod::Safety::safe, 900};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_imports() { return std::make_unique<Imports>(); }

}  // namespace asyncio2anyio

#include "engine/transform/foreign_needs.h"

#include <algorithm>
#include <utility>

#include "engine/source/source_file.h"
#include "engine/syntax/syntax_tree.h"

namespace codemod {
namespace {

/// Whether the dotted name of a module, as the file at `user` says it, may be the module at `path`. How much of a path
/// belongs to the name of the module is not known.
bool is_module(std::string_view dotted, std::string_view user, std::string_view path) {
  constexpr std::string_view kHead = "/__init__";
  if (const std::size_t dot = path.rfind('.'); dot != std::string_view::npos && path.find('/', dot) == std::string_view::npos)
    path = path.substr(0, dot);
  if (path.ends_with(kHead)) path.remove_suffix(kHead.size());
  std::string wanted;
  if (dotted.starts_with('.')) {
    std::string_view folder = user.substr(0, user.rfind('/') == std::string_view::npos ? 0 : user.rfind('/'));
    for (dotted.remove_prefix(1); dotted.starts_with('.'); dotted.remove_prefix(1))
      folder = folder.substr(0, folder.rfind('/') == std::string_view::npos ? 0 : folder.rfind('/'));
    wanted = std::string(folder) + (folder.empty() || dotted.empty() ? "" : "/") + std::string(dotted);
    std::ranges::replace(wanted.begin() + static_cast<std::ptrdiff_t>(folder.size()), wanted.end(), '.', '/');
    return wanted == path || (wanted.empty() && path == "__init__");
  }
  wanted = "/" + std::string(dotted);
  std::ranges::replace(wanted, '.', '/');
  const std::string whole = "/" + std::string(path);
  return whole.ends_with(wanted) || wanted.ends_with(whole);
}

/// Looks in one file for what it gets through a module.
class Looker {
 public:
  Looker(const SemanticModel& model, std::string_view path, std::string_view name)
      : model_(model), path_(path), name_(name) {}

  [[nodiscard]] bool finds_use() const { return finds_star() || finds_import() || finds_attribute(); }

 private:
  /// Whether a dotted name is that name of the module.
  [[nodiscard]] bool is_it(std::string_view dotted) const {
    if (!dotted.ends_with(name_)) return false;
    dotted.remove_suffix(name_.size());
    if (!dotted.ends_with('.')) return false;
    // `from . import name` has no dot of its own between the package and the name.
    const bool of_package = dotted.find_first_not_of('.') == std::string_view::npos;
    return is_module(of_package ? dotted : dotted.substr(0, dotted.size() - 1), model_.tree().source().path(), path_);
  }

  [[nodiscard]] bool finds_star() const {
    const auto is_unbound = [&](Node use) { return use.text() == name_; };
    return std::ranges::any_of(model_.star_imports(), [&](const SemanticModel::StarImport& star) {
      return is_module(star.module, model_.tree().source().path(), path_);
    }) && std::ranges::any_of(model_.unbound_uses(), is_unbound);
  }

  [[nodiscard]] bool finds_import() const {
    for (std::uint32_t index = 0; index < model_.binding_count(); ++index)
      for (const Definition& definition : model_.binding(static_cast<BindingId>(index)).definitions)
        if (is_it(definition.origin)) return true;
    return false;
  }

  /// Whether the expression is what `patch.object(module.name, …)` and the like replace something of.
  static bool is_replaced(Node expression) {
    const Node call = expression.parent().parent();
    if (!expression.parent().is(NodeKind::argument_list) || !call.is(NodeKind::call)) return false;
    const std::string_view callee = call.child(Field::function).text();
    return callee.ends_with("setattr") || callee.ends_with("delattr") || callee.find("patch.") != std::string_view::npos ||
           callee.ends_with(".spy");
  }

  [[nodiscard]] bool finds_attribute() const {
    for (std::uint32_t index = 0; index < model_.tree().size(); ++index) {
      const Node node = model_.tree().node(index);
      const bool is_member = node.is(NodeKind::attribute) && node.child(Field::attribute).text() == name_;
      if (is_member && !is_replaced(node) && is_it(model_.resolve(node).name)) return true;
      const bool is_text = node.is(NodeKind::string_content) && node.text() == name_;
      const Node call = is_text ? node.parent().parent().parent() : Node();
      if (call.is(NodeKind::call) && call.child(Field::function).text().ends_with("getattr")) return true;
    }
    return false;
  }

  const SemanticModel& model_;
  std::string_view path_;
  std::string_view name_;
};

/// Whether the text of a file shows that it gets the name through the module at `path`. What cannot be read may.
bool gets(const std::string& user, std::string_view path, std::string_view name) {
  Result<SourceFile> source = SourceFile::load(user);
  if (!source) return true;
  const auto tree = SyntaxTree::parse(std::move(*source));
  return tree->first_error() || Looker(*SemanticModel::build(*tree), path, name).finds_use();
}

/// Whether a patch goes on replacing what it names.
bool stays(const ProgramFacts& facts, std::string_view path, std::string_view dotted, const PatchPlan& plan,
           const RewriteOptions& options) {
  const auto target = facts.patch_target(dotted);
  if (!target) return true;
  if (target->file && facts.path(*target->file) != path) return false;
  const PatchMove* move = plan.find(*target);
  if (!move || move->stays()) return true;
  return move->settled && move->level != Safety::safe && !options.allow_unsafe;
}

}  // namespace

std::string_view borrower_of(std::string_view path, std::string_view name, bool through_stars, const ProgramFacts& facts) {
  for (const ProgramFacts::Borrower& borrower : facts.borrowers(path, name, through_stars))
    if (gets(facts.path(borrower.file), facts.path(borrower.from), name)) return facts.path(borrower.file);
  return {};
}

std::string foreign_need(const SemanticModel& model, const Binding& binding, const ProgramFacts& facts, const PatchPlan& plan,
                         const RewriteOptions& options) {
  if (binding.scope != ScopeId::module) return {};
  const std::string& path = model.tree().source().path();
  // What `__all__` does not list is not imported with everything else.
  const bool through_stars = !model.has_exports();
  if (const std::string_view user = borrower_of(path, binding.name, through_stars, facts); !user.empty())
    return std::string(user) + " gets `" + std::string(binding.name) + "` through this module";
  for (const PatchSite& patch : facts.patches_through(path, binding.name))
    if (stays(facts, path, patch.dotted, plan, options)) return facts.path(patch.file) + " replaces `" + patch.dotted + "`";
  return {};
}

}  // namespace codemod

#include "engine/transform/transform_context.h"

#include <algorithm>

#include "engine/edit/import_editor.h"
#include "engine/syntax/context.h"

namespace codemod {
namespace {

/// The block whose end is the end of what a conditional import makes known.
bool is_unconditional(Node statement) { return statement.parent().is(NodeKind::module); }

/// Where the import behind `root` stands; one place per block for a name imported twice.
std::vector<Node> anchors_of(const SemanticModel& model, BindingId root) {
  std::vector<Node> anchors;
  if (root == BindingId::none) return anchors;
  for (const Definition& definition : model.binding(root).definitions) {
    const bool same_block = std::ranges::any_of(
        anchors, [&](Node anchor) { return anchor.parent() == definition.statement.parent(); });
    if (!same_block) anchors.push_back(definition.statement);
  }
  return anchors;
}

}  // namespace

TransformContext::TransformContext(const SemanticModel& model, const ObjectTable& objects,
                                   const std::vector<Reference>& references, const ProgramFacts& facts,
                                   const Knowledge& knowledge, const Targets& targets)
    : model_(model),
      objects_(objects),
      references_(references),
      facts_(facts),
      knowledge_(knowledge),
      targets_(targets),
      decisions_(references.size()) {}

std::vector<std::uint32_t> TransformContext::named(std::string_view canonical) const {
  std::vector<std::uint32_t> found;
  for (std::uint32_t index = 0; index < references_.size(); ++index)
    if (references_[index].certain && references_[index].name == canonical && !has_fix(index)) found.push_back(index);
  return found;
}

std::optional<std::uint32_t> TransformContext::reference_at(Node node) const {
  const auto same = [&](const Reference& reference) {
    return reference.node == node || (reference.kind == ReferenceKind::name && chain_root(reference.node) == node);
  };
  const auto found = std::ranges::find_if(references_, same);
  if (found == references_.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - references_.begin());
}

void TransformContext::propose(Fix fix) {
  const std::size_t number = fixes_.size();
  for (std::uint32_t index = 0; index < references_.size(); ++index) {
    const TextRange range = references_[index].node.range();
    const bool covered = std::ranges::any_of(fix.edits, [&](const Edit& edit) { return edit.range.overlaps(range); });
    const bool claimed = std::ranges::any_of(fix.claims, [&](const Claim& claim) { return claim.reference == index; });
    if (covered && !claimed) fix.claims.push_back({index, transform_});
  }
  for (Claim& claim : fix.claims) {
    if (claim.transform.empty()) claim.transform = transform_;
    Decision& decision = decisions_[claim.reference];
    if (decision.kind != Decision::fix) decision = {Decision::fix, claim.transform, fix.title, {}, number};
  }
  fixes_.push_back({transform_, std::move(fix)});
}

void TransformContext::keep(std::uint32_t reference, std::string reason, std::string advice) {
  Decision& decision = decisions_[reference];
  if (decision.kind != Decision::none) return;
  if (advice.empty()) advice = std::string(knowledge_.responsible(references_[reference].name).advice);
  decision = {Decision::keep, transform_, std::move(reason), std::move(advice), 0};
}

bool TransformContext::is_usable(const Binding& binding, Node at) const {
  const bool imports_only = std::ranges::all_of(
      binding.definitions, [&](const Definition& d) { return d.origin == binding.definitions.front().origin; });
  if (!imports_only) return false;
  return std::ranges::any_of(binding.definitions, [&](const Definition& definition) {
    // Code in functions runs after the module's imports; other code sees what stands before it.
    const bool later = binding.scope == ScopeId::module && model_.function_of(at);
    if (is_unconditional(definition.statement)) return later || definition.statement.begin() < at.begin();
    return definition.statement.parent().encloses(at) && definition.statement.begin() < at.begin();
  });
}

std::optional<std::string> TransformContext::existing_import(Node at, std::string_view origin) const {
  for (std::uint32_t index = 0; index < model_.binding_count(); ++index) {
    const Binding& binding = model_.binding(static_cast<BindingId>(index));
    if (binding.definitions.front().origin != origin) continue;
    if (model_.lookup(model_.scope_of(at), binding.name) != static_cast<BindingId>(index)) continue;
    if (is_usable(binding, at)) return std::string(binding.name);
  }
  return std::nullopt;
}

std::optional<std::string> TransformContext::need_import(Fix& fix, Node at, BindingId root, std::string_view module,
                                                         std::string_view member) const {
  if (!member.empty())
    if (auto local = existing_import(at, std::string(module) + "." + std::string(member))) return local;
  if (auto local = existing_import(at, module))
    return member.empty() ? *local : *local + "." + std::string(member);
  const std::string_view local = member.empty() ? module : member;
  if (local.find('.') != std::string_view::npos) {
    // `import a.b` binds `a`.
    const std::string_view package = local.substr(0, local.find('.'));
    if (model_.lookup(model_.scope_of(at), package) != BindingId::none && !existing_import(at, package)) return std::nullopt;
  } else if (model_.lookup(model_.scope_of(at), local) != BindingId::none) {
    return std::nullopt;
  }
  std::vector<Node> anchors = anchors_of(model_, root);
  if (anchors.empty()) anchors.emplace_back();
  for (const Node anchor : anchors)
    fix.imports.push_back({std::string(module), std::string(member), std::string(local), anchor});
  return std::string(local);
}

std::string_view TransformContext::patched(const Reference& reference) const {
  const std::string_view local = reference.node.text();
  return facts_.patched(path(), reference.name, local);
}

}  // namespace codemod

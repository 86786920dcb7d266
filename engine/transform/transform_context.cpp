#include "engine/transform/transform_context.h"

#include <algorithm>
#include <set>

#include "engine/edit/definition_editor.h"
#include "engine/edit/import_editor.h"
#include "engine/syntax/context.h"
#include "engine/transform/foreign_needs.h"

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
                                   const std::vector<Reference>& references, const Surroundings& surroundings)
    : model_(model),
      objects_(objects),
      references_(references),
      facts_(surroundings.facts),
      plan_(surroundings.plan),
      knowledge_(surroundings.knowledge),
      options_(surroundings.options),
      decisions_(references.size()) {
  std::uint32_t furthest = 0;
  for (std::uint32_t index = 0; index < references.size(); ++index) {
    const Reference& reference = references[index];
    furthest_end_.push_back(furthest = std::max(furthest, reference.node.end()));
    reference_of_node_.emplace(reference.node.index(), index);
    if (reference.kind != ReferenceKind::name && reference.root == BindingId::none) continue;
    if (const Node root = chain_root(reference.node)) reference_of_node_.emplace(root.index(), index);
  }
  for (std::uint32_t index = 0; index < model.binding_count(); ++index) {
    const std::string& origin = model.binding(static_cast<BindingId>(index)).definitions.front().origin;
    if (!origin.empty()) imported_as_[origin].push_back(static_cast<BindingId>(index));
  }
}

std::vector<std::uint32_t> TransformContext::named(std::string_view canonical) const {
  std::vector<std::uint32_t> found;
  for (std::uint32_t index = 0; index < references_.size(); ++index)
    if (references_[index].certain && references_[index].name == canonical && !has_fix(index)) found.push_back(index);
  return found;
}

std::optional<std::uint32_t> TransformContext::reference_at(Node node) const {
  const auto found = reference_of_node_.find(node.index());
  if (!node || found == reference_of_node_.end()) return std::nullopt;
  return found->second;
}

std::vector<std::uint32_t> TransformContext::references_in(TextRange range) const {
  std::vector<std::uint32_t> found;
  const auto behind = std::ranges::lower_bound(references_, range.end, {}, [](const Reference& r) { return r.node.begin(); });
  for (auto index = static_cast<std::uint32_t>(behind - references_.begin()); index-- > 0 && furthest_end_[index] > range.begin;)
    if (references_[index].node.range().overlaps(range)) found.push_back(index);
  std::ranges::reverse(found);
  return found;
}

void TransformContext::propose(Fix fix) {
  const std::size_t number = fixes_.size();
  std::set<std::uint32_t> unclaimed;
  for (const Edit& edit : fix.edits)
    for (const std::uint32_t index : references_in(edit.range)) unclaimed.insert(index);
  for (const Claim& claim : fix.claims) unclaimed.erase(claim.reference);
  for (const std::uint32_t index : unclaimed) fix.claims.push_back({index, transform_});
  const auto final = std::ranges::find_if(fix.claims, [&](const Claim& claim) { return decisions_[claim.reference].is_final; });
  if (final != fix.claims.end()) {
    const Decision refusal = decisions_[final->reference];
    for (const Claim& claim : fix.claims) keep(claim.reference, refusal.message, refusal.advice);
    return;
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

void TransformContext::keep_finally(std::uint32_t reference, std::string reason, std::string advice) {
  keep(reference, std::move(reason), std::move(advice));
  Decision& decision = decisions_[reference];
  decision.is_final = decision.kind == Decision::keep;
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
  const auto found = imported_as_.find(origin);
  if (found == imported_as_.end()) return std::nullopt;
  for (const BindingId id : found->second) {
    const Binding& binding = model_.binding(id);
    if (model_.lookup(model_.scope_of(at), binding.name) == id && is_usable(binding, at)) return std::string(binding.name);
  }
  return std::nullopt;
}

std::optional<std::vector<Node>> TransformContext::import_anchors(BindingId root, Node at) const {
  std::vector<Node> anchors = anchors_of(model_, root);
  if (anchors.empty() || model_.binding(root).scope == ScopeId::module) return anchors;
  // A second import inside a function would make the name local there, also for code of the function that
  // reads the module's: where the module imports the library as well, its import serves both.
  const Node function = model_.scope(model_.binding(root).scope).node;
  bool mixed = false;
  for (std::uint32_t index = 0; index < model_.binding_count(); ++index) {
    const Binding& binding = model_.binding(static_cast<BindingId>(index));
    if (binding.scope != ScopeId::module) continue;
    for (const Definition& definition : binding.definitions) {
      if (!knowledge_.is_tracked(definition.origin)) continue;
      if (definition.statement.parent().encloses(at)) return std::vector<Node>{definition.statement};
      mixed |= std::ranges::any_of(binding.uses, [&](Node use) { return function.encloses(use); });
    }
  }
  if (mixed) return std::nullopt;
  return anchors;
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
  std::optional<std::vector<Node>> anchors = import_anchors(root, at);
  if (!anchors) return std::nullopt;
  if (anchors->empty()) anchors->emplace_back();
  for (const Node anchor : *anchors)
    fix.imports.push_back({std::string(module), std::string(member), std::string(local), anchor});
  return std::string(local);
}

std::string_view TransformContext::style(std::string_view about) const {
  const auto chosen = options_.styles.find(about);
  return chosen == options_.styles.end() ? std::string_view() : std::string_view(chosen->second);
}

std::string TransformContext::need_definition(Fix& fix, Node at, BindingId root, std::string_view preferred,
                                              std::string_view pattern) {
  const Node home = definition_home(model_, at, root);
  if (const std::optional<std::string>& name = existing_definition(home, pattern)) {
    const BindingId seen = model_.lookup(model_.scope_of(at), *name);
    if (seen != BindingId::none && model_.binding(seen).scope == ScopeId::module) return *name;
  }
  std::string name(preferred);
  for (int number = 1;; ++number) {
    DefinitionRequest request{home, name, definition_text(home, pattern, name)};
    const auto promised = std::ranges::find(promised_, name, &DefinitionRequest::name);
    const bool free = promised == promised_.end() ? identifiers(name).empty() : *promised == request;
    if (free) {
      if (promised == promised_.end()) promised_.push_back(request);
      fix.definitions.push_back(std::move(request));
      return name;
    }
    name = std::string(preferred) + "_" + std::to_string(number);
  }
}

const std::vector<Node>& TransformContext::identifiers(std::string_view name) const {
  static const std::vector<Node> kNone;
  if (identifiers_.empty())
    for (std::uint32_t index = 0; index < tree().size(); ++index)
      if (const Node node = tree().node(index); node.is(NodeKind::identifier)) identifiers_[node.text()].push_back(node);
  const auto found = identifiers_.find(name);
  return found == identifiers_.end() ? kNone : found->second;
}

const std::optional<std::string>& TransformContext::existing_definition(Node home, std::string_view pattern) const {
  const auto [known, is_new] = definitions_.try_emplace({home.index(), std::string(pattern)});
  if (is_new) known->second = codemod::existing_definition(model_, home, pattern);
  return known->second;
}

void TransformContext::need_statement(Fix& fix, Node at, BindingId root, std::string_view pattern) const {
  const Node home = definition_home(model_, at, root);
  fix.definitions.push_back({home, {}, definition_text(home, pattern, {})});
}

std::optional<std::string> TransformContext::import_seen_from(Node home, std::string_view origin) const {
  const auto found = imported_as_.find(origin);
  if (found == imported_as_.end()) return std::nullopt;
  for (const BindingId id : found->second) {
    const Binding& binding = model_.binding(id);
    const bool seen = binding.scope == ScopeId::module && std::ranges::all_of(binding.definitions, [&](const Definition& d) {
      return d.origin == origin;
    });
    if (!seen) continue;
    for (const Definition& definition : binding.definitions)
      if ((is_unconditional(definition.statement) || definition.statement.parent() == home) && stands_before_definitions(home, definition.statement))
        return std::string(binding.name);
  }
  return std::nullopt;
}

std::optional<std::string> TransformContext::need_import_for_definition(Fix& fix, Node at, BindingId root, std::string_view module,
                                                                        std::string_view member) const {
  const Node home = definition_home(model_, at, root);
  if (!member.empty())
    if (auto local = import_seen_from(home, std::string(module) + "." + std::string(member))) return local;
  if (auto local = import_seen_from(home, module)) return member.empty() ? *local : *local + "." + std::string(member);
  std::string local(member.empty() ? module : member);
  // The same import further down may be repeated.
  const std::string origin = member.empty() ? std::string(module) : std::string(module) + "." + std::string(member);
  const BindingId taken = model_.lookup_local(ScopeId::module, local);
  const bool is_same = taken == BindingId::none || std::ranges::all_of(model_.binding(taken).definitions, [&](const Definition& d) {
    return d.origin == origin;
  });
  if (!is_same) return std::nullopt;
  // Where the home has no import to stand with, the head of the module has a place.
  std::vector<Node> anchors;
  for (const Node anchor : anchors_of(model_, root))
    if (anchor.parent() == home && stands_before_definitions(home, anchor)) anchors.push_back(anchor);
  if (anchors.empty()) {
    const std::vector<Node> statements = tree().root().named_children();
    const auto first = std::ranges::find_if(statements, [](Node statement) {
      return statement.is_any(NodeKind::import_statement, NodeKind::import_from_statement);
    });
    if (first != statements.end() && !stands_before_definitions(home, *first)) return std::nullopt;
    anchors.emplace_back();
  }
  for (const Node anchor : anchors) fix.imports.push_back({std::string(module), std::string(member), local, anchor});
  return local;
}

std::string_view TransformContext::patched(const Reference& reference) const {
  const std::string_view local = reference.node.text();
  return facts_.patched(path(), reference.name, local);
}

std::string TransformContext::needed_elsewhere(const Binding& binding) const {
  return foreign_need(model_, binding, facts_, plan_, options_);
}

PatchState TransformContext::patches_of(const Reference& reference) const {
  PatchState state;
  for (const std::string_view by : facts_.patches_of(path(), reference.name, reference.node.text())) {
    const auto target = facts_.patch_target(by);
    const PatchMove* move = target ? plan_.find(*target) : nullptr;
    if (!move || move->stays()) {
      state.stays = by;
      continue;
    }
    state.moves = by;
    if (move->level > state.level) state.level = move->level, state.reason = move->reason;
  }
  return state;
}

}  // namespace codemod

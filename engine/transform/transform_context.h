#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/edit/fix.h"
#include "engine/transform/rewrite_options.h"
#include "engine/semantics/object_table.h"
#include "engine/semantics/program_facts.h"
#include "engine/semantics/semantic_model.h"
#include "engine/transform/knowledge.h"
#include "engine/transform/patch_plan.h"
#include "engine/transform/reference.h"

namespace codemod {

/// What one transform said about one reference.
struct Decision {
  enum Kind : std::uint8_t { none, keep, fix } kind = none;
  std::string_view transform;
  std::string message;
  std::string advice;
  std::size_t fix_number = 0;
  bool is_final = false;  ///< A refusal that beats later fixes as well.
};

/// A fix and who made it.
struct ProposedFix {
  std::string_view transform;
  Fix fix;
};

/// What a transform may know beside the file that it looks at.
struct Surroundings {
  const ProgramFacts& facts;
  const PatchPlan& plan;
  const Knowledge& knowledge;
  const RewriteOptions& options;
};

/// What becomes of the patches of one reference when its new name is used in the same way.
struct PatchState {
  std::string_view stays;  ///< One that does not move with it; empty when all do.
  std::string_view moves;  ///< One that moves; empty when nobody replaces it.
  Safety level = Safety::safe;
  std::string_view reason;  ///< Why it is not safe.
};

/// What a transform may read in one pass over one file, and its one way to say something.
///
/// Each reference gets one decision. A fix beats a refusal, the first fix beats later ones; the first
/// refusal beats later ones. A final refusal beats every later fix.
class TransformContext {
 public:
  TransformContext(const SemanticModel& model, const ObjectTable& objects, const std::vector<Reference>& references,
                   const Surroundings& surroundings);

  [[nodiscard]] const SemanticModel& model() const { return model_; }
  [[nodiscard]] const SyntaxTree& tree() const { return model_.tree(); }
  [[nodiscard]] std::string_view text() const { return model_.tree().text(); }
  [[nodiscard]] const std::string& path() const { return model_.tree().source().path(); }
  [[nodiscard]] const ObjectTable& objects() const { return objects_; }
  [[nodiscard]] const ProgramFacts& facts() const { return facts_; }
  [[nodiscard]] const Knowledge& knowledge() const { return knowledge_; }
  [[nodiscard]] const Targets& targets() const { return options_.targets; }
  /// The chosen style of something, such as `gather-style`; empty when none was chosen.
  [[nodiscard]] std::string_view style(std::string_view about) const;

  /// Every reference of the file, by place; the index is what a `Claim` names.
  [[nodiscard]] const std::vector<Reference>& references() const { return references_; }
  /// Indices of the references with that name that certainly mean it and that no fix has taken yet.
  [[nodiscard]] std::vector<std::uint32_t> named(std::string_view canonical) const;
  /// Index of the reference whose node this is (or whose chain starts there); nothing for other nodes.
  [[nodiscard]] std::optional<std::uint32_t> reference_at(Node node) const;
  [[nodiscard]] const Reference& reference(std::uint32_t index) const { return references_[index]; }
  /// Indices of the references that share a byte with `range`, ascending.
  [[nodiscard]] std::vector<std::uint32_t> references_in(TextRange range) const;
  [[nodiscard]] bool has_fix(std::uint32_t reference) const { return decisions_[reference].kind == Decision::fix; }
  [[nodiscard]] bool is_decided(std::uint32_t reference) const { return decisions_[reference].kind != Decision::none; }

  /// Proposes a fix. Its claims, and every reference inside the text that its edits replace, are its.
  void propose(Fix fix);
  /// Leaves a reference alone and says why; without advice, that of the knowledge table is given.
  void keep(std::uint32_t reference, std::string reason, std::string advice = {});
  /// The same for good: what later transforms propose for it is dropped, as a whole.
  void keep_finally(std::uint32_t reference, std::string reason, std::string advice);

  /// The name under which `module` (or its `member`) can be used at `at`: an existing import, or a new
  /// one that `fix` then asks for where the import behind `root` stands (at the head of the module for none).
  /// Nothing when the name means something else there; then there is no fix.
  [[nodiscard]] std::optional<std::string> need_import(Fix& fix, Node at, BindingId root, std::string_view module,
                                                       std::string_view member = {}) const;
  /// The name of a function at module level that `pattern` defines under the name `{name}` (four blanks
  /// per level, no newline at the end): one that is there already, else one that `fix` then asks for, called
  /// `preferred` or the first of `preferred_1`, … that stands nowhere in the file.
  [[nodiscard]] std::string need_definition(Fix& fix, Node at, BindingId root, std::string_view preferred,
                                            std::string_view pattern);
  /// The same for a statement that stands next to the imports, such as an import under a condition.
  void need_statement(Fix& fix, Node at, BindingId root, std::string_view pattern) const;
  /// The name of a function of `home` that `pattern` defines already.
  [[nodiscard]] const std::optional<std::string>& existing_definition(Node home, std::string_view pattern) const;
  /// The name under which the text of such a definition can use `module` (or its `member`): as `need_import`,
  /// for code that is not written yet.
  [[nodiscard]] std::optional<std::string> need_import_for_definition(Fix& fix, Node at, BindingId root, std::string_view module,
                                                                      std::string_view member = {}) const;
  /// The file replaces this name while it runs (`patch("…")`), says some file; empty when none does.
  [[nodiscard]] std::string_view patched(const Reference& reference) const;
  /// Why another file needs a module-level import that this one has no more use for; empty when none does.
  [[nodiscard]] std::string needed_elsewhere(const Binding& binding) const;
  /// The same for a reference whose new name is called with the same arguments, so that patches can move with it.
  [[nodiscard]] PatchState patches_of(const Reference& reference) const;
  /// What the run agreed on about a name that is replaced at run time.
  [[nodiscard]] const PatchPlan& plan() const { return plan_; }

  /// Every identifier of that name, by place.
  [[nodiscard]] const std::vector<Node>& identifiers(std::string_view name) const;

  /// Used by the driver.
  void enter(std::string_view transform) { transform_ = transform; }
  [[nodiscard]] std::vector<ProposedFix>& fixes() { return fixes_; }
  [[nodiscard]] std::vector<Decision>& decisions() { return decisions_; }

 private:
  [[nodiscard]] std::optional<std::vector<Node>> import_anchors(BindingId root, Node at) const;
  [[nodiscard]] std::optional<std::string> import_seen_from(Node home, std::string_view origin) const;
  [[nodiscard]] std::optional<std::string> existing_import(Node at, std::string_view origin) const;
  [[nodiscard]] bool is_usable(const Binding& binding, Node at) const;

  const SemanticModel& model_;
  const ObjectTable& objects_;
  const std::vector<Reference>& references_;
  const ProgramFacts& facts_;
  const PatchPlan& plan_;
  const Knowledge& knowledge_;
  const RewriteOptions& options_;
  std::string_view transform_;
  std::vector<ProposedFix> fixes_;
  std::vector<Decision> decisions_;
  mutable std::unordered_map<std::string_view, std::vector<Node>> identifiers_;  // by name, filled when first asked for
  mutable std::map<std::pair<std::uint32_t, std::string>, std::optional<std::string>> definitions_;  // by home and pattern
  std::vector<DefinitionRequest> promised_;  // definitions that fixes of this pass ask for
  std::vector<std::uint32_t> furthest_end_;  // of the references up to each
  std::unordered_map<std::uint32_t, std::uint32_t> reference_of_node_;
  std::unordered_map<std::string_view, std::vector<BindingId>> imported_as_;  // by origin
};

}  // namespace codemod

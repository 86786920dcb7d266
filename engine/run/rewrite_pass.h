#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "engine/edit/composer.h"
#include "engine/run/ledger.h"
#include "engine/run/rewrite_file.h"
#include "engine/syntax/syntax_tree.h"
#include "engine/transform/suppressions.h"
#include "engine/transform/transform_context.h"

namespace codemod {

/// What one pass did to a text.
struct PassOutcome {
  std::string text;                  ///< Unchanged when nothing was applied.
  std::vector<TextChange> changes;
  std::vector<std::string> applied;  ///< Transforms whose fixes were applied.
  std::uint32_t held_back = 0;       ///< Unsafe fixes that were left out.
  Version needs{};
  std::vector<Notice> notices;       ///< Imports that stay for other files.
};

/// Fixes (by transform and first edit) that made a text unparsable and are not tried again.
using BannedFixes = std::set<std::pair<std::string, std::uint32_t>>;

/// Runs the transforms once over a text, composes what they propose and tells the ledger.
class RewritePass {
 public:
  RewritePass(const SyntaxTree& tree, const RunContext& run);

  [[nodiscard]] const std::vector<Reference>& references() const { return references_; }
  /// Lets the transforms look, and settles suppressions and levels.
  void analyse();
  /// Composes the fixes that are left, but for the banned ones.
  [[nodiscard]] PassOutcome compose(const BannedFixes& banned) const;
  /// Numbers of the fixes that `compose` would apply.
  [[nodiscard]] std::vector<std::size_t> applicable(const BannedFixes& banned) const;
  /// Applies these fixes alone, to find out whether the culprit is among them.
  [[nodiscard]] PassOutcome compose_only(std::span<const std::size_t> fixes) const { return apply(fixes); }
  [[nodiscard]] std::pair<std::string, std::uint32_t> key_of(std::size_t fix) const;
  /// Writes the decisions of the pass, given which fixes were applied.
  void record(Ledger& ledger, const BannedFixes& banned) const;
  [[nodiscard]] bool skips_file() const { return suppressions_.skips_file(); }
  [[nodiscard]] std::vector<Notice> unused_suppressions() const;

 private:
  struct Verdict {
    bool suppressed = false;
    bool held_back = false;
  };
  [[nodiscard]] PassOutcome apply(std::span<const std::size_t> fixes) const;
  void judge();
  /// Whether another file needs an import; notes why.
  bool is_needed(const Binding& binding, std::vector<Notice>& notices) const;
  void link(std::size_t index, std::size_t entry, Ledger& ledger, const BannedFixes& banned) const;

  const SyntaxTree& tree_;
  const RunContext& run_;
  std::unique_ptr<const SemanticModel> model_;
  ObjectTable objects_;
  std::vector<Reference> references_;
  std::vector<ProposedFix> fixes_;
  std::vector<Decision> decisions_;
  std::vector<Verdict> verdicts_;        // by fix
  std::vector<bool> suppressed_;         // by reference
  Suppressions suppressions_;
};

}  // namespace codemod

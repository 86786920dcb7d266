#pragma once

#include <string>
#include <vector>

#include "engine/edit/new_name.h"
#include "engine/edit/safety.h"
#include "engine/semantics/semantic_model.h"
#include "engine/source/text_range.h"
#include "engine/support/version.h"

namespace codemod {

/// Gives `range` a new text. An empty range inserts, an empty text deletes.
struct Edit {
  TextRange range;
  std::string text;
  friend bool operator==(const Edit&, const Edit&) = default;
};

/// A module, or a member of one, that the new text needs under `local`; it is imported where
/// `anchor`, an import statement, stands (at the head of the module when that is null).
struct ImportRequest {
  std::string module;
  std::string member;  ///< Empty for the module itself.
  std::string local;
  Node anchor;
};

/// A function that the new text calls; it is defined where `home` (the module, or a block at module level) ends
/// its imports.
struct DefinitionRequest {
  Node home;
  std::string name;  ///< Empty for a statement that makes a name available, which stands next to the imports.
  std::string text;  ///< Its first line is not indented, its last one not ended.
  friend bool operator==(const DefinitionRequest&, const DefinitionRequest&) = default;
};

/// A reference that a fix makes disappear or changes the meaning of.
struct Claim {
  std::uint32_t reference = 0;  ///< Index in the references of the pass.
  std::string_view transform;   ///< Who rewrites it; the fix's own transform when empty.
  NewName becomes = {};                    ///< What is used in its place, in the same way; empty when nothing is.
  std::vector<std::string> follows = {};  ///< Patches that it takes part in, by their keys in the plan of the run.
};

/// Edits that are applied together or not at all.
struct Fix {
  std::vector<Edit> edits;
  std::vector<TextRange> guards;  ///< Relied upon; must not be written by other fixes.
  std::vector<TextRange> moves;   ///< Whole lines that come to stand on another level; others must not add lines to them.
  std::vector<ImportRequest> imports;
  std::vector<DefinitionRequest> definitions;
  std::vector<Node> drops;  ///< Imported names (`dotted_name` or `aliased_import`) that nothing uses.
  std::vector<Claim> claims;
  Safety safety = Safety::unsafe;  ///< Claiming `safe` is a decision.
  Version needs{};                 ///< Lowest library version that the new text needs.
  std::string title;               ///< What it does, in the imperative, for the ledger.

  void replace(Node node, std::string text) { edits.push_back({node.range(), std::move(text)}); }
  void replace(TextRange range, std::string text) { edits.push_back({range, std::move(text)}); }
  void insert(std::uint32_t offset, std::string text) { edits.push_back({{offset, offset}, std::move(text)}); }
  void erase(TextRange range) { edits.push_back({range, {}}); }
  /// Raises the level; a fix is as safe as its least safe part.
  void at_least(Safety level) { safety = std::max(safety, level); }
  void need(Version version) { needs = std::max(needs, version); }
};

}  // namespace codemod

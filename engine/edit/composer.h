#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/edit/fix.h"
#include "engine/syntax/syntax_tree.h"

namespace codemod {

/// Accepts fixes whole or defers them whole; what is deferred is derived anew in the next
/// pass. Two edits conflict when they overlap or touch, unless they are byte-identical
/// replacements; writing into a guard conflicts, and so does writing lines, with the indentation that the text has now,
/// among lines that move. Insertions at one place conflict, so that order never decides.
class Composer {
 public:
  /// Takes `fix`, or returns false to leave it for the next pass. A fix whose own edits overlap is never taken.
  bool accept(const Fix& fix);
  /// Takes an edit that belongs to no fix (imports), even where it touches another; deletions may overlap.
  void add(Edit edit);
  /// Inserts text before whatever accepted edits do at that place; only lines of imports stay before it.
  void insert_ahead(std::uint32_t offset, std::string text);
  /// The accepted edits, ascending and disjoint.
  [[nodiscard]] std::vector<Edit> edits() const;
  /// Whether accepted edits remove the text of `range`.
  [[nodiscard]] bool erases(TextRange range) const;
  /// Whether some accepted edit in `region` brings in the variable `name`.
  [[nodiscard]] bool writes_name(std::string_view name, TextRange region) const;

 private:
  using Edits = std::multimap<TextRange, std::string>;

  [[nodiscard]] bool conflicts(const Fix& fix) const;
  [[nodiscard]] bool conflicts(const Edit& edit) const;
  [[nodiscard]] bool has_edit_into(TextRange guard) const;
  [[nodiscard]] bool adds_lines_to(TextRange move) const;
  /// Adds a range to others, joined with those that it overlaps.
  static void add(TextRange range, std::set<TextRange>& to);

  Edits edits_;                 // disjoint, so that their ends ascend as well
  std::set<TextRange> guards_;  // those that overlap joined
  std::set<TextRange> moves_;   // the same
};

/// Whether `text` has `word` as a whole word that is not behind a dot, and not the name of a keyword argument.
[[nodiscard]] bool has_word(std::string_view text, std::string_view word);

/// A text after edits, and where each edit went.
struct AppliedEdits {
  std::string text;
  std::vector<TextChange> changes;
};

/// Applies ascending, disjoint edits.
[[nodiscard]] AppliedEdits apply_edits(std::string_view text, const std::vector<Edit>& edits);

/// Where an offset of the old text is in the new one; nothing when an edit replaced it.
[[nodiscard]] std::optional<std::uint32_t> map_offset(std::uint32_t offset, const std::vector<TextChange>& changes);

}  // namespace codemod

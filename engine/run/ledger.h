#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/report/file_report.h"
#include "engine/source/source_file.h"
#include "engine/syntax/syntax_tree.h"
#include "engine/transform/reference.h"

namespace codemod {

/// Follows the references of the first pass through all later ones, so that each ends with
/// exactly one outcome at its original place.
class Ledger {
 public:
  /// Opens an entry per reference of the untouched file.
  Ledger(const SourceFile& source, const std::vector<Reference>& references);

  /// The entry of a reference of the current pass; nothing for one that a rewrite brought in.
  [[nodiscard]] std::optional<std::size_t> entry_of(const Reference& reference) const;
  void set(std::size_t entry, Outcome outcome, Safety level, std::string_view transform, std::string message, std::string advice);
  /// Notes what the fix that is meant for an entry promises to the other files of the run; before `set`.
  void link(std::size_t entry, NewName becomes, std::vector<std::string> follows);
  /// Moves the places of the entries to where the edits took them.
  void move(const std::vector<TextChange>& changes);
  [[nodiscard]] std::vector<ReferenceReport> take() { return std::move(entries_); }

 private:
  using Place = std::pair<std::uint32_t, ReferenceKind>;

  std::vector<ReferenceReport> entries_;
  std::map<Place, std::size_t> places_;
};

}  // namespace codemod

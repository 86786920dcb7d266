#include "engine/edit/composer.h"

#include <algorithm>
#include <iterator>

#include "engine/support/check.h"

namespace codemod {
namespace {

bool is_word_char(char c) { return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A pure deletion or replacement may stand directly behind another; two insertions at one
/// place, or an insertion at the border of a replacement, have no order of their own.
bool edits_conflict(TextRange range, std::string_view text, TextRange taken, std::string_view taken_text) {
  if (range.empty() || taken.empty()) return range.touches(taken);
  if (range == taken && text == taken_text) return false;
  return range.overlaps(taken);
}

bool writes_into(TextRange written, TextRange guard) {
  return written.empty() ? guard.begin < written.begin && written.begin < guard.end : written.overlaps(guard);
}

/// Whether an edit writes lines among those of `move`, or at their end.
bool adds_line(TextRange range, std::string_view text, TextRange move) {
  return range.begin <= move.end && move.begin <= range.end && text.find_first_of("\r\n") != std::string_view::npos;
}

TextRange range_of(const std::pair<const TextRange, std::string>& edit) { return edit.first; }
TextRange range_of(TextRange range) { return range; }

/// The first of some ordered, disjoint ranges that ends at or behind the beginning of `range`.
template <class Ranges>
auto first_touching(const Ranges& ranges, TextRange range) {
  auto at = ranges.lower_bound(TextRange{range.begin, 0});
  while (at != ranges.begin() && range_of(*std::prev(at)).end >= range.begin) --at;
  return at;
}

/// Whether two edits of a fix overlap.
bool overlaps_itself(const Fix& fix) {
  if (fix.edits.size() < 2) return false;
  std::vector<const Edit*> sorted;
  sorted.reserve(fix.edits.size());
  for (const Edit& edit : fix.edits) sorted.push_back(&edit);
  std::ranges::sort(sorted, {}, [](const Edit* edit) { return edit->range; });
  for (std::size_t i = 1; i < sorted.size(); ++i)
    if (sorted[i - 1]->range.end > sorted[i]->range.begin && *sorted[i - 1] != *sorted[i]) return true;
  return false;
}

}  // namespace

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const bool starts = at == 0 || (!is_word_char(text[at - 1]) && text[at - 1] != '.');
    const std::size_t end = at + word.size();
    // `shield=True` names a parameter.
    const bool keyword = end < text.size() && text[end] == '=' && !text.substr(end).starts_with("==");
    if (starts && !keyword && (end == text.size() || !is_word_char(text[end]))) return true;
  }
  return false;
}

bool Composer::conflicts(const Edit& edit) const {
  for (auto at = first_touching(edits_, edit.range); at != edits_.end() && at->first.begin <= edit.range.end; ++at)
    if (edits_conflict(edit.range, edit.text, at->first, at->second)) return true;
  for (auto at = first_touching(guards_, edit.range); at != guards_.end() && at->begin <= edit.range.end; ++at)
    if (writes_into(edit.range, *at)) return true;
  for (auto at = first_touching(moves_, edit.range); at != moves_.end() && at->begin <= edit.range.end; ++at)
    if (adds_line(edit.range, edit.text, *at)) return true;
  return false;
}

bool Composer::adds_lines_to(TextRange move) const {
  for (auto at = first_touching(edits_, move); at != edits_.end() && at->first.begin <= move.end; ++at)
    if (adds_line(at->first, at->second, move)) return true;
  for (auto at = first_touching(moves_, move); at != moves_.end() && at->begin <= move.end; ++at)
    if (at->overlaps(move)) return true;
  return false;
}

bool Composer::has_edit_into(TextRange guard) const {
  for (auto at = first_touching(edits_, guard); at != edits_.end() && at->first.begin <= guard.end; ++at)
    if (writes_into(at->first, guard)) return true;
  return false;
}

bool Composer::conflicts(const Fix& fix) const {
  return overlaps_itself(fix) || std::ranges::any_of(fix.edits, [&](const Edit& edit) { return conflicts(edit); }) ||
         std::ranges::any_of(fix.guards, [&](TextRange guard) { return has_edit_into(guard); }) ||
         std::ranges::any_of(fix.moves, [&](TextRange move) { return adds_lines_to(move); });
}

void Composer::add(TextRange range, std::set<TextRange>& to) {
  auto at = first_touching(to, range);
  while (at != to.end() && at->begin <= range.end) {
    if (!at->overlaps(range)) {
      ++at;
      continue;
    }
    range = {std::min(range.begin, at->begin), std::max(range.end, at->end)};
    at = to.erase(at);
  }
  to.insert(range);
}

bool Composer::accept(const Fix& fix) {
  if (conflicts(fix)) return false;
  for (const Edit& edit : fix.edits) {
    // The same replacement may be asked for twice; insertions stand one behind the other.
    const bool shared = !edit.range.empty() && edits_.contains(edit.range);
    if (!shared) edits_.emplace(edit.range, edit.text);
  }
  for (const TextRange guard : fix.guards) add(guard, guards_);
  for (const TextRange move : fix.moves) add(move, moves_);
  return true;
}

void Composer::add(Edit edit) {
  // What two deletions share is deleted once.
  auto at = first_touching(edits_, edit.range);
  while (edit.text.empty() && at != edits_.end() && at->first.begin < edit.range.end) {
    if (!at->second.empty() || !at->first.overlaps(edit.range)) {
      ++at;
      continue;
    }
    edit.range = {std::min(edit.range.begin, at->first.begin), std::max(edit.range.end, at->first.end)};
    at = edits_.erase(at);
  }
  edits_.emplace(edit.range, std::move(edit.text));
}

void Composer::insert_ahead(std::uint32_t offset, std::string text) {
  // What spans the place is replaced as a whole.
  for (auto at = first_touching(edits_, {offset, offset}); at != edits_.end() && at->first.begin < offset; ++at)
    if (at->first.end > offset) offset = at->first.begin;
  const TextRange place{offset, offset};
  const auto taken = edits_.find(place);
  if (taken == edits_.end()) {
    edits_.emplace(place, std::move(text));
  } else {
    const std::string_view line = std::string_view(taken->second).substr(std::min(taken->second.find_first_not_of(" \t\r\n"), taken->second.size()));
    const bool imports = line.starts_with("import ") || line.starts_with("from ");
    // Imports that head a file are followed by one blank line; functions want another one.
    if (imports && taken->second.ends_with("\r\n\r\n")) taken->second += "\r\n";
    else if (imports && (taken->second.ends_with("\n\n") || taken->second.ends_with("\r\r"))) taken->second += taken->second.back();
    taken->second = imports ? taken->second + text : text + taken->second;
  }
}

std::vector<Edit> Composer::edits() const {
  std::vector<Edit> sorted;
  sorted.reserve(edits_.size());
  for (const auto& [range, text] : edits_) {
    CODEMOD_CHECK(sorted.empty() || sorted.back().range.end <= range.begin);
    sorted.push_back({range, text});
  }
  return sorted;
}

bool Composer::erases(TextRange range) const {
  for (auto at = first_touching(edits_, range); at != edits_.end() && at->first.begin <= range.end; ++at)
    if (at->first.overlaps(range)) return true;
  return false;
}

bool Composer::writes_name(std::string_view name, TextRange region) const {
  return std::ranges::any_of(edits_, [&](const auto& edit) {
    return edit.first.begin <= region.end && region.begin <= edit.first.end && has_word(edit.second, name);
  });
}

AppliedEdits apply_edits(std::string_view text, const std::vector<Edit>& edits) {
  AppliedEdits applied;
  applied.text.reserve(text.size() + 256);
  std::uint32_t copied = 0;
  for (const Edit& edit : edits) {
    applied.text.append(text.substr(copied, edit.range.begin - copied));
    TextChange change;
    change.before = edit.range;
    change.after_begin = static_cast<std::uint32_t>(applied.text.size());
    applied.text.append(edit.text);
    change.after_end = static_cast<std::uint32_t>(applied.text.size());
    applied.changes.push_back(change);
    copied = edit.range.end;
  }
  applied.text.append(text.substr(copied));
  return applied;
}

std::optional<std::uint32_t> map_offset(std::uint32_t offset, const std::vector<TextChange>& changes) {
  const auto next = std::ranges::upper_bound(changes, offset, {}, [](const TextChange& change) { return change.before.begin; });
  if (next == changes.begin()) return offset;
  const TextChange& last = *(next - 1);
  if (last.before.contains(offset)) return std::nullopt;
  return offset - last.before.end + last.after_end;
}

}  // namespace codemod

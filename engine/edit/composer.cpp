#include "engine/edit/composer.h"

#include <algorithm>

#include "engine/support/check.h"

namespace codemod {
namespace {

/// A pure deletion or replacement may stand directly behind another; two insertions at one
/// place, or an insertion at the border of a replacement, have no order of their own.
bool edits_conflict(const Edit& a, const Edit& b) {
  if (a == b && !a.range.empty()) return false;
  if (a.range.empty() || b.range.empty()) return a.range.touches(b.range);
  return a.range.overlaps(b.range);
}

bool writes_into(const Edit& edit, TextRange guard) {
  return edit.range.empty() ? guard.begin < edit.range.begin && edit.range.begin < guard.end : edit.range.overlaps(guard);
}

}  // namespace

bool Composer::conflicts(const Fix& fix) const {
  for (const Edit& edit : fix.edits) {
    if (std::ranges::any_of(edits_, [&](const Edit& taken) { return edits_conflict(edit, taken); })) return true;
    if (std::ranges::any_of(guards_, [&](TextRange guard) { return writes_into(edit, guard); })) return true;
  }
  return std::ranges::any_of(fix.guards, [&](TextRange guard) {
    return std::ranges::any_of(edits_, [&](const Edit& taken) { return writes_into(taken, guard); });
  });
}

bool Composer::accept(const Fix& fix) {
  if (conflicts(fix)) return false;
  for (const Edit& edit : fix.edits)
    if (std::ranges::find(edits_, edit) == edits_.end()) edits_.push_back(edit);
  guards_.insert(guards_.end(), fix.guards.begin(), fix.guards.end());
  return true;
}

void Composer::add(Edit edit) { edits_.push_back(std::move(edit)); }

std::vector<Edit> Composer::edits() const {
  std::vector<Edit> sorted = edits_;
  std::ranges::stable_sort(sorted, {}, [](const Edit& edit) { return edit.range; });
  for (std::size_t i = 1; i < sorted.size(); ++i) CODEMOD_CHECK(sorted[i - 1].range.end <= sorted[i].range.begin);
  return sorted;
}

bool Composer::erases(TextRange range) const {
  return std::ranges::any_of(edits_, [=](const Edit& edit) { return edit.range.overlaps(range); });
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

#include "engine/run/ledger.h"

#include "engine/edit/composer.h"
#include "engine/source/encoding.h"

namespace codemod {

Ledger::Ledger(const SourceFile& source, const std::vector<Reference>& references) {
  const Encoding encoding = detect_encoding(source.bytes()).value_or(Encoding::utf8);
  std::uint32_t offset = 0;
  LineColumn place;
  for (const Reference& reference : references) {
    const std::uint32_t begin = reference.node.begin();
    // A line may hold a great many: only the way from one to the next is counted.
    if (place.line == source.line_number(begin) && offset > 0 && offset <= begin)
      place.column += static_cast<std::uint32_t>(count_code_points(source.bytes().substr(offset, begin - offset), encoding));
    else place = source.line_column(begin);
    offset = begin;
    ReferenceReport entry;
    entry.line = place.line;
    entry.column = place.column;
    entry.kind = reference.counted_as;
    entry.name = reference.spelled;
    entry.local = reference.node.text();
    // A use that may be of either of two objects is one place.
    if (places_.emplace(Place(reference.node.begin(), reference.counted_as), entries_.size()).second) entries_.push_back(std::move(entry));
  }
}

std::optional<std::size_t> Ledger::entry_of(const Reference& reference) const {
  const auto found = places_.find(Place(reference.node.begin(), reference.counted_as));
  if (found == places_.end()) return std::nullopt;
  return found->second;
}

void Ledger::set(std::size_t entry, Outcome outcome, Safety level, std::string_view transform, std::string message,
                 std::string advice) {
  ReferenceReport& report = entries_[entry];
  if (report.outcome == Outcome::rewritten) return;
  report.outcome = outcome;
  report.level = level;
  report.transform = transform;
  report.message = std::move(message);
  report.advice = std::move(advice);
}

void Ledger::link(std::size_t entry, NewName becomes, std::vector<std::string> follows) {
  ReferenceReport& report = entries_[entry];
  if (report.outcome == Outcome::rewritten) return;
  report.becomes = std::move(becomes);
  report.follows = std::move(follows);
}

void Ledger::move(const std::vector<TextChange>& changes) {
  std::map<Place, std::size_t> moved;
  for (const auto& [place, entry] : places_)
    if (const auto offset = map_offset(place.first, changes)) moved.emplace(Place(*offset, place.second), entry);
  places_ = std::move(moved);
}

}  // namespace codemod

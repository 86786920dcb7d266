#include "engine/report/summary.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace codemod {
namespace {

constexpr std::size_t kReasonsShown = 8;

void count_outcome(ReferenceCounts& counts, Outcome outcome) {
  ++counts.found;
  switch (outcome) {
    case Outcome::rewritten:
      ++counts.rewritten;
      return;
    case Outcome::kept:
      ++counts.kept;
      return;
    case Outcome::suppressed:
      ++counts.suppressed;
      return;
  }
}

/// The column of the status table that a reference belongs to.
std::size_t& column(TransformCounts& counts, const ReferenceReport& reference) {
  if (reference.outcome == Outcome::suppressed) return counts.suppressed;
  if (reference.level == Safety::unsafe) return counts.unsafe;
  return reference.outcome == Outcome::rewritten ? counts.safe : counts.kept;
}

std::string counted(std::size_t number, std::string_view noun) {
  return std::to_string(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

/// The reason without the place that messages about files begin with: `path:3: `.
std::string_view without_place(std::string_view reason, std::string_view path) {
  if (!reason.starts_with(path)) return reason;
  const std::string_view rest = reason.substr(path.size());
  const std::size_t end = rest.find_first_not_of(":0123456789");
  return end == std::string_view::npos || rest[end] != ' ' ? reason : rest.substr(end + 1);
}

/// What files that were skipped for the same reason have in common: no remedy, no detail in
/// parentheses, no line number.
std::string_view kind_of_reason(std::string_view reason, std::string_view path) {
  reason = without_place(reason, path);
  for (const std::string_view detail : {": ", " (", ", file left", ", at line", " at line"})
    reason = reason.substr(0, reason.find(detail));
  return reason;
}

std::string file_line(const Summary& summary, const SummaryWords& words) {
  const std::size_t unchanged = summary.files - summary.changed - summary.skipped;
  std::string text = counted(summary.files, "file") + ": " + std::to_string(summary.changed) + " " +
                     std::string(words.changed_verb) + ", " + std::to_string(unchanged) +
                     " unchanged";
  if (summary.skipped > 0) text += ", " + std::to_string(summary.skipped) + " skipped";
  return text + "\n";
}

std::string reference_line(const ReferenceCounts& counts, std::string_view module) {
  return counted(counts.found, std::string(module) + " reference") + ": " +
         std::to_string(counts.rewritten) + " rewritten, " + std::to_string(counts.kept) +
         " kept, " + std::to_string(counts.suppressed) + " suppressed\n";
}

}  // namespace

void add(Summary& summary, const FileReport& report) {
  ++summary.files;
  if (report.changed()) ++summary.changed;
  if (report.skipped) add_skip(summary, *report.skipped, report.path);
  summary.held_back += report.held_back;
  summary.needs_library = std::max(summary.needs_library, report.needs_library);
  for (const ReferenceReport& reference : report.references) {
    count_outcome(summary.references, reference.outcome);
    ++column(summary.transforms[reference.transform], reference);
    if (reference.outcome == Outcome::kept) ++summary.kept_by_file[report.path];
  }
}

void add_skip(Summary& summary, std::string_view reason, std::string_view path) {
  ++summary.skipped;
  ++summary.skip_reasons[std::string(kind_of_reason(reason, path))];
}

std::string skip_lines(const Summary& summary) {
  std::vector<std::pair<std::string, std::size_t>> reasons(summary.skip_reasons.begin(),
                                                           summary.skip_reasons.end());
  std::ranges::sort(reasons, [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  std::string text;
  std::size_t left = summary.skipped;
  for (std::size_t i = 0; i < std::min(reasons.size(), kReasonsShown); ++i) {
    text += "  skipped " + std::to_string(reasons[i].second) + ": " + reasons[i].first + "\n";
    left -= reasons[i].second;
  }
  if (left > 0) text += "  skipped " + std::to_string(left) + " for other reasons\n";
  return text;
}

std::string summary_text(const Summary& summary, const SummaryWords& words) {
  std::string text = file_line(summary, words) + skip_lines(summary) +
                     reference_line(summary.references, words.module);
  if (summary.held_back > 0)
    text += std::to_string(summary.held_back) +
            (summary.held_back == 1 ? " unsafe fix" : " unsafe fixes") +
            " held back (--unsafe applies them)\n";
  if (summary.needs_library > Version{})
    text += "the result needs " + std::string(words.library) + " " +
            to_string(summary.needs_library) + " or newer\n";
  return text;
}

}  // namespace codemod

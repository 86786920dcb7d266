#include "engine/report/text_report.h"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

namespace codemod {
namespace {

constexpr std::size_t kColumns = 80;
constexpr std::size_t kTopFiles = 10;
constexpr std::size_t kNumberWidth = 8;
constexpr std::size_t kBarWidth = 30;

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kRed = "\x1b[31m";
constexpr std::string_view kGreen = "\x1b[32m";
constexpr std::string_view kCyan = "\x1b[36m";
constexpr std::string_view kReset = "\x1b[m";

std::string place(const FileReport& report, std::uint32_t line, std::uint32_t column) {
  return printable(report.path) + ":" + std::to_string(line) + ":" + std::to_string(column) + ": ";
}

/// Lines of a hunk that are still to come, so that a removed `-- x` is not taken for a header.
struct HunkProgress {
  unsigned old_lines = 0;
  unsigned new_lines = 0;
  [[nodiscard]] bool inside() const { return old_lines > 0 || new_lines > 0; }
};

/// Reads `12,7` or `12` and answers the number of lines.
unsigned range_length(std::string_view range) {
  const std::size_t comma = range.find(',');
  if (comma == std::string_view::npos) return 1;
  unsigned length = 0;
  std::from_chars(range.data() + comma + 1, range.data() + range.size(), length);
  return length;
}

/// Reads `@@ -12,7 +12,8 @@`.
HunkProgress read_hunk_header(std::string_view line) {
  const std::size_t minus = line.find('-');
  const std::size_t plus = line.find('+');
  if (minus == std::string_view::npos || plus == std::string_view::npos || plus < minus) return {};
  const std::size_t end = std::min(line.find(' ', plus), line.size());
  return {range_length(line.substr(minus, plus - 1 - minus)),
          range_length(line.substr(plus, end - plus))};
}

/// The colour of a line; keeps count of the hunk.
std::string_view color_of(std::string_view line, HunkProgress& hunk) {
  if (line.starts_with('\\')) return "";
  if (!hunk.inside()) {
    if (!line.starts_with("@@")) return kBold;
    hunk = read_hunk_header(line);
    return kCyan;
  }
  if (!line.starts_with('+') && hunk.old_lines > 0) --hunk.old_lines;
  if (!line.starts_with('-') && hunk.new_lines > 0) --hunk.new_lines;
  if (line.starts_with('-')) return kRed;
  return line.starts_with('+') ? kGreen : std::string_view();
}

std::string left(std::string_view text, std::size_t width) {
  std::string padded(text);
  if (padded.size() < width) padded.append(width - padded.size(), ' ');
  return padded;
}

std::string right(std::string_view text, std::size_t width) {
  return std::string(width > text.size() ? width - text.size() : 0, ' ') + std::string(text);
}

std::string number(std::size_t value) { return right(std::to_string(value), kNumberWidth); }

std::string percent(std::size_t part, std::size_t whole) {
  // Rounded down, so that 100 % means all of them.
  return right(std::to_string(whole == 0 ? 0 : part * 100 / whole), 5) + " %";
}

/// The end of a path that fits, cut between characters.
std::string fitted(std::string_view path, std::size_t width) {
  std::string text = printable(path);
  if (text.size() <= width) return text;
  std::size_t begin = text.size() - (width - 3);
  while (begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) ++begin;
  return "..." + text.substr(begin);
}

TransformCounts sum_of(const Summary& summary) {
  TransformCounts sum;
  for (const auto& [name, counts] : summary.transforms) {
    sum.safe += counts.safe;
    sum.unsafe += counts.unsafe;
    sum.kept += counts.kept;
    sum.suppressed += counts.suppressed;
  }
  return sum;
}

std::string share_line(std::string_view label, std::size_t part, std::size_t whole) {
  std::string line = "  " + left(label, 24) + number(part) + percent(part, whole);
  const std::size_t bar = whole == 0 ? 0 : part * kBarWidth / whole;
  if (bar > 0) line += "  " + std::string(bar, '#');
  return line + "\n";
}

std::string totals_text(const Summary& summary, std::string_view module) {
  const ReferenceCounts& references = summary.references;
  const TransformCounts sum = sum_of(summary);
  std::string text = std::to_string(references.found) + " " + std::string(module) +
                     " references in " + std::to_string(summary.files) +
                     (summary.files == 1 ? " file\n" : " files\n");
  const std::size_t held_back = references.kept - sum.kept;
  text += share_line("rewritten", references.rewritten, references.found);
  text += share_line("held back (--unsafe)", held_back, references.found);
  text += share_line("left for a person", sum.kept, references.found);
  return text + share_line("suppressed", references.suppressed, references.found);
}

std::string transform_row(std::string_view name, const TransformCounts& counts) {
  return "  " + left(name, 24) + number(counts.safe) + number(counts.unsafe) + number(counts.kept) +
         right(std::to_string(counts.suppressed), kNumberWidth + 4) + "\n";
}

std::string transform_table(const Summary& summary) {
  std::string text = "\n  " + left("transform", 24) + right("safe", kNumberWidth) +
                     right("unsafe", kNumberWidth) + right("kept", kNumberWidth) +
                     right("suppressed", kNumberWidth + 4) + "\n";
  for (const auto& [name, counts] : summary.transforms) text += transform_row(name, counts);
  return text + transform_row("total", sum_of(summary));
}

std::string most_kept(const Summary& summary) {
  std::vector<std::pair<std::string_view, std::size_t>> files(summary.kept_by_file.begin(),
                                                              summary.kept_by_file.end());
  std::ranges::sort(files, [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  std::string text = "\n  files that keep most\n";
  for (std::size_t i = 0; i < std::min(files.size(), kTopFiles); ++i)
    text +=
        number(files[i].second) + "  " + fitted(files[i].first, kColumns - kNumberWidth - 2) + "\n";
  if (files.size() > kTopFiles)
    text += right("...", kNumberWidth) + "  " + std::to_string(files.size() - kTopFiles) +
            " more files\n";
  return text;
}

}  // namespace

std::string kept_lines(const FileReport& report) {
  std::string text;
  for (const ReferenceReport& reference : report.references) {
    if (reference.outcome != Outcome::kept) continue;
    text += place(report, reference.line, reference.column) + reference.transform + ": " +
            printable(reference.message);
    if (!reference.advice.empty()) text += " (" + printable(reference.advice) + ")";
    text += "\n";
  }
  return text;
}

std::string notice_lines(const FileReport& report) {
  std::string text;
  for (const Notice& notice : report.notices)
    text += place(report, notice.line, notice.column) + notice.transform + ": " +
            printable(notice.message) + "\n";
  return text;
}

std::string colored_diff(std::string_view diff) {
  std::string colored;
  HunkProgress hunk;
  while (!diff.empty()) {
    const std::size_t end = std::min(diff.find('\n'), diff.size());
    const std::string_view line = diff.substr(0, end);
    const std::string_view color = color_of(line, hunk);
    colored.append(color).append(line);
    if (!color.empty()) colored.append(kReset);
    if (end < diff.size()) colored += '\n';
    diff.remove_prefix(std::min(end + 1, diff.size()));
  }
  return colored;
}

std::string printable(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string safe;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7F) {
      safe += c;
      continue;
    }
    safe.append("\\x").append(1, kDigits[byte >> 4U]).append(1, kDigits[byte & 0xFU]);
  }
  return safe;
}

std::string status_text(const Summary& summary, std::string_view module) {
  std::string text = totals_text(summary, module) + skip_lines(summary);
  if (!summary.transforms.empty()) text += transform_table(summary);
  if (!summary.kept_by_file.empty()) text += most_kept(summary);
  return text;
}

}  // namespace codemod

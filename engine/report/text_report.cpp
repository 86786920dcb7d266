#include "engine/report/text_report.h"

#include <algorithm>
#include <charconv>

namespace codemod {
namespace {

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

}  // namespace codemod

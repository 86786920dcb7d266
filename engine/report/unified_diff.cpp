#include "engine/report/unified_diff.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <dtl/dtl.hpp>
#include <functional>
#include <iterator>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace codemod {
namespace {

constexpr std::size_t kContext = 3;

// Product of the line counts up to which the lines are compared exactly. Beyond it they are first
// split at lines that occur once: dtl needs memory in proportion to this product, and its own way
// out above two million entries reads out of bounds.
constexpr std::size_t kLargestTable = 250'000;

// Lines by number: equal lines have equal numbers.
using LineIds = std::vector<std::uint32_t>;
using LineSpan = std::span<const std::uint32_t>;

/// Lines of the old text that other lines take the place of; either side may be empty.
struct Change {
  std::size_t before_begin;
  std::size_t before_end;
  std::size_t after_begin;
  std::size_t after_end;
};

/// A line of either side.
struct Pair {
  std::size_t before;
  std::size_t after;
};

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t newline = text.find('\n');
    const std::size_t size = newline == text.npos ? text.size() : newline + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

/// Numbers the lines of both texts.
class LineNumbering {
 public:
  LineIds operator()(const std::vector<std::string_view>& lines) {
    LineIds ids;
    ids.reserve(lines.size());
    for (const std::string_view line : lines)
      ids.push_back(ids_.try_emplace(line, static_cast<std::uint32_t>(ids_.size())).first->second);
    return ids;
  }

 private:
  std::unordered_map<std::string_view, std::uint32_t> ids_;
};

// The longest selection in which both sides ascend, from pairs whose first side ascends.
std::vector<Pair> longest_ascending(const std::vector<Pair>& pairs) {
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::vector<std::size_t> ends;  // by length, where the selection with the smallest end ends
  std::vector<std::size_t> previous(pairs.size(), kNone);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto place = std::ranges::lower_bound(ends, pairs[i].after, {},
                                                [&](std::size_t end) { return pairs[end].after; });
    if (place != ends.begin()) previous[i] = *std::prev(place);
    if (place == ends.end()) {
      ends.push_back(i);
    } else {
      *place = i;
    }
  }
  std::vector<Pair> chain;
  for (std::size_t i = ends.empty() ? kNone : ends.back(); i != kNone; i = previous[i])
    chain.push_back(pairs[i]);
  std::ranges::reverse(chain);
  return chain;
}

/// Finds the changes between two lists of lines, in order.
class Comparison {
 public:
  Comparison(LineSpan before, LineSpan after) : before_(before), after_(after) {}

  std::vector<Change> run() && {
    const Change rest = trimmed({0, before_.size(), 0, after_.size()});
    if (is_small(rest)) {
      compare_exactly(rest);
    } else {
      compare_between_anchors(rest);
    }
    return std::move(changes_);
  }

 private:
  [[nodiscard]] Change trimmed(Change range) const;
  [[nodiscard]] std::vector<Pair> unique_pairs(Change range) const;
  void compare_exactly(Change range);
  void compare_between_anchors(Change range);

  static bool is_small(Change range) {
    return (range.before_end - range.before_begin + 1) *
               (range.after_end - range.after_begin + 1) <=
           kLargestTable;
  }
  void add(Change change) {
    if (change.before_begin != change.before_end || change.after_begin != change.after_end)
      changes_.push_back(change);
  }

  LineSpan before_;
  LineSpan after_;
  std::vector<Change> changes_;
};

// Without the equal lines at either end.
Change Comparison::trimmed(Change range) const {
  while (range.before_begin < range.before_end && range.after_begin < range.after_end &&
         before_[range.before_begin] == after_[range.after_begin]) {
    ++range.before_begin;
    ++range.after_begin;
  }
  while (range.before_begin < range.before_end && range.after_begin < range.after_end &&
         before_[range.before_end - 1] == after_[range.after_end - 1]) {
    --range.before_end;
    --range.after_end;
  }
  return range;
}

void Comparison::compare_exactly(Change range) {
  if (range.before_begin == range.before_end || range.after_begin == range.after_end)
    return add(range);
  const auto part = [](LineSpan lines, std::size_t begin, std::size_t end) {
    return LineIds(lines.begin() + static_cast<std::ptrdiff_t>(begin),
                   lines.begin() + static_cast<std::ptrdiff_t>(end));
  };
  dtl::Diff<std::uint32_t> diff(part(before_, range.before_begin, range.before_end),
                                part(after_, range.after_begin, range.after_end));
  diff.compose();
  Change change{range.before_begin, range.before_begin, range.after_begin, range.after_begin};
  for (const auto& [line, info] : diff.getSes().getSequence()) {
    if (info.type == dtl::SES_COMMON) {
      add(change);
      change = {change.before_end + 1, change.before_end + 1, change.after_end + 1,
                change.after_end + 1};
    } else {
      ++(info.type == dtl::SES_DELETE ? change.before_end : change.after_end);
    }
  }
  add(change);
}

// Equal lines that occur once on either side.
std::vector<Pair> Comparison::unique_pairs(Change range) const {
  struct Occurrence {
    std::size_t before_count = 0;
    std::size_t after_count = 0;
    std::size_t after = 0;
  };
  std::unordered_map<std::uint32_t, Occurrence> occurrences;
  for (std::size_t i = range.before_begin; i < range.before_end; ++i)
    ++occurrences[before_[i]].before_count;
  for (std::size_t i = range.after_begin; i < range.after_end; ++i) {
    Occurrence& occurrence = occurrences[after_[i]];
    ++occurrence.after_count;
    occurrence.after = i;
  }
  std::vector<Pair> pairs;
  for (std::size_t i = range.before_begin; i < range.before_end; ++i) {
    const Occurrence& occurrence = occurrences[before_[i]];
    if (occurrence.before_count == 1 && occurrence.after_count == 1)
      pairs.push_back({i, occurrence.after});
  }
  return pairs;
}

void Comparison::compare_between_anchors(Change range) {
  std::vector<Pair> anchors = longest_ascending(unique_pairs(range));
  anchors.push_back({range.before_end, range.after_end});
  for (const auto [before_end, after_end] : anchors) {
    const Change gap = trimmed({range.before_begin, before_end, range.after_begin, after_end});
    if (is_small(gap)) {
      compare_exactly(gap);
    } else {
      add(gap);  // two large blocks with next to nothing in common
    }
    range.before_begin = before_end + 1;
    range.after_begin = after_end + 1;
  }
}

// As git writes names: in quotes, with escapes, when a byte in it is special.
std::string quoted_path(std::string_view path) {
  constexpr std::string_view kSpecial = "\a\b\t\n\v\f\r\"\\";
  constexpr std::string_view kLetters = "abtnvfr\"\\";
  std::string result = "\"";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (const std::size_t special = kSpecial.find(c); special != kSpecial.npos) {
      (result += '\\') += kLetters[special];
    } else if (byte < 0x20 || byte >= 0x7F) {
      result += {'\\', static_cast<char>('0' + (byte >> 6)),
                 static_cast<char>('0' + (byte >> 3 & 7)), static_cast<char>('0' + (byte & 7))};
    } else {
      result += c;
    }
  }
  result += '"';
  return result.size() == path.size() + 2 ? std::string(path) : result;
}

// `--- a/PATH`. A tab ends names with blanks, which otherwise might be cut there.
std::string header_line(std::string_view mark, std::string_view folder, std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()));
  std::string line(mark);
  line += quoted_path(std::string(folder) + std::string(path));
  if (path.contains(' ')) line += '\t';
  return line += '\n';
}

// `12,3`, or `12` for one line. The start of an empty range is the line before it.
std::string range_text(std::size_t begin, std::size_t count) {
  std::string text = std::to_string(count == 0 ? begin : begin + 1);
  if (count != 1) (text += ',') += std::to_string(count);
  return text;
}

/// Writes hunks over the lines of both texts.
class HunkWriter {
 public:
  HunkWriter(std::span<const std::string_view> before, std::span<const std::string_view> after,
             std::string& out)
      : before_(before), after_(after), out_(out) {}

  // One hunk for changes that are close enough to share context.
  void write(std::span<const Change> changes) {
    const Change& first = changes.front();
    const Change& last = changes.back();
    const std::size_t lead = std::min(kContext, first.before_begin);
    const std::size_t tail = std::min(kContext, before_.size() - last.before_end);
    std::size_t at = first.before_begin - lead;
    out_ +=
        "@@ -" + range_text(at, last.before_end + tail - at) + " +" +
        range_text(first.after_begin - lead, last.after_end + tail - (first.after_begin - lead)) +
        " @@\n";
    for (const Change& change : changes) {
      write_lines(' ', before_.subspan(at, change.before_begin - at));
      write_lines('-',
                  before_.subspan(change.before_begin, change.before_end - change.before_begin));
      write_lines('+', after_.subspan(change.after_begin, change.after_end - change.after_begin));
      at = change.before_end;
    }
    write_lines(' ', before_.subspan(at, tail));
  }

 private:
  void write_lines(char mark, std::span<const std::string_view> lines) {
    for (const std::string_view line : lines) {
      out_ += mark;
      out_ += line;
      if (!line.ends_with('\n')) out_ += "\n\\ No newline at end of file\n";
    }
  }

  std::span<const std::string_view> before_;
  std::span<const std::string_view> after_;
  std::string& out_;
};

bool share_context(const Change& left, const Change& right) {
  return right.before_begin - left.before_end <= 2 * kContext;
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after) {
  if (before == after) return {};
  const std::vector<std::string_view> before_lines = split_lines(before);
  const std::vector<std::string_view> after_lines = split_lines(after);
  LineNumbering number;
  const LineIds before_ids = number(before_lines);
  const LineIds after_ids = number(after_lines);
  const std::vector<Change> changes = Comparison(before_ids, after_ids).run();

  std::string out = header_line("--- ", "a/", path) + header_line("+++ ", "b/", path);
  HunkWriter writer(before_lines, after_lines, out);
  for (auto begin = changes.begin(); begin != changes.end();) {
    const auto last = std::adjacent_find(begin, changes.end(), std::not_fn(share_context));
    const auto end = last == changes.end() ? last : std::next(last);
    writer.write(std::span(begin, end));
    begin = end;
  }
  return out;
}

}  // namespace codemod

#include "engine/report/status_text.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/report/status_tables.h"
#include "engine/report/text_report.h"

namespace codemod {
namespace {

constexpr std::size_t kColumns = 80;
constexpr std::size_t kShown = 10;
constexpr std::size_t kLabelWidth = 38;
constexpr std::size_t kNumberWidth = 8;
constexpr std::size_t kBarWidth = 20;

/// How many characters a terminal shows: continuation bytes of UTF-8 do not count.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string left(std::string_view text, std::size_t width) {
  const std::size_t mine = width_of(text);
  return std::string(text) + std::string(width > mine ? width - mine : 0, ' ');
}

std::string right(std::string_view text, std::size_t width) {
  return std::string(width > text.size() ? width - text.size() : 0, ' ') + std::string(text);
}

std::string number(std::size_t value) { return right(std::to_string(value), kNumberWidth); }

std::string counted(std::size_t value, std::string_view noun) {
  return std::to_string(value) + " " + std::string(noun) + (value == 1 ? "" : "s");
}

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

/// The beginning of a text that fits.
std::string cut(std::string_view text, std::size_t width) {
  std::string safe = printable(text);
  if (safe.size() <= width) return safe;
  std::size_t end = width - 3;
  while (end > 0 && (static_cast<unsigned char>(safe[end]) & 0xC0U) == 0x80U) --end;
  return safe.substr(0, end) + "...";
}

/// Writes the sections one after the other.
class StatusWriter {
 public:
  StatusWriter(const StatusDocument& document, Colors colors)
      : document_(document), colors_(colors == Colors::on) {}

  std::string write() && {
    add_totals();
    add_comparison();
    add_files();
    add_categories();
    add_transforms();
    add_folders();
    add_files_that_keep();
    add_backends();
    add_leftovers();
    return std::move(text_);
  }

 private:
  std::string colored(std::string_view code, std::string_view text) const {
    const std::string plain(text);
    return colors_ ? std::string(code) + plain + "\x1b[m" : plain;
  }

  void heading(const std::string& line) { text_ += "\n" + colored("\x1b[1m", "  " + line) + "\n"; }

  void row(std::string_view label, const std::vector<std::size_t>& numbers) {
    text_ += "  " + left(label, kLabelWidth);
    for (const std::size_t value : numbers) text_ += number(value);
    text_ += "\n";
  }

  static std::string columns(std::string_view label, const std::vector<std::string_view>& names) {
    std::string line = left(label, kLabelWidth);
    for (const std::string_view name : names) line += right(name, kNumberWidth);
    return line;
  }

  void more(std::size_t all, std::string_view noun) {
    if (all > kShown)
      text_ += "  ... " + counted(all - kShown, std::string("more ") + std::string(noun)) + "\n";
  }

  void add_share(std::string_view label, std::size_t part, std::string_view color) {
    const std::size_t whole = document_.summary.references.found;
    text_ += "  " + left(label, 30) + number(part) + percent(part, whole);
    const std::size_t bar = whole == 0 ? 0 : part * kBarWidth / whole;
    if (bar > 0) text_ += "  " + colored(color, std::string(bar, '#'));
    text_ += "\n";
  }

  void add_totals() {
    const Summary& summary = document_.summary;
    text_ = colored("\x1b[1m", counted(summary.references.found,
                                       std::string(document_.header.tracked) + " reference") +
                                   " in " + counted(summary.files, "file")) +
            "\n";
    TransformCounts sum;
    for (const auto& [name, counts] : summary.transforms) sum.kept += counts.kept;
    add_share("rewritten", summary.references.rewritten, "\x1b[32m");
    add_share("held back (--unsafe)", summary.references.kept - sum.kept, "\x1b[33m");
    add_share("left for a person", sum.kept, "\x1b[31m");
    add_share("suppressed", summary.references.suppressed, "");
    text_ += skip_lines(summary);
  }

  void add_comparison() {
    if (!document_.comparison) return;
    const Comparison& its = *document_.comparison;
    heading("since " + fitted(its.baseline, kColumns - 10));
    text_ += "  " + std::to_string(its.added) + " new, " + std::to_string(its.gone.size()) +
             " gone, " + std::to_string(its.unchanged) + " unchanged\n";
    std::size_t shown = 0;
    for (const StatusFile& file : document_.files)
      for (const StatusReference& reference : file.references)
        if (reference.is_new && shown++ < kShown)
          text_ += colored("\x1b[31m", "  new  ") + new_line(file, reference.report) + "\n";
    if (shown > kShown) text_ += "  ... " + std::to_string(shown - kShown) + " more\n";
  }

  static std::string new_line(const StatusFile& file, const ReferenceReport& report) {
    const std::string place = ":" + std::to_string(report.line) + " ";
    const std::string name = cut(report.name, 30);
    return fitted(file.path, kColumns - 8 - place.size() - name.size()) + place + name;
  }

  void add_files() {
    if (document_.files.empty()) return;
    heading(columns("files", {"all", "package", "tests"}));
    const auto counts = files_by_kind(document_);
    for (std::size_t kind = 0; kind < kFileKinds; ++kind) {
      const SplitCount& count = counts.at(kind);
      if (count.all() > 0)
        row(label_of(static_cast<FileKind>(kind), document_.header),
            {count.all(), count.package, count.tests});
    }
  }

  void add_categories() {
    const std::vector<CategoryRow> rows = category_rows(document_);
    if (rows.empty()) return;
    heading(columns("why it is there", {"refs", "tests", "files", "of both"}));
    for (const CategoryRow& one : rows)
      row(cut(one.category.label, kLabelWidth),
          {one.references.all(), one.references.tests, one.files, one.files_of_both});
  }

  void add_transforms() {
    const std::vector<TransformRow> rows = transform_rows(document_);
    if (rows.empty()) return;
    const bool compared = document_.comparison.has_value();
    std::string line = left("transform", 18);
    for (const std::string_view name : {"done", "safe", "unsafe", "kept"})
      line += right(name, kNumberWidth);
    line += right("suppressed", kNumberWidth + 4);
    if (compared) line += right("new", kNumberWidth) + right("gone", kNumberWidth);
    heading(line);
    TransformRow sum{.name = "total", .done = 0, .counts = {}, .added = 0, .gone = 0};
    for (const TransformRow& one : rows) {
      add_to(sum, one);
      text_ += transform_line(one, compared);
    }
    text_ += transform_line(sum, compared);
  }

  static void add_to(TransformRow& sum, const TransformRow& one) {
    sum.done += one.done;
    sum.counts.safe += one.counts.safe;
    sum.counts.unsafe += one.counts.unsafe;
    sum.counts.kept += one.counts.kept;
    sum.counts.suppressed += one.counts.suppressed;
    sum.added += one.added;
    sum.gone += one.gone;
  }

  static std::string transform_line(const TransformRow& one, bool compared) {
    std::string line = "  " + left(cut(one.name, 18), 18) + number(one.done) +
                       number(one.counts.safe) + number(one.counts.unsafe) +
                       number(one.counts.kept) +
                       right(std::to_string(one.counts.suppressed), kNumberWidth + 4);
    if (compared) line += number(one.added) + number(one.gone);
    return line + "\n";
  }

  void add_folders() {
    const std::vector<FolderRow> rows = busiest_folders(document_);
    if (rows.size() < 2) return;
    heading(columns("folders with most", {"refs", "waiting", "left", "files"}));
    for (std::size_t i = 0; i < std::min(rows.size(), kShown); ++i)
      row(fitted(rows[i].folder, kLabelWidth),
          {rows[i].found, rows[i].available, rows[i].left, rows[i].files});
    more(rows.size(), "folder");
  }

  void add_files_that_keep() {
    std::vector<std::pair<std::string_view, std::size_t>> files(
        document_.summary.kept_by_file.begin(), document_.summary.kept_by_file.end());
    if (files.empty()) return;
    std::ranges::sort(files, [](const auto& a, const auto& b) {
      return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    heading("files that keep most");
    for (std::size_t i = 0; i < std::min(files.size(), kShown); ++i)
      text_ += number(files[i].second) + "  " +
               fitted(files[i].first, kColumns - kNumberWidth - 2) + "\n";
    more(files.size(), "file");
  }

  void add_backends() {
    if (document_.files.empty()) return;
    const Readiness counts = readiness(document_);
    heading("running without " + std::string(document_.header.tracked) + " (trio)");
    text_ += "  " + counted(counts.ready, "file") + " could, " + std::to_string(counts.references) +
             " have references, " + std::to_string(counts.libraries) + " import libraries, " +
             std::to_string(counts.both) + " both\n";
    const std::vector<LibraryRow> rows = library_rows(document_);
    for (std::size_t i = 0; i < std::min(rows.size(), kShown); ++i) {
      const std::string line = number(rows[i].files.size()) + "  " +
                               std::string(rows[i].library.module) + ": " +
                               std::string(rows[i].library.reason);
      text_ += cut(line, kColumns) + "\n";
    }
    if (rows.size() > kShown)
      text_ += "  ... " + std::to_string(rows.size() - kShown) + " more libraries\n";
  }

  void add_leftovers() {
    const std::string library(document_.header.library);
    std::size_t guards = 0;
    for (const StatusFile& file : document_.files) guards += file.guards.size();
    if (guards > 0) {
      heading("imports of " + library + " that are guarded");
      add_guards(guards);
    }
    if (!document_.twins.empty()) heading("files next to their *_" + library + ".py twins");
    for (std::size_t i = 0; i < std::min(document_.twins.size(), kShown); ++i)
      text_ += number(document_.twins[i].references) + "  " +
               fitted(document_.twins[i].original, kColumns - kNumberWidth - 2) + "\n";
    more(document_.twins.size(), "file");
    if (document_.others.empty()) return;
    heading("other files with the word " + std::string(document_.header.tracked));
    const auto rows = others_by_suffix(document_);
    for (std::size_t i = 0; i < std::min(rows.size(), kShown); ++i)
      text_ += number(rows[i].second) + "  " + cut(rows[i].first, 60) + "\n";
    more(rows.size(), "kind");
  }

  void add_guards(std::size_t all) {
    std::size_t shown = 0;
    for (const StatusFile& file : document_.files) {
      for (const GuardedImport& guard : file.guards) {
        if (shown++ >= kShown) continue;
        std::string flags;
        for (const std::string& flag : guard.flags) flags += " " + flag;
        flags = cut(flags, 30);
        const std::string place = ":" + std::to_string(guard.line);
        text_ += "  " + fitted(file.path, kColumns - 2 - place.size() - flags.size()) + place +
                 flags + "\n";
      }
    }
    more(all, "guard");
  }

  const StatusDocument& document_;
  const bool colors_;
  std::string text_;
};

}  // namespace

std::string status_text(const StatusDocument& document, Colors colors) {
  return StatusWriter(document, colors).write();
}

}  // namespace codemod

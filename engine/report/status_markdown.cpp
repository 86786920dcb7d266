#include "engine/report/status_markdown.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/report/status_tables.h"
#include "engine/report/text_report.h"

namespace codemod {
namespace {

constexpr std::size_t kFilesShown = 50;

/// Text in which nothing is markup. Tables are divided by `|`, also in code.
std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : printable(text)) {
    if (std::string_view("\\`*_[]<>|#").contains(c)) safe += '\\';
    safe += c;
  }
  return safe;
}

/// Text as code, whatever backticks are in it.
std::string code(std::string_view text) {
  std::string safe = printable(text);
  std::string fence = "`";
  while (safe.contains(fence)) fence += '`';
  for (std::size_t at = safe.find('|'); at != std::string::npos; at = safe.find('|', at + 2))
    safe.insert(at, "\\");
  const bool touches = safe.starts_with('`') || safe.ends_with('`');
  return fence + (touches ? " " + safe + " " : safe) + fence;
}

/// A sentence of ours: its backticks are markup, table dividers are not.
std::string sentence(std::string_view text) {
  std::string safe = printable(text);
  for (std::size_t at = safe.find('|'); at != std::string::npos; at = safe.find('|', at + 2))
    safe.insert(at, "\\");
  return safe;
}

std::string share(std::size_t part, std::size_t whole) {
  return std::to_string(whole == 0 ? 0 : part * 100 / whole) + " %";
}

/// Writes the sections one after the other.
class MarkdownWriter {
 public:
  explicit MarkdownWriter(const StatusDocument& document) : document_(document) {}

  std::string write() && {
    add_totals();
    add_comparison();
    add_files();
    add_categories();
    add_transforms();
    add_folders();
    add_backends();
    add_leftovers();
    add_kept();
    return std::move(text_);
  }

 private:
  void heading(const std::string& text) { text_ += "\n## " + text + "\n\n"; }

  /// The first column is text, the others are numbers.
  void header(const std::vector<std::string>& names) {
    cells(names);
    std::string line = "|---|";
    for (std::size_t i = 1; i < names.size(); ++i) line += "---:|";
    text_ += line + "\n";
  }

  void cells(const std::vector<std::string>& values) {
    text_ += "|";
    for (const std::string& value : values) text_ += " " + value + " |";
    text_ += "\n";
  }

  void row(std::string label, const std::vector<std::size_t>& numbers) {
    std::vector<std::string> values{std::move(label)};
    for (const std::size_t value : numbers) values.push_back(std::to_string(value));
    cells(values);
  }

  void add_totals() {
    const ReferenceCounts& counts = document_.summary.references;
    const std::string tracked(document_.header.tracked);
    std::size_t kept = 0;
    for (const auto& [name, its] : document_.summary.transforms) kept += its.kept;
    text_ = "# Migration from " + tracked + " to " + std::string(document_.header.library) +
            "\n\n" + std::to_string(counts.found) + " " + tracked + " references in " +
            std::to_string(document_.summary.files) + " files.\n\n";
    header({"references", "number", "share"});
    const auto add = [&](const char* label, std::size_t part) {
      cells({label, std::to_string(part), share(part, counts.found)});
    };
    add("a rewrite is waiting", counts.rewritten);
    add("an unsafe rewrite is waiting", counts.kept - kept);
    add("left for a person", kept);
    add("suppressed", counts.suppressed);
  }

  void add_comparison() {
    if (!document_.comparison) return;
    const Comparison& its = *document_.comparison;
    heading("Since " + code(its.baseline));
    text_ += std::to_string(its.added) + " new, " + std::to_string(its.gone.size()) + " gone, " +
             std::to_string(its.unchanged) + " unchanged references.\n";
    if (its.added > 0) text_ += "\n";
    for (const StatusFile& file : document_.files)
      for (const StatusReference& reference : file.references)
        if (reference.is_new)
          text_ += "- new: " + code(file.path + ":" + std::to_string(reference.report.line)) + " " +
                   code(reference.report.name) + "\n";
  }

  void add_files() {
    heading("Files");
    header({"uses", "files", "package", "tests"});
    const auto counts = files_by_kind(document_);
    for (std::size_t kind = 0; kind < kFileKinds; ++kind)
      row(label_of(static_cast<FileKind>(kind), document_.header),
          {counts.at(kind).all(), counts.at(kind).package, counts.at(kind).tests});
    if (document_.summary.skipped == 0) return;
    text_ += "\n";
    for (const StatusFile& file : document_.files)
      if (file.skipped)
        text_ += "- skipped " + code(file.path) + ": " + escaped(*file.skipped) + "\n";
  }

  void add_categories() {
    const std::vector<CategoryRow> rows = category_rows(document_);
    if (rows.empty()) return;
    const std::string tracked(document_.header.tracked);
    heading("Why " + tracked + " is there");
    header({"reason", "references", "in tests", "files",
            "files with " + tracked + " and " + std::string(document_.header.library)});
    for (const CategoryRow& one : rows)
      row(std::string(one.category.label),
          {one.references.all(), one.references.tests, one.files, one.files_of_both});
  }

  void add_transforms() {
    const std::vector<TransformRow> rows = transform_rows(document_);
    if (rows.empty()) return;
    heading("Transforms");
    std::vector<std::string> names{"transform", "done", "safe", "unsafe", "kept", "suppressed"};
    if (document_.comparison) names.insert(names.end(), {"new", "gone"});
    header(names);
    for (const TransformRow& one : rows) {
      std::vector<std::size_t> numbers{one.done, one.counts.safe, one.counts.unsafe,
                                       one.counts.kept, one.counts.suppressed};
      if (document_.comparison) numbers.insert(numbers.end(), {one.added, one.gone});
      row(code(one.name), numbers);
    }
  }

  void add_folders() {
    const std::vector<FolderRow> rows = busiest_folders(document_);
    if (rows.empty()) return;
    heading("Folders");
    header({"folder", "references", "a rewrite is waiting", "left", "files",
            "with " + std::string(document_.header.tracked),
            "with " + std::string(document_.header.library)});
    for (const FolderRow& one : rows)
      row(code(one.folder),
          {one.found, one.available, one.left, one.files, one.tracked, one.library});
  }

  void add_backends() {
    const Readiness counts = readiness(document_);
    heading("Running without " + std::string(document_.header.tracked));
    text_ += std::to_string(counts.ready) + " files could run on trio. " +
             std::to_string(counts.references) + " still have references, " +
             std::to_string(counts.libraries) + " import libraries that run on " +
             std::string(document_.header.tracked) + " only, " + std::to_string(counts.both) +
             " have both.\n";
    const std::vector<LibraryRow> rows = library_rows(document_);
    if (rows.empty()) return;
    text_ += "\n| library | files | why | instead |\n|---|---:|---|---|\n";
    for (const LibraryRow& one : rows)
      cells({code(one.library.module), std::to_string(one.files.size()),
             sentence(one.library.reason), sentence(one.library.advice)});
  }

  void add_leftovers() {
    const std::string library(document_.header.library);
    if (std::ranges::any_of(document_.files, [](const auto& file) { return !file.guards.empty(); }))
      heading("Guarded imports of " + library);
    for (const StatusFile& file : document_.files)
      for (const GuardedImport& guard : file.guards) add_guard(file, guard);
    if (!document_.twins.empty()) heading("Files with a `*_" + library + ".py` twin");
    for (const Twin& twin : document_.twins)
      text_ += "- " + code(twin.original) + " (" + std::to_string(twin.references) +
               " references) beside " + code(twin.path) + "\n";
    if (document_.others.empty()) return;
    heading("Other files that mention " + std::string(document_.header.tracked));
    header({"kind", "files"});
    for (const auto& [suffix, files] : others_by_suffix(document_)) row(code(suffix), {files});
  }

  void add_guard(const StatusFile& file, const GuardedImport& guard) {
    text_ += "- " + code(file.path + ":" + std::to_string(guard.line));
    for (const std::string& flag : guard.flags) text_ += " " + code(flag);
    text_ += "\n";
  }

  void add_kept() {
    if (document_.summary.kept_by_file.empty()) return;
    heading("What is left for a person");
    std::size_t shown = 0;
    for (const StatusFile& file : document_.files) {
      if (std::ranges::none_of(file.references, is_for_person)) continue;
      if (++shown > kFilesShown) continue;
      text_ += (shown > 1 ? "\n" : "") + std::string("### ") + code(file.path) + "\n\n";
      for (const StatusReference& reference : file.references)
        if (is_for_person(reference)) add_kept_line(reference.report);
    }
    if (shown > kFilesShown)
      text_ += "\nand " + std::to_string(shown - kFilesShown) +
               " more files: `--format html` and `--format json` have them all.\n";
  }

  static bool is_for_person(const StatusReference& reference) {
    return reference.report.outcome == Outcome::kept && is_left(reference.report);
  }

  void add_kept_line(const ReferenceReport& report) {
    text_ += "- line " + std::to_string(report.line) + ", " + code(report.name) + ": " +
             sentence(report.message);
    if (!report.advice.empty()) text_ += "; " + sentence(report.advice);
    text_ += "\n";
  }

  const StatusDocument& document_;
  std::string text_;
};

}  // namespace

std::string status_markdown(const StatusDocument& document) {
  return MarkdownWriter(document).write();
}

}  // namespace codemod

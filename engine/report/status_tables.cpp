#include "engine/report/status_tables.h"

#include <algorithm>
#include <map>
#include <set>

namespace codemod {
namespace {

bool uses_tracked(const StatusFile& file) {
  return file.kind == FileKind::both || file.kind == FileKind::tracked;
}

bool imports_library(const StatusFile& file) {
  return file.kind == FileKind::both || file.kind == FileKind::library;
}

void count(SplitCount& number, bool is_test) { ++(is_test ? number.tests : number.package); }

std::string suffix_of(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string(name)
                                                   : std::string(name.substr(dot));
}

bool is_test_folder(std::string_view part) {
  return part == "test" || part == "tests" || part == "testing";
}

bool is_test_file(std::string_view name) {
  return name.starts_with("test_") || name.ends_with("_test.py") || name == "conftest.py";
}

}  // namespace

std::string_view name_of(FileKind kind) {
  switch (kind) {
    case FileKind::both:
      return "both";
    case FileKind::tracked:
      return "tracked";
    case FileKind::related:
      return "related";
    case FileKind::library:
      return "library";
    case FileKind::mentioned:
      return "mentioned";
    case FileKind::never:
      return "never";
    case FileKind::skipped:
      return "skipped";
  }
  return "";
}

std::string label_of(FileKind kind, const StatusHeader& header) {
  switch (kind) {
    case FileKind::both:
      return std::string(header.tracked) + " and " + std::string(header.library);
    case FileKind::tracked:
      return std::string(header.tracked);
    case FileKind::related:
      return "only markers and names around it";
    case FileKind::library:
      return std::string(header.library);
    case FileKind::mentioned:
      return "only in strings and comments";
    case FileKind::never:
      return "neither";
    case FileKind::skipped:
      return "skipped";
  }
  return "";
}

std::array<SplitCount, kFileKinds> files_by_kind(const StatusDocument& document) {
  std::array<SplitCount, kFileKinds> counts{};
  for (const StatusFile& file : document.files)
    count(counts.at(static_cast<std::size_t>(file.kind)), file.is_test);
  return counts;
}

std::vector<CategoryRow> category_rows(const StatusDocument& document) {
  std::vector<CategoryRow> rows;
  for (const Category& category : document.categories) rows.emplace_back().category = category;
  for (const StatusFile& file : document.files) {
    std::set<std::string_view> seen;
    for (const StatusReference& reference : file.references) {
      const auto row = std::ranges::find(rows, reference.category,
                                         [](const CategoryRow& one) { return one.category.id; });
      if (row == rows.end()) continue;
      count(row->references, file.is_test);
      if (!seen.insert(reference.category).second) continue;
      ++row->files;
      if (file.kind == FileKind::both) ++row->files_of_both;
    }
  }
  std::erase_if(rows, [](const CategoryRow& row) { return row.references.all() == 0; });
  return rows;
}

std::vector<FolderRow> folder_rows(const StatusDocument& document) {
  std::map<std::string_view, FolderRow> folders;
  for (const StatusFile& file : document.files) {
    FolderRow& row = folders[folder_of(file.path)];
    ++row.files;
    if (uses_tracked(file)) ++row.tracked;
    if (imports_library(file)) ++row.library;
    row.found += file.references.size();
    for (const StatusReference& reference : file.references)
      ++(is_left(reference.report) ? row.left : row.available);
  }
  std::vector<FolderRow> rows;
  for (auto& [name, row] : folders) {
    row.folder = name;
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<FolderRow> busiest_folders(const StatusDocument& document) {
  std::vector<FolderRow> rows = folder_rows(document);
  std::erase_if(rows, [](const FolderRow& row) { return row.found == 0; });
  std::ranges::sort(rows, [](const FolderRow& a, const FolderRow& b) {
    return a.found != b.found ? a.found > b.found : a.folder < b.folder;
  });
  return rows;
}

std::vector<TransformRow> transform_rows(const StatusDocument& document) {
  std::map<std::string, TransformRow> rows;
  for (const auto& [name, counts] : document.summary.transforms) rows[name].counts = counts;
  for (const auto& [name, number] : document.done) rows[name].done = number;
  if (document.comparison) {
    for (const GoneReference& gone : document.comparison->gone) ++rows[gone.transform].gone;
    for (const StatusFile& file : document.files)
      for (const StatusReference& reference : file.references)
        if (reference.is_new) ++rows[reference.report.transform].added;
  }
  std::vector<TransformRow> table;
  for (auto& [name, row] : rows) {
    row.name = name;
    table.push_back(std::move(row));
  }
  return table;
}

std::vector<LibraryRow> library_rows(const StatusDocument& document) {
  std::vector<LibraryRow> rows;
  rows.reserve(document.libraries.size());
  for (const SingleBackendLibrary& library : document.libraries) rows.push_back({library, {}});
  for (const StatusFile& file : document.files)
    for (const std::string_view module : file.single_backend)
      for (LibraryRow& row : rows)
        if (row.library.module == module) row.files.push_back(file.path);
  std::ranges::sort(rows, [](const LibraryRow& a, const LibraryRow& b) {
    return a.files.size() != b.files.size() ? a.files.size() > b.files.size()
                                            : a.library.module < b.library.module;
  });
  return rows;
}

Readiness readiness(const StatusDocument& document) {
  Readiness counts;
  for (const StatusFile& file : document.files) {
    const bool blocked = !file.single_backend.empty();
    if (file.kind == FileKind::skipped) {
      ++counts.unknown;
    } else if (uses_tracked(file)) {
      ++(blocked ? counts.both : counts.references);
    } else {
      ++(blocked ? counts.libraries : counts.ready);
    }
  }
  return counts;
}

std::vector<std::pair<std::string, std::size_t>> others_by_suffix(const StatusDocument& document) {
  std::map<std::string, std::size_t> numbers;
  for (const OtherFile& file : document.others) ++numbers[suffix_of(file.path)];
  std::vector<std::pair<std::string, std::size_t>> rows(numbers.begin(), numbers.end());
  std::ranges::sort(rows, [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  return rows;
}

bool is_test_path(std::string_view path) {
  while (true) {
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos) return is_test_file(path);
    if (is_test_folder(path.substr(0, slash))) return true;
    path.remove_prefix(slash + 1);
  }
}

std::string original_of_twin(std::string_view path, std::string_view library) {
  const std::string ending = "_" + std::string(library) + ".py";
  if (!path.ends_with(ending)) return "";
  const std::string stem(path.substr(0, path.size() - ending.size()));
  return stem.empty() || stem.ends_with('/') ? "" : stem + ".py";
}

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return slash == 0 ? path.substr(0, 1) : path.substr(0, slash);
}

bool is_left(const ReferenceReport& reference) {
  if (reference.outcome == Outcome::suppressed) return true;
  return reference.outcome == Outcome::kept && reference.level == Safety::advice;
}

}  // namespace codemod

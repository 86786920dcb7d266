#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/report/status_document.h"

namespace codemod {

/// A number for the package and one for its tests.
struct SplitCount {
  std::size_t package = 0;
  std::size_t tests = 0;
  [[nodiscard]] std::size_t all() const { return package + tests; }
};

/// `both`, `tracked`, …: part of the document's format.
[[nodiscard]] std::string_view name_of(FileKind kind);
/// The same for people: `asyncio and anyio`.
[[nodiscard]] std::string label_of(FileKind kind, const StatusHeader& header);

/// How many files there are of each kind, in the order of the kinds.
[[nodiscard]] std::array<SplitCount, kFileKinds> files_by_kind(const StatusDocument& document);

/// References of one category.
struct CategoryRow {
  Category category;
  SplitCount references;
  std::size_t files = 0;          ///< That have some.
  std::size_t files_of_both = 0;  ///< Of those, the ones that use both libraries.
};
/// The categories that occur, in the order of the document.
[[nodiscard]] std::vector<CategoryRow> category_rows(const StatusDocument& document);

/// What one folder holds, without its subfolders.
struct FolderRow {
  std::string folder;  ///< Without a slash at the end; `.` for the current one.
  std::size_t files = 0;
  std::size_t tracked = 0;  ///< Files that use what is moved away from.
  std::size_t library = 0;  ///< Files that import the library.
  std::size_t found = 0;
  std::size_t available = 0;  ///< A rewrite takes them, safe or not.
  std::size_t left = 0;       ///< No rewrite takes them.
};
/// Every folder that has files, by name.
[[nodiscard]] std::vector<FolderRow> folder_rows(const StatusDocument& document);
/// Folders with references, those that have most first.
[[nodiscard]] std::vector<FolderRow> busiest_folders(const StatusDocument& document);

/// The numbers of one transform.
struct TransformRow {
  std::string name;
  std::size_t done = 0;
  TransformCounts counts;
  std::size_t added = 0;  ///< Since the baseline.
  std::size_t gone = 0;   ///< Since the baseline.
};
/// The transforms that have something to tell, by name.
[[nodiscard]] std::vector<TransformRow> transform_rows(const StatusDocument& document);

/// A library that runs on one backend, and who imports it.
struct LibraryRow {
  SingleBackendLibrary library;
  std::vector<std::string_view> files;
};
/// Those that some file imports, most files first.
[[nodiscard]] std::vector<LibraryRow> library_rows(const StatusDocument& document);

/// How far the files are from running on every backend.
struct Readiness {
  std::size_t ready = 0;       ///< Nothing in them asks for one backend.
  std::size_t references = 0;  ///< Only references are in the way.
  std::size_t libraries = 0;   ///< Only libraries are in the way.
  std::size_t both = 0;        ///< Both are.
  std::size_t unknown = 0;     ///< Skipped.
};
[[nodiscard]] Readiness readiness(const StatusDocument& document);

/// How many files of each suffix are not Python and have the word, most first.
[[nodiscard]] std::vector<std::pair<std::string, std::size_t>> others_by_suffix(
    const StatusDocument& document);

/// Whether a path is one of tests, by the customs of Python projects.
[[nodiscard]] bool is_test_path(std::string_view path);
/// The path that a twin `name_LIBRARY.py` stands next to; empty for other names.
[[nodiscard]] std::string original_of_twin(std::string_view path, std::string_view library);
/// The folder that a path is in, `.` for none.
[[nodiscard]] std::string_view folder_of(std::string_view path);

/// Whether a reference is one that no rewrite takes, whatever the options.
[[nodiscard]] bool is_left(const ReferenceReport& reference);

}  // namespace codemod

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/file_survey.h"
#include "engine/report/summary.h"
#include "engine/support/version.h"

namespace codemod {

/// What a status document says about the run as a whole.
struct StatusHeader {
  std::string_view schema;   ///< Name and version of the document's format.
  std::string_view version;  ///< Of the tool.
  Version python;            ///< Target of the run.
  std::string_view tracked;  ///< What is moved away from.
  std::string_view library;  ///< What is moved to.
  Version library_version;   ///< Target of the run.
};

/// What a file has to do with a migration.
enum class FileKind : std::uint8_t {
  both,       ///< Uses what is moved away from, and imports the library.
  tracked,    ///< Uses only what is moved away from.
  related,    ///< Only what goes with it: markers, strings that name it.
  library,    ///< Imports the library only.
  mentioned,  ///< The word stands in strings and comments alone.
  never,      ///< Neither.
  skipped,    ///< Could not be looked at.
};
inline constexpr std::size_t kFileKinds = 7;

/// Why a reference is still there, in a word that tables group by.
struct Category {
  std::string_view id;     ///< kebab-case, part of the document's format.
  std::string_view label;  ///< For people.
  friend bool operator==(const Category&, const Category&) = default;
};

/// A library that runs on one backend only.
struct SingleBackendLibrary {
  std::string_view module;  ///< Its importable name; what is below counts too.
  std::string_view reason;
  std::string_view advice;
};

/// A reference with what a reader needs to see of its surroundings.
struct StatusReference {
  ReferenceReport report;
  std::string_view category;       ///< Id of a `Category`.
  std::string source;              ///< Its line, without blanks at the ends.
  std::uint32_t excerpt_line = 1;  ///< Number of the excerpt's first line.
  std::string excerpt;             ///< Some lines around it.
  bool is_new = false;             ///< Not in the baseline.
};

/// One file of a status.
struct StatusFile {
  std::string path;
  FileKind kind = FileKind::never;
  bool is_test = false;
  std::optional<std::string> skipped;  ///< Why the file was left alone as a whole.
  std::vector<StatusReference> references;
  std::vector<std::string_view> single_backend;  ///< Libraries it imports, as their table has them.
  std::vector<GuardedImport> guards;
  std::string diff;  ///< What a rewrite would change; empty when that is not asked for.
};

/// A file that is not Python and has the word.
struct OtherFile {
  std::string path;
  std::size_t mentions = 0;
};

/// A file `name_anyio.py` next to `name.py`.
struct Twin {
  std::string path;
  std::string original;
  std::size_t references = 0;  ///< That the original still has.
};

/// A reference that the baseline has and the code no longer.
struct GoneReference {
  std::string path;
  std::uint32_t line = 1;
  std::string name;
  std::string transform;
  std::string source;
};

/// How the code compares with an earlier status.
struct Comparison {
  std::string baseline;  ///< As given.
  std::size_t added = 0;
  std::size_t added_suppressed = 0;  ///< Of the added ones.
  std::size_t unchanged = 0;
  std::vector<GoneReference> gone;
};

/// One point of a burn-down: an earlier status, or this one.
struct HistoryPoint {
  std::string label;
  std::size_t files = 0;  ///< That have references.
  std::size_t found = 0;
  std::size_t left = 0;  ///< That no rewrite takes: kept and suppressed.
};

/// Where a migration stands: everything that the formats tell.
struct StatusDocument {
  StatusHeader header;
  Summary summary;
  std::vector<StatusFile> files;                         ///< By path.
  std::vector<OtherFile> others;                         ///< By path.
  std::vector<Twin> twins;                               ///< By path.
  std::vector<Category> categories;                      ///< Every one, in the order of tables.
  std::vector<SingleBackendLibrary> libraries;           ///< Those that some file imports.
  std::map<std::string, std::size_t, std::less<>> done;  ///< Uses of the library, by transform.
  std::optional<Comparison> comparison;
  std::vector<HistoryPoint> history;  ///< Oldest first, this one last; empty without baselines.
};

}  // namespace codemod

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/support/result.h"

namespace codemod {

/// What to take and what to leave while walking. Globs are those of git: `*`, `?`, `[…]`,
/// `**`; a pattern without a slash matches a name at any depth.
struct WalkOptions {
  std::vector<std::string> exclude{};  ///< Left out, also below folders given explicitly.
  std::vector<std::string>
      include{};  ///< Taken in addition to `.py`, `.pyi`, `.pyw` and Python shebangs.
  std::vector<std::string_view> names{};  ///< Files of exactly these names are taken too, hidden ones as well.
  bool respect_ignore_files =
      true;  ///< `.gitignore`, `.git/info/exclude`, the user's git excludes.
};

/// The files found, sorted by path bytes and without duplicates, and the places that could
/// not be visited.
struct WalkResult {
  std::vector<std::string> files;  ///< Paths as given, joined with what was walked.
  std::vector<Error> errors;       ///< A path that does not exist, a folder that cannot be read.
};

/// Turns path arguments into Python files. Explicit files are always taken, whatever their
/// name. Folders are walked without hidden entries, caches (`__pycache__`, `node_modules`, …),
/// virtual environments (`pyvenv.cfg`), and what git ignores; symlinked files are taken,
/// symlinked folders are not entered, so loops are harmless.
[[nodiscard]] WalkResult walk_files(const std::vector<std::string>& paths,
                                    const WalkOptions& options);

}  // namespace codemod

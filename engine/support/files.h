#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/support/result.h"

namespace codemod {

/// All bytes of a regular file. Errors: missing, unreadable, not a regular file, above 4 GiB.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path);

/// Replaces a file's bytes atomically: temporary file in the same directory, fsync, rename.
/// Keeps mode and owner, writes through symlinks, and for a file with several hard links
/// keeps the links (then by writing in place after the new bytes are safe in a sibling).
/// Refuses when the file's bytes are no longer `expected`. On any error the old bytes stay and the
/// temporary file is gone.
[[nodiscard]] Result<void> replace_file(const std::filesystem::path& path, std::string_view expected,
                                        std::string_view replacement);

}  // namespace codemod

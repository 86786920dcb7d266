#pragma once

#include <string>
#include <string_view>

namespace codemod {

/// The change from `before` to `after` as a unified diff with three lines of context that
/// `git apply` and `patch` accept: `--- a/PATH`, `+++ b/PATH` (quoted as git does when the
/// path needs it), lines split at `\n` only, other bytes as they are,
/// "\ No newline at end of file" where it is due. Empty when the two are equal.
/// Byte input, byte output; colour is the caller's.
[[nodiscard]] std::string unified_diff(std::string_view path, std::string_view before, std::string_view after);

}  // namespace codemod

#pragma once

#include <string_view>

namespace codemod {

/// Whether a glob of git matches the whole of `path`: `*` and `?` stop at slashes, `**` between
/// slashes is any number of folders, `[…]` is a set with ranges, classes and negation, a backslash
/// takes the next character literally. Time is linear in practice: no pattern makes it explode.
[[nodiscard]] bool glob_matches(std::string_view pattern, std::string_view path);

}  // namespace codemod

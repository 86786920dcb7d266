#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace asyncio2anyio {

/// Insertions, deletions, substitutions and swaps of neighbours that lead from `a` to `b`
/// (Damerau-Levenshtein, no letter edited twice).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate that was most likely meant, the first of equals; empty when none is near
/// enough to be worth a guess. What was typed may also be the beginning of a candidate; the
/// very same name is no suggestion.
[[nodiscard]] std::string nearest_name(std::string_view typed,
                                       const std::vector<std::string>& candidates);

/// "; did you mean `sleep`?", or nothing when there is no near candidate.
[[nodiscard]] std::string did_you_mean(std::string_view typed,
                                       const std::vector<std::string>& candidates);

}  // namespace asyncio2anyio

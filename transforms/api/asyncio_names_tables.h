#pragma once

#include <algorithm>
#include <functional>
#include <span>

#include "transforms/api/asyncio_names.h"

namespace asyncio2anyio {

/// Parts of the table of `asyncio_names.h`; each is sorted by name, and no name is in two of them.
[[nodiscard]] std::span<const ApiEntry> module_entries();
[[nodiscard]] std::span<const ApiEntry> loop_entries();
[[nodiscard]] std::span<const ApiEntry> object_entries();
[[nodiscard]] std::span<const ApiEntry> adjacent_entries();

/// No entry twice, and in the order that binary search needs; for static assertions beside the
/// data.
[[nodiscard]] constexpr bool is_strictly_sorted(std::span<const ApiEntry> entries) {
  return std::ranges::adjacent_find(entries, std::ranges::greater_equal{}, &ApiEntry::name) ==
         entries.end();
}

}  // namespace asyncio2anyio

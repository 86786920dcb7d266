#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/status_document.h"

namespace asyncio2anyio {

/// Libraries whose code needs a running asyncio loop, so that what imports them cannot run on trio,
/// sorted by module.
[[nodiscard]] std::span<const codemod::SingleBackendLibrary> asyncio_only_libraries();

/// Those that qualified imports (`redis.asyncio.Redis`) lead to, in the order of the table.
[[nodiscard]] std::vector<const codemod::SingleBackendLibrary*> asyncio_only_among(
    const std::vector<std::string>& imports);

}  // namespace asyncio2anyio

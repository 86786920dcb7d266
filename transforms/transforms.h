#pragma once

#include "engine/run/rewrite_all.h"

namespace asyncio2anyio {

/// Every transform of this folder in pipeline order, and the asyncio knowledge they share.
[[nodiscard]] codemod::Pipeline make_pipeline();

}  // namespace asyncio2anyio

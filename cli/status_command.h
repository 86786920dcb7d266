#pragma once

#include "cli/console.h"
#include "cli/options.h"

namespace asyncio2anyio {

/// Tells where the migration stands, without changing anything. Answers the exit status.
[[nodiscard]] int run_status(const CliOptions& options, Console& console);

}  // namespace asyncio2anyio

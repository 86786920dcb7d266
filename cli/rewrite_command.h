#pragma once

#include "cli/console.h"
#include "cli/options.h"

namespace asyncio2anyio {

/// Previews, writes or checks the files that the options ask for. Answers the exit status.
[[nodiscard]] int run_rewrite(const CliOptions& options, Console& console);

/// Rewrites standard input to standard output. Source that must be left alone passes as it is.
[[nodiscard]] int run_filter(const CliOptions& options, Console& console);

}  // namespace asyncio2anyio

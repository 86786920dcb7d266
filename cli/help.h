#pragma once

#include <string>

#include "cli/option_table.h"

namespace asyncio2anyio {

/// What `--help` prints for a command: usage, options, examples, exit statuses; 80 columns.
[[nodiscard]] std::string help_text(Command command);

}  // namespace asyncio2anyio

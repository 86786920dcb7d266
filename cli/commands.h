#pragma once

#include <string>
#include <vector>

namespace asyncio2anyio {

/// The whole program: from the arguments that follow its name to the exit status.
[[nodiscard]] int run_command_line(std::vector<std::string> arguments);

}  // namespace asyncio2anyio

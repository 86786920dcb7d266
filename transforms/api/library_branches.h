#pragma once

#include <string>

#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// Why code at `node` runs on asyncio only and has a counterpart for another library, which is chosen while the program
/// runs: its function uses trio as well, or a condition around it compares something with `"asyncio"`. Empty where not.
[[nodiscard]] std::string chosen_library_at(codemod::Node node, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

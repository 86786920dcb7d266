#pragma once

#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// Whether an exception that leaves `statement` certainly ends the program, so that nobody sees whether it comes inside an
/// exception group: no handler stands around it, its function is only awaited, where the same holds, or is what `run` runs.
[[nodiscard]] bool ends_the_program(codemod::Node statement, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

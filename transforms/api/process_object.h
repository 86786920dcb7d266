#pragma once

#include <optional>

#include "transforms/api/object_keep.h"

namespace asyncio2anyio {

/// Turns a process that is started and then communicated with into `anyio.run_process`; constructors and uses alike.
[[nodiscard]] std::optional<ObjectObstacle> run_process(const codemod::TrackedObject& process, codemod::Fix& fix,
                                                        const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

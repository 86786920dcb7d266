#pragma once

#include <optional>

#include "transforms/api/object_keep.h"

namespace asyncio2anyio {

/// Whether the program drives this loop itself: it makes it, or asks it to run something.
[[nodiscard]] bool is_driven(const codemod::TrackedObject& loop, const codemod::TransformContext& cx);

/// Whether everything that holds the loop is known, and is variables that hold nothing else.
[[nodiscard]] bool is_plainly_held(const codemod::TrackedObject& loop);

/// Turns a loop that runs one coroutine, with all that makes, sets and closes it, into `anyio.run`.
[[nodiscard]] std::optional<ObjectObstacle> rewrite_dance(const codemod::TrackedObject& loop, codemod::Fix& fix,
                                                        const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

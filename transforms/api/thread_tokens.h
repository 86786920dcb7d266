#pragma once

#include <optional>

#include "transforms/api/object_keep.h"

namespace asyncio2anyio {

/// Whether a loop is there for threads: something runs a coroutine or a callback in it from elsewhere.
[[nodiscard]] bool serves_threads(const codemod::TrackedObject& loop, const codemod::TransformContext& cx);

/// Turns a loop that only threads use, to run coroutines and callbacks in it, into a token of anyio; what holds it keeps holding
/// it. Says why that is not possible.
[[nodiscard]] std::optional<ObjectObstacle> use_token(const codemod::TrackedObject& loop, codemod::Fix& fix,
                                                      const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

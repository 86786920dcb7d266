#pragma once

#include <optional>

#include "transforms/api/lock_ownership.h"

namespace asyncio2anyio {

/// Adds to `fix` what one use of a synchronisation object needs to go on with its counterpart in anyio (often
/// nothing), or says why it cannot.
[[nodiscard]] std::optional<Obstacle> rewrite_use(const codemod::TrackedObject& object, const codemod::ObjectUse& use,
                                                  LockGroup group, codemod::Fix& fix,
                                                  const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

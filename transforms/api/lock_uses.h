#pragma once

#include <optional>

#include "transforms/api/lock_ownership.h"

namespace asyncio2anyio {

/// Adds to `fix` what one use of a synchronisation object needs to go on with its counterpart in anyio (often
/// nothing), or says why it cannot.
[[nodiscard]] std::optional<Obstacle> rewrite_use(const codemod::TrackedObject& object, const codemod::ObjectUse& use,
                                                  LockGroup group, codemod::Fix& fix,
                                                  const codemod::TransformContext& cx);

/// Whether some use of the object changes in the text so that it fits objects of anyio only.
[[nodiscard]] bool is_rewritten_in_use(const codemod::TrackedObject& object);

}  // namespace asyncio2anyio

#pragma once

#include <cstddef>
#include <optional>

#include "transforms/api/lock_objects.h"

namespace asyncio2anyio {

/// Adds to `fix` what makes one of the object's constructors one of anyio; says what it cannot express.
[[nodiscard]] std::optional<Obstacle> rewrite_constructor(const codemod::TrackedObject& object, std::size_t number,
                                                          codemod::Fix& fix, const codemod::TransformContext& cx);

/// The argument by which a condition is given its lock; null when it makes its own.
[[nodiscard]] codemod::Node lock_argument(codemod::Node call);

/// Whether a semaphore certainly starts with at least one to give.
[[nodiscard]] bool starts_positive(const codemod::TrackedObject& semaphore);

}  // namespace asyncio2anyio

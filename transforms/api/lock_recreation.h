#pragma once

#include <optional>

#include "transforms/api/lock_objects.h"

namespace asyncio2anyio {

/// Makes a new event where the old one is cleared, which is not the same for who still waits for the old one (unsafe).
/// Says why that is not possible: another name for the old event, or a place that cannot rebind its holder.
[[nodiscard]] std::optional<Obstacle> recreate_event(const codemod::TrackedObject& event, const codemod::ObjectUse& clear,
                                                     codemod::Fix& fix, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

#pragma once

#include <optional>
#include <span>

#include "transforms/api/lock_objects.h"

namespace asyncio2anyio {

/// The objects that move together or not at all: a condition and its lock, objects that share a variable.
using LockGroup = std::span<const codemod::TrackedObject* const>;

/// The lock or condition of the group that a call makes or receives as an argument; null for others.
[[nodiscard]] const codemod::TrackedObject* made_in_group(codemod::Node call, LockGroup group);

/// What speaks against each lock being released by the task that acquired it, as anyio demands: `acquire` and
/// `release` in different functions, an acquisition that may run in a task of its own, or one held while an
/// asynchronous generator is suspended.
[[nodiscard]] std::optional<Obstacle> check_owner(const codemod::TrackedObject& object,
                                                  const codemod::TransformContext& cx);

/// Whether a condition is held by the code around `use`: inside `async with` of it or its lock, or in a function that
/// acquires it, or in a private function that is only called from such places.
[[nodiscard]] bool is_held(const codemod::TrackedObject& condition, const codemod::ObjectUse& use, LockGroup group,
                           const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

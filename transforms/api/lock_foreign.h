#pragma once

#include <optional>

#include "transforms/api/lock_objects.h"

namespace asyncio2anyio {

/// What is known of the class of an object.
struct KnownMembers {
  std::span<const std::string_view> members;  ///< Everything that asyncio's class offers.
  std::span<const std::string_view> foreign;  ///< What another file may use of it.
  bool exact = false;                         ///< Some use is rewritten so that it fits objects of anyio only.
};

/// What other files do with the attributes, module variables and functions that give the object (or a container of it),
/// where that may not go on with an object of anyio; nothing when all of it may.
[[nodiscard]] std::optional<Obstacle> check_foreign(const codemod::TrackedObject& object,
                                                    const KnownMembers& known, const codemod::TransformContext& cx);

/// A place of this file that reaches one of the object's attributes by a string or a computed name.
[[nodiscard]] std::optional<Obstacle> check_lookups(const codemod::TrackedObject& object,
                                                    const codemod::TransformContext& cx);

/// Why the annotation of a parameter that takes the object may not change: another file, whose objects of the class may
/// stay, uses the function, and then one of both would have the wrong type.
[[nodiscard]] std::optional<Obstacle> check_takers(const codemod::TrackedObject& object, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

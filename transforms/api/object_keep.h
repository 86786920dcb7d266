#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// Why an object stays, and where that was seen.
struct ObjectObstacle {
  codemod::Node at;
  std::string reason;
  std::string advice;
};

/// Every reference of an object: what makes it, and the members that are used of it.
[[nodiscard]] std::vector<std::uint32_t> references_of(const codemod::TrackedObject& object, const codemod::TransformContext& cx);

/// Keeps every reference of an object; those that are not where the obstacle is name its line. `noun` is what a
/// person calls the object.
void keep_object(const codemod::TrackedObject& object, std::string_view noun, const ObjectObstacle& obstacle,
                 codemod::TransformContext& cx);

}  // namespace asyncio2anyio

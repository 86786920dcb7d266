#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "transforms/api/lock_objects.h"

namespace asyncio2anyio {

/// The type aliases of the file that the object's annotations name and that name its class (`dict[str, Lock]` of
/// `Locks = dict[str, Lock]`), where nothing but annotations uses them.
[[nodiscard]] std::vector<codemod::Node> alias_values(const codemod::TrackedObject& object,
                                                      const codemod::TransformContext& cx);

/// The references in the object's annotations, strings and aliases included, that name its class.
[[nodiscard]] std::vector<std::uint32_t> annotation_references(const codemod::TrackedObject& object,
                                                               const codemod::TransformContext& cx);

/// Adds to `fix` what makes the object's annotations name the class of anyio.
[[nodiscard]] std::optional<Obstacle> rewrite_annotations(const codemod::TrackedObject& object, codemod::Fix& fix,
                                                          const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

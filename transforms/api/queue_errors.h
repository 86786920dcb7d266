#pragma once

#include "transforms/api/object_groups.h"

namespace asyncio2anyio {

/// A place that catches `asyncio.QueueEmpty` or `QueueFull`, and what it guards.
struct QueueHandler {
  std::uint32_t reference = 0;
  codemod::Node region;  ///< The body that it guards; null when the name stands elsewhere.
  std::vector<codemod::Node> callers;  ///< The calls of `get_nowait` and `put_nowait` in that body.
};

/// Every reference to the two exceptions.
[[nodiscard]] std::vector<QueueHandler> queue_handlers(const codemod::TransformContext& cx);

/// Whether the handler guards a call of one of the object's methods.
[[nodiscard]] bool guards(const QueueHandler& handler, const codemod::TrackedObject& queue);

/// Adds to `fix` what makes the handlers of the group's calls catch `anyio.WouldBlock`; says why
/// that is not possible.
[[nodiscard]] std::optional<Obstacle> rewrite_queue_errors(const Objects& group, codemod::Fix& fix,
                                                           const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

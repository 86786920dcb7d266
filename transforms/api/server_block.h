#pragma once

#include <optional>
#include <string>

#include "transforms/api/object_groups.h"

namespace asyncio2anyio {

/// A server that asyncio serves in the background.
struct BackgroundServer {
  const codemod::TrackedObject& server;
  codemod::Node start;   ///< The call that starts it.
  std::string anyio;     ///< The name of the module.
  std::string handler;   ///< What `serve` is given.
};

/// Runs `serve` in a task group around the statements during which the server is open: the block of its `async with`, or
/// what stands between its start and `close()`. Says why that cannot be seen.
[[nodiscard]] std::optional<Obstacle> serve_in_background(const BackgroundServer& background, codemod::Fix& fix,
                                                          const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

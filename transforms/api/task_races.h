#pragma once

#include <optional>
#include <string>
#include <variant>

#include "engine/edit/fix.h"
#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// Why a call stays, and what to do by hand.
struct WaitRefusal {
  std::string reason;
  std::string advice;
};

/// Rewrites an awaited `asyncio.wait(tasks)` whose tasks are made in its function and used by nothing else but the statements
/// that cancel them and those that read the results of `done`: the first result of `return_when=FIRST_COMPLETED` comes from a
/// helper, all results from `gather`'s. `index` is the reference to `asyncio.wait`.
[[nodiscard]] std::variant<codemod::Fix, WaitRefusal> rewrite_wait_for_results(std::uint32_t index, codemod::Node tasks, bool first,
                                                                              codemod::TransformContext& cx);

}  // namespace asyncio2anyio

#pragma once

#include <string>

#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// Whether the object is a `ThreadPoolExecutor` or a `ProcessPoolExecutor`.
[[nodiscard]] bool is_pool(const codemod::TrackedObject& object);

/// The pool that an executor argument holds; null when that is not known.
[[nodiscard]] const codemod::TrackedObject* pool_behind(codemod::Node executor, const codemod::TransformContext& cx);

/// A pool that becomes a limiter: the fix for the pool and everything done with it, or why there is none.
struct PoolRewrite {
  codemod::Fix fix;
  std::string refusal;
};

/// Makes a limiter of a pool that is only handed to awaited `run_in_executor` calls and shut down.
[[nodiscard]] PoolRewrite rewrite_pool(const codemod::TrackedObject& pool, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

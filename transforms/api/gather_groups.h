#pragma once

#include "engine/edit/fix.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/gather_reading.h"

namespace asyncio2anyio {

/// Rewrites a statement that gathers calls into a task group of its own: calls whose results nobody wants are
/// started with `start_soon`, others give handles, whose values are read in the order of the arguments.
///
/// False, with `fix` as it was, where the statement has no such form: its result is part of a larger
/// expression, what it gathers is not all calls of coroutine functions, or the text would have to be laid out anew.
[[nodiscard]] bool use_task_group(codemod::Fix& fix, const GatherReading& reading, codemod::Node await, codemod::TransformContext& cx);

}  // namespace asyncio2anyio

#pragma once

#include "engine/edit/fix.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/gather_reading.h"

namespace asyncio2anyio {

/// Puts the statements from the one that starts the first task to the one before the gathering into a task group, in which
/// the tasks are made; the results are then read from their handles.
///
/// False, with `fix` as it was, where that is not all there is to the tasks, or anyio has no handles yet.
[[nodiscard]] bool group_running_tasks(codemod::Fix& fix, const GatherReading& reading, codemod::Node await,
                                       codemod::TransformContext& cx);

}  // namespace asyncio2anyio

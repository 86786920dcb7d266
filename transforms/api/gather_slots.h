#pragma once

#include "engine/edit/fix.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/gather_reading.h"

namespace asyncio2anyio {

/// What `group_running_tasks` does, for releases of anyio whose task groups give no handles: each task puts its result into its
/// place in a list, which is what the gathering gave.
///
/// False, with `fix` as it was, where the tasks are not made one by one, or nobody reads their results.
[[nodiscard]] bool group_into_slots(codemod::Fix& fix, const GatherReading& reading, codemod::Node await,
                                    codemod::TransformContext& cx);

}  // namespace asyncio2anyio

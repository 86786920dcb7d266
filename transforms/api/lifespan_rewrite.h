#pragma once

#include <expected>
#include <string>

#include "engine/edit/fix.h"
#include "transforms/api/lifespan_plan.h"

namespace asyncio2anyio {

/// Moves the tasks into a task group of their lifespan by a plan; the reason when that cannot be written.
[[nodiscard]] std::expected<codemod::Fix, std::string> move_tasks(const LifespanTasks& tasks, const GroupPlan& plan, codemod::TransformContext& cx);

/// Whether a function can be given the task group as one more argument.
[[nodiscard]] bool takes_group(codemod::Node function);

}  // namespace asyncio2anyio

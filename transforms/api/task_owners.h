#pragma once

#include <string>

#include "engine/transform/transform_context.h"
#include "transforms/api/task_handles.h"

namespace asyncio2anyio {

/// Why a task stays with asyncio, and who would have to own the task group that could replace it.
struct TaskVerdict {
  std::string reason;
  std::string advice;
};

/// The verdict on a task that does not end with the function that makes it. `flow` is where the task goes.
[[nodiscard]] TaskVerdict explain_owner(codemod::Node task_call, const TaskFlow& flow, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

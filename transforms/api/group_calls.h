#pragma once

#include <string>

#include "engine/edit/fix.h"
#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// Whether the target has `TaskGroup.create_task` and the handle that it returns.
[[nodiscard]] bool has_handles(const codemod::TransformContext& cx);

/// The coroutine among the arguments of a call that makes a task; null when it cannot be told.
[[nodiscard]] codemod::Node coroutine_argument(codemod::Node task_call);

/// Why the arguments of a call that makes a task mean something else to `create_task` (`start_soon`, where the target
/// has no handles) of an anyio task group; empty when they do not. `result_used` says that the task is not dropped.
[[nodiscard]] std::string obstacle_in_task_call(codemod::Node task_call, bool result_used, const codemod::TransformContext& cx);

/// Makes the callee of a task call `group.create_task`, or `group.start_soon` with the function and its arguments
/// where the target has no handles. `root` is what the new import stands for. False when a needed name is taken.
[[nodiscard]] bool rewrite_task_call(codemod::Node task_call, std::string_view group, codemod::BindingId root, codemod::Fix& fix,
                                     const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

#pragma once

#include <optional>

#include "engine/edit/fix.h"
#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// Puts tasks that are only added to one container and waited for by one statement, the drain, into a task group. The functions
/// inside of the function that drains it may add tasks as well, also while it is being drained, when they are only called
/// from there and from tasks of the container: then no task outlives the group.
///
///     tasks = []
///     def schedule():
///         for name in ready():
///             tasks.append(asyncio.create_task(worker(name)))      # tg.start_soon(worker, name)
///     schedule()                                                   # async with …: schedule()
///     while tasks:
///         await asyncio.gather(*[tasks.pop() for _ in range(len(tasks))])
///
/// `name` is any use of the container, `reference` what the fix is for. Nothing for other containers.
[[nodiscard]] std::optional<codemod::Fix> group_pool(codemod::Node name, const codemod::Reference& reference, codemod::TransformContext& cx);

}  // namespace asyncio2anyio

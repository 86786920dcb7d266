#pragma once

#include "transforms/api/task_region.h"

namespace asyncio2anyio {

/// What `ObjectUse::member` says of a statement that waits for all tasks of a container and raises nothing of theirs.
inline constexpr std::string_view kWaitAll = "wait_all";

/// What to delete to remove a statement: where it ends its block, the blank lines before it go as well, and a file without a
/// newline at its end stays one.
[[nodiscard]] codemod::TextRange removal_with_blank_lines(codemod::Node statement);

/// Whether the arguments of `asyncio.wait` tell it nothing but what it does anyway.
[[nodiscard]] bool waits_for_all(const std::vector<codemod::Node>& arguments);

/// Counts statements that wait for the whole container among the uses of its tasks: `await asyncio.wait(tasks)` without
/// options, and `await asyncio.gather(*tasks, return_exceptions=True)` behind a cancellation. Other uses of the
/// container stay where they are.
void take_waits(TaskObject& object, const codemod::TransformContext& cx);

/// The lines that start the tasks of a display or comprehension in `group`, without the indentation of their block; none
/// when it holds something else. What a task raises stays with `outcome`, a function that catches it, where nobody asks for it.
[[nodiscard]] std::vector<std::string> lines_that_start(codemod::Node tasks, const std::string& group, const std::string& outcome,
                                                        const std::string& unit, const codemod::TransformContext& cx);
/// Whether nothing in the text but the tasks themselves is still one of asyncio, and each of its parts is on one line.
[[nodiscard]] bool holds_only_tasks(codemod::Node tasks, const codemod::TransformContext& cx);

/// Whether `asyncio.wait` is all that is done with the tasks, so that nobody asks how they ended.
[[nodiscard]] bool is_only_waited_for(const TaskObject& object);

/// Starts the tasks one by one where the container is only there to be waited for by `last`, the end of the region: the
/// container and the wait go. False, with nothing done, elsewhere.
[[nodiscard]] bool start_without_container(const TaskObject& object, const std::string& group, codemod::Node last, codemod::Fix& fix,
                                           codemod::TransformContext& cx);

/// Rewrites such a statement: it goes where the group waits anyway (`last` ends the region), else it waits for each task
/// in turn.
[[nodiscard]] std::optional<TaskObstacle> rewrite_wait(const TaskObject& object, const codemod::ObjectUse& use, codemod::Node last,
                                                       codemod::Fix& fix, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

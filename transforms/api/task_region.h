#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/edit/fix.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/task_handles.h"

namespace asyncio2anyio {

/// Tasks that share variables, and everything that is done with them.
struct TaskObject {
  std::vector<std::uint32_t> references;  ///< What makes them, as references of the pass.
  std::vector<codemod::Node> calls;       ///< The calls that make them, in the same order.
  TaskFlow flow;
};

/// Neighbouring statements of one block that a task group can be put around.
struct TaskRegion {
  codemod::Node first;
  codemod::Node last;
  [[nodiscard]] bool encloses(codemod::Node node) const { return first.begin() <= node.begin() && node.end() <= last.end(); }
};

/// Why something cannot be done, and where that was seen.
struct TaskObstacle {
  codemod::Node at;
  std::string reason;
};

/// The statement of `block` that holds `node`; null when none does.
[[nodiscard]] codemod::Node statement_in(codemod::Node block, codemod::Node node);

/// The statements that leave the region before its end: `return`, and `break` and `continue` of loops around it.
[[nodiscard]] std::vector<codemod::Node> exits_in(const TaskRegion& region);

/// The statements from the first call that makes a task of `object` to the last that waits for one or cancels one; nothing
/// when the tasks outlive the block.
[[nodiscard]] std::optional<TaskRegion> region_of(const TaskObject& object);

/// Why a group around the region would change more than how failures are raised: exits that leave a task
/// running, failures that are caught in the region, a `yield`.
[[nodiscard]] std::optional<TaskObstacle> obstacle_in_region(const TaskObject& object, const TaskRegion& region,
                                                             const codemod::TransformContext& cx);

/// Why no task group may be open while the statements run, whatever the tasks do; empty when one may.
[[nodiscard]] std::optional<TaskObstacle> obstacle_to_scope(const TaskRegion& region, const codemod::TransformContext& cx);

/// Who would miss an exception that leaves the statements inside an exception group: a handler around them, or the caller
/// of a `raise` among them.
[[nodiscard]] std::optional<TaskObstacle> obstacle_to_exception_groups(const TaskRegion& region, const codemod::TransformContext& cx);

/// The first of both.
[[nodiscard]] std::optional<TaskObstacle> obstacle_to_group(const TaskRegion& region, const codemod::TransformContext& cx);

/// The statement that waits for a cancelled task and ignores how it ended (`try: await task` with a handler for the
/// cancellation that does nothing, `with suppress(CancelledError): await task`); null for other awaits.
[[nodiscard]] codemod::Node quiet_wait(codemod::Node await, const codemod::TransformContext& cx);

/// A name for a task group that means nothing yet in the function around `at`.
[[nodiscard]] std::string group_name(codemod::Node at, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

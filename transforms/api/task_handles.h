#pragma once

#include <string>
#include <vector>

#include "engine/semantics/object_table.h"
#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// Where tasks go after they were made: from the calls that make them through variables, lists, sets and
/// dictionaries of one function to everything that is done with them.
struct TaskFlow {
  std::vector<codemod::ObjectUse> uses;     ///< Of single tasks, by place; dropped ones have none.
  std::vector<codemod::ObjectUse> batches;  ///< Of containers of tasks, where one is used as a whole.
  std::vector<codemod::BindingId> variables;
  std::vector<codemod::Node> annotations;   ///< Types of the variables.
  std::vector<codemod::Node> empties;       ///< `[]`, `set()` and the like that the tasks are added to.
  std::string doubt;                        ///< Why not everything is known; empty when it is.
  codemod::Node doubt_at;
};

/// Whether an expression makes a container that holds nothing: `[]`, `{}`, `set()` and the like.
[[nodiscard]] bool is_empty_container(codemod::Node value);

/// Follows what `producers`, calls that make one task each, give.
[[nodiscard]] TaskFlow follow_tasks(const std::vector<codemod::Node>& producers, const codemod::TransformContext& cx);

/// The same for the tasks in a sequence or set that `batch` gives.
[[nodiscard]] TaskFlow follow_task_batch(codemod::Node batch, const codemod::TransformContext& cx);

/// Adds to `fix` what a use of an asyncio task becomes for an `anyio.TaskHandle`; the reason when it becomes nothing.
/// An await stays as it is. `root` is what the name of the call that made the task starts from.
[[nodiscard]] std::string rewrite_handle_use(const codemod::ObjectUse& use, codemod::BindingId root, codemod::Fix& fix,
                                             const codemod::TransformContext& cx);

/// Turns `asyncio.Task` in the annotations of task variables into `anyio.TaskHandle`; the reason when it cannot.
[[nodiscard]] std::string rewrite_handle_annotations(const TaskFlow& flow, codemod::Fix& fix,
                                                     const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

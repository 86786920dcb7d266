#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/edit/fix.h"
#include "engine/semantics/semantic_model.h"
#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// What the arguments of one `asyncio.gather(…)` are made of.
struct GatherReading {
  codemod::Node call;
  std::vector<codemod::Node> arguments;     ///< Without keyword arguments.
  std::vector<codemod::Node> dropped;       ///< Keyword arguments that go.
  bool returns_exceptions = false;
  std::vector<codemod::Node> elements;      ///< Expressions in the call that give one awaitable each.
  std::vector<codemod::Node> streams;       ///< Starred expressions that give several, made elsewhere.
  std::vector<codemod::Node> starters;      ///< `create_task(…)` calls whose argument is taken instead.
  std::vector<GatherReading> nested;        ///< Those among the elements.
  bool has_coroutines = false;              ///< Variables hold coroutines that no task was made of.
  bool only_tasks = true;                   ///< Everything is made by `create_task` or `ensure_future`.
  bool proven = true;                       ///< Everything gathered is certainly a coroutine.
  codemod::Node first_start;                ///< The first statement that makes its tasks before it, in the same block.
  std::string running;                      ///< Why the tasks cannot become coroutines, but could live in a group.
  std::string refusal;                      ///< Why the call cannot be understood; empty when it can.
};

/// Reads a call of `asyncio.gather`; uses inside of `gone`, statements that go together with the call, are not looked at.
[[nodiscard]] GatherReading read_gather(codemod::Node call, const codemod::TransformContext& cx,
                                        const std::vector<codemod::Node>& gone = {});

/// Reads what another `call` waits for, as if it were the arguments of a gathering.
[[nodiscard]] GatherReading read_tasks(codemod::Node call, codemod::Node tasks, const std::vector<codemod::Node>& gone,
                                       const codemod::TransformContext& cx);

/// Takes the coroutine instead of the task that `starter`, a call of `create_task` or `ensure_future`, makes of it; the lines of the
/// coroutine move to where the call began.
void drop_starter(codemod::Node starter, codemod::Fix& fix);

/// The canonical name of what a call calls; empty when it is not imported.
[[nodiscard]] std::string canonical_callee(codemod::Node call, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

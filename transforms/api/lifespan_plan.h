#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "transforms/api/lifespan_functions.h"
#include "transforms/api/lifespan_slots.h"
#include "transforms/api/lifespan_stops.h"
#include "transforms/api/task_region.h"

namespace asyncio2anyio {

/// A statement that stops tasks, and where the lifespan comes to it.
struct StopSite {
  Stop stop;
  codemod::Node home;                   ///< The function that holds it.
  std::optional<std::size_t> position;  ///< In `Lifespan::shutdown()`, when that alone decides when it happens.
  bool is_certain = false;              ///< It happens whenever the lifespan is left.
};

/// Tasks of one lifespan that move together, and what is done with them.
struct LifespanTasks {
  const Lifespan* lifespan = nullptr;
  std::vector<TaskSlot> slots;
  std::set<std::size_t> active;    ///< Numbers of the slots that move.
  std::vector<StopSite> stops;     ///< Each once.
  std::set<std::size_t> observed;  ///< Slots that other code looks at.
};

/// How the tasks move: what the group is put around, and where it is cancelled.
struct GroupPlan {
  bool keeps_places = false;  ///< Tasks stay in their variables, as handles; else their statements go.
  TaskRegion region;
  std::vector<codemod::Node> removed;    ///< Statements that go because the group is cancelled.
  std::vector<codemod::Node> functions;  ///< Functions of which nothing else stays, among `removed`.
  codemod::Node replaced;  ///< Makes room for the cancellation of the group; null for none.
  codemod::Node behind;    ///< The statement behind which the group is cancelled otherwise; null for none.
  std::vector<codemod::Node> moved;  ///< Statements that start tasks at the end of a function and go to where the group opens.
};

/// Finds out where the tasks are stopped.
void find_stops(LifespanTasks& tasks, const codemod::TransformContext& cx);

/// The plan without places where all tasks end together when the group is cancelled, else the one with handles.
[[nodiscard]] GroupPlan plan_group(const LifespanTasks& tasks);

/// The plan with the starts moved out of the function that ends with them, where the group then holds nothing that may raise.
[[nodiscard]] std::optional<GroupPlan> plan_with_moved_starts(const LifespanTasks& tasks, const GroupPlan& plan, const codemod::TransformContext& cx);

/// Whether something in the region may raise beside the tasks, so that a group would wrap it.
[[nodiscard]] bool may_raise(const LifespanTasks& tasks, const GroupPlan& plan, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

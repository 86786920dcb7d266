#include <algorithm>
#include <array>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/background_work.h"
#include "transforms/api/group_calls.h"
#include "transforms/api/lifespan_rewrite.h"
#include "transforms/api/task_owners.h"

namespace asyncio2anyio {
namespace {

using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

constexpr std::string_view kAdvice =
    "open a task group in the lifespan, start the task in it through a function that logs what the task raises, and cancel its scope at shutdown";

constexpr std::string_view kRequestAdvice =
    "let the lifespan put a task group of its own on `app.state`, and start the task in that through a function that logs what the task raises";

/// Whether a function answers requests, by its decorator.
bool answers_requests(Node function) {
  constexpr auto kMethods = std::to_array<std::string_view>(
      {"api_route", "delete", "get", "head", "middleware", "options", "patch", "post", "put", "route", "trace", "websocket", "websocket_route"});
  if (!function.is(NodeKind::function_definition) || !function.parent().is(NodeKind::decorated_definition)) return false;
  return std::ranges::any_of(function.parent().named_children(), [&](Node decorator) {
    const Node callee = decorator.is(NodeKind::decorator) ? decorator.named_children().front().child(codemod::Field::function) : Node();
    return std::ranges::find(kMethods, callee.child(codemod::Field::attribute).text()) != kMethods.end();
  });
}

/// Whether the file uses FastAPI or Starlette.
bool has_framework(const TransformContext& cx) {
  for (std::uint32_t index = 0; index < cx.model().binding_count(); ++index) {
    const std::string& origin = cx.model().binding(static_cast<codemod::BindingId>(index)).definitions.front().origin;
    if (origin.starts_with("fastapi") || origin.starts_with("starlette")) return true;
  }
  return false;
}

/// A piece of code for a sentence.
std::string quoted(Node node) {
  const std::string_view text = node.text();
  return text.size() > 60 || text.find_first_of("`\r\n") != std::string_view::npos ? "other code" : "`" + std::string(text) + "`";
}

class LifespanTransform final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const Lifespan& lifespan : find_lifespans(cx)) {
      LifespanTasks tasks{&lifespan, find_slots(lifespan, cx), {}, {}, {}};
      for (std::size_t number = 0; number < tasks.slots.size(); ++number) {
        const std::string reason = obstacle_of(tasks.slots[number], lifespan, cx);
        if (reason.empty()) tasks.active.insert(number);
        else keep(tasks.slots[number], reason, cx);
      }
      move(tasks, cx);
    }
    if (has_framework(cx)) keep_tasks_of_requests(cx);
  }

 private:
  /// Tasks that outlive the request that starts them have the lifespan as their only possible owner.
  static void keep_tasks_of_requests(TransformContext& cx) {
    for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
      const codemod::Reference& reference = cx.reference(index);
      if (!reference.certain || (reference.name != "asyncio.create_task" && reference.name != "asyncio.ensure_future")) continue;
      const Node call = cx.is_decided(index) ? Node() : codemod::call_of(reference.node);
      if (!call || !answers_requests(cx.model().function_of(call))) continue;
      const TaskVerdict verdict = explain_owner(call, follow_tasks({call}, cx), cx);
      if (!verdict.reason.empty()) cx.keep(index, verdict.reason, std::string(kRequestAdvice));
    }
  }

  static void keep(const TaskSlot& slot, const std::string& reason, TransformContext& cx) {
    for (const Spawn& spawn : slot.spawns) cx.keep(spawn.reference, reason, std::string(kAdvice));
  }

  /// Why the tasks of a slot cannot move whatever else is done with them.
  static std::string obstacle_of(const TaskSlot& slot, const Lifespan& lifespan, const TransformContext& cx) {
    if (!slot.doubt.empty()) return slot.doubt;
    for (const Spawn& spawn : slot.spawns) {
      const Node coroutine = coroutine_argument(spawn.call);
      if (std::string why = obstacle_in_task_call(spawn.call, false, cx); !why.empty()) return why;
      if (!coroutine.is(NodeKind::call)) return "it is not given the call of a coroutine function";
      const Node callee = codemod::callee_definition(cx.model(), coroutine);
      if (callee && !codemod::is_async_function(callee)) return "it is not given the call of a coroutine function";
      if (const auto obstacle = obstacle_to_scope(coroutine, cx)) return obstacle->reason;
      if (spawn.home != lifespan.function && !(takes_group(spawn.home) && can_be_given_more(*lifespan.call_of(spawn.home))))
        return "`" + std::string(spawn.home.child(codemod::Field::name).text()) + "` cannot be given a task group as one more argument";
    }
    return {};
  }

  static bool can_be_given_more(const LifespanCall& call) {
    return std::ranges::none_of(codemod::arguments_of(call.call), [](Node argument) {
      return argument.is_any(NodeKind::keyword_argument, NodeKind::list_splat, NodeKind::dictionary_splat);
    });
  }

  /// Moves the slots that can, after leaving out those whose uses do not fit.
  static void move(LifespanTasks& tasks, TransformContext& cx) {
    while (!tasks.active.empty()) {
      find_stops(tasks, cx);
      GroupPlan plan = plan_group(tasks);
      if (std::optional<GroupPlan> calm = plan_with_moved_starts(tasks, plan, cx)) plan = std::move(*calm);
      if (leave_out(tasks, plan, cx)) continue;
      std::expected<Fix, std::string> fix = move_tasks(tasks, plan, cx);
      if (fix) return cx.propose(std::move(*fix));
      for (const std::size_t number : tasks.active) keep(tasks.slots[number], fix.error(), cx);
      return;
    }
  }

  /// Leaves out one slot that the plan does not fit; false when it fits all.
  static bool leave_out(LifespanTasks& tasks, const GroupPlan& plan, TransformContext& cx) {
    for (const std::size_t number : tasks.active) {
      const std::string reason = plan.keeps_places ? obstacle_to_handles(tasks, number, cx) : std::string();
      if (reason.empty()) continue;
      keep(tasks.slots[number], reason, cx);
      tasks.active.erase(number);
      return true;
    }
    return false;
  }

  static std::string obstacle_to_handles(const LifespanTasks& tasks, std::size_t number, const TransformContext& cx) {
    const TaskSlot& slot = tasks.slots[number];
    if (slot.loads.empty()) return {};
    if (!has_handles(cx)) return "before anyio 4.14 a task group gives no handle for its tasks";
    const auto cancels = [&](const StopSite& site) { return site.stop.cancelled.contains(number); };
    const bool is_cancelled = std::ranges::any_of(tasks.stops, cancels);
    const StopReader reader(tasks.slots, tasks.active, cx);
    for (const Node expression : slot.loads) {
      if (const auto stop = reader.stop_around(expression)) {
        const auto site = std::ranges::find_if(tasks.stops, [&](const StopSite& other) { return other.stop.statement == stop->statement; });
        if (is_cancelled && stop->exposed.contains(number)) return "the task is cancelled and awaited, and what that raises is not caught";
        if (stop->exposed.contains(number) && !site->is_certain) return quoted(stop->statement) + " needs what the task raises, which a task group of the lifespan has to log";
        if (stop->has_message) return "`cancel` of anyio takes no message";
        if (!stop->waits.empty() && stop->statement.text().find('#') != std::string_view::npos) return "a comment stands in the statement that waits for the task";
        continue;
      }
      const codemod::ObjectUse use = codemod::classify_use(expression);
      const bool asks = use.kind == codemod::UseKind::method_call && (use.member == "done" || use.member == "cancelled" || use.member == "cancel");
      if (use.kind == codemod::UseKind::tested || asks) continue;
      if (use.kind != codemod::UseKind::awaited && use.kind != codemod::UseKind::method_call) return "the task is passed on";
      if (use.kind == codemod::UseKind::method_call && use.member != "result" && use.member != "exception")
        return "a task of anyio has no `" + std::string(use.member) + "`";
      return quoted(use.outer) + " needs what the task returns or raises, which a task group of the lifespan has to log";
    }
    return {};
  }

  static constexpr codemod::TransformInfo kInfo{
      "lifespan", "Run the background tasks of an application in a task group of its `lifespan`",
      R"(Tasks that a `lifespan` starts before its `yield`, itself or in a function that only it calls, move into a task group that
the lifespan opens and cancels at shutdown. With it goes the code that kept the tasks (variables, attributes, lists, `global`)
and stopped them (`cancel()`, awaits that ignore the cancellation), where the group is cancelled at the same place; where
something else happens between, or other code asks whether a task is `done()`, the tasks stay as handles (`anyio` 4.14). Functions
that start tasks get the group as one more argument, or leave the start to the lifespan where they end with it. `on-event` makes the lifespan where there are handlers.

Always unsafe. A task that fails would cancel the lifespan while the server goes on, so that each coroutine goes through a function
that logs what it raises, and that ends when the coroutine raises a cancellation of its own, unless its code shows that nothing
but a cancellation by the group leaves it; an await of the task at shutdown no longer raises that. Shutdown waits until the tasks have ended. Exceptions of startup and shutdown keep their type: where
something in the group may raise, it is opened by a function that takes them out of the group again.

Left alone: tasks that await or go on when they are cancelled, because a task group cancels every further await; tasks whose
result or failure is looked at, that are passed on, or whose variable other files use; a `yield` under a condition. Coroutine
functions of other files are taken to let their cancellation pass (A-CONVENTIONS), and attributes and globals to be used by the
given files only (A-ATTRIBUTES).)",
      codemod::Safety::unsafe, 48};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_lifespan() { return std::make_unique<LifespanTransform>(); }

}  // namespace asyncio2anyio

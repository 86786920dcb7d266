#include <algorithm>
#include <map>
#include <set>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/group_calls.h"
#include "transforms/api/lifespan_slots.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/task_groups.h"
#include "transforms/api/task_owners.h"
#include "transforms/api/task_pools.h"
#include "transforms/api/task_races.h"
#include "transforms/api/task_region.h"
#include "transforms/api/task_waits.h"

namespace asyncio2anyio {
namespace {

using codemod::BindingId;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::Reference;
using codemod::ReferenceKind;
using codemod::TransformContext;

/// A call that makes a task.
struct Site {
  std::uint32_t reference = 0;
  Node call;
};

/// Every call that makes a task and that no other transform has taken.
std::vector<Site> sites_of(TransformContext& cx) {
  std::vector<Site> sites;
  const std::set<std::uint32_t> of_lifespans = references_of_lifespans(cx);
  for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
    const Reference& reference = cx.reference(index);
    if (!reference.certain || cx.has_fix(index) || of_lifespans.contains(index)) continue;
    if (reference.name == "loop.create_task" && reference.use->kind == codemod::UseKind::method_call) sites.push_back({index, reference.use->outer});
    if (reference.name != "asyncio.create_task" && reference.name != "asyncio.ensure_future") continue;
    if (const Node call = codemod::call_of(reference.node)) sites.push_back({index, call});
    else cx.keep(index, "`" + reference.name + "` is used as a value");
  }
  return sites;
}

/// Joins the sites whose tasks share a variable.
std::vector<TaskObject> objects_of(const std::vector<Site>& sites, const TransformContext& cx) {
  std::map<std::size_t, TaskObject> objects;  // by the last site of each
  std::map<BindingId, std::size_t> owners;
  for (std::size_t number = 0; number < sites.size(); ++number) {
    const Site& site = sites[number];
    TaskObject object{{site.reference}, {site.call}, follow_tasks({site.call}, cx)};
    std::set<std::size_t> others;
    for (const BindingId id : object.flow.variables)
      if (const auto owner = owners.find(id); owner != owners.end()) others.insert(owner->second);
    for (const std::size_t other : others) {
      const TaskObject joined = std::move(objects.extract(other).mapped());
      object.references.insert(object.references.begin(), joined.references.begin(), joined.references.end());
      object.calls.insert(object.calls.begin(), joined.calls.begin(), joined.calls.end());
      // Also of variables that the tasks together are not followed to.
      for (auto& [id, owner] : owners)
        if (owner == other) owner = number;
    }
    if (object.calls.size() > 1) object.flow = follow_tasks(object.calls, cx);
    take_waits(object, cx);
    for (const BindingId id : object.flow.variables) owners[id] = number;
    objects.emplace(number, std::move(object));
  }
  std::vector<TaskObject> found;
  found.reserve(objects.size());
  for (auto& [number, object] : objects) found.push_back(std::move(object));
  return found;
}

class CreateTask final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const Site& site : sites_of(cx)) group_pool_of(site, cx);
    std::vector<Site> pending;
    for (const Site& site : sites_of(cx))
      if (!await_directly(site, cx)) pending.push_back(site);
    std::map<std::uint32_t, std::vector<TaskObject>> by_function;
    for (TaskObject& object : objects_of(pending, cx)) {
      const Node function = cx.model().function_of(object.calls.front());
      if (!judge(object, cx)) continue;
      by_function[function.index()].push_back(std::move(object));
    }
    for (auto& [function, objects] : by_function) group_tasks(std::move(objects), cx);
    keep_methods(cx);
  }

  /// A loop that makes a task stays unless `run` finds a group for the task; until then this says why.
  [[nodiscard]] codemod::UseAnswer rewrite_use(const codemod::TrackedObject& object, const ObjectUse& use, TransformContext& cx) const override {
    if (object.kind != "loop" || use.member != "create_task") return {};
    if (use.kind != codemod::UseKind::method_call) return {std::nullopt, "`create_task` of the loop is used as a value"};
    TaskVerdict verdict = explain_owner(use.outer, follow_tasks({use.outer}, cx), cx);
    return {std::nullopt, verdict.reason.empty() ? "the task may outlive what a task group could span" : std::move(verdict.reason)};
  }

 private:
  /// Tasks that are added to a container and awaited one after the other.
  static void group_pool_of(const Site& site, TransformContext& cx) {
    const Node list = codemod::outermost_parentheses(site.call).parent();
    const Node method = list.is(NodeKind::argument_list) ? list.parent().child(codemod::Field::function) : Node();
    if (cx.has_fix(site.reference) || !method.is(NodeKind::attribute)) return;
    if (std::optional<Fix> fix = group_pool(method.child(codemod::Field::object), cx.reference(site.reference), cx)) cx.propose(*std::move(fix));
  }

  /// `await create_task(f())` is `await f()`.
  static bool await_directly(const Site& site, TransformContext& cx) {
    const Node await = codemod::await_of(site.call);
    if (!await) return false;
    const Node coroutine = coroutine_argument(site.call);
    if (!coroutine.is(NodeKind::call)) return false;
    if (cx.text().substr(site.call.begin(), site.call.end() - site.call.begin()).find('#') != std::string_view::npos) return false;
    Fix fix;
    fix.title = "await the coroutine in the current task";
    fix.erase({site.call.begin(), coroutine.begin()});
    fix.erase({coroutine.end(), site.call.end()});
    cx.propose(std::move(fix));
    return true;
  }

  /// Whether the object may go on to a task group; keeps it otherwise.
  static bool judge(const TaskObject& object, TransformContext& cx) {
    const Node call = object.calls.front();
    const Node function = cx.model().function_of(call);
    const bool background = runs_in_background(object, cx);
    const TaskVerdict verdict = background ? TaskVerdict() : explain_owner(call, object.flow, cx);
    if (!verdict.reason.empty()) return keep(object, verdict.reason, verdict.advice, cx);
    for (const Node other : object.calls) {
      const Node coroutine = coroutine_argument(other);
      const bool used = !codemod::is_whole_statement(other);
      if (std::string why = obstacle_in_task_call(other, used, cx); !why.empty()) return keep(object, why, {}, cx);
      if (!coroutine.is(NodeKind::call)) return keep(object, "it is not given the call of a coroutine function", {}, cx);
      const Node callee = codemod::callee_definition(cx.model(), coroutine);
      if (callee && !codemod::is_async_function(callee)) return keep(object, "it is not given the call of a coroutine function", {}, cx);
    }
    for (const ObjectUse& use : object.flow.uses)
      if (cx.model().function_of(use.node) != function) return keep(object, "another function uses the task", {}, cx);
    if (!object.flow.batches.empty()) return keep_together(object, cx);
    return !is_left_to_wait(object, cx);
  }

  /// Whether `wait` does without the tasks: it waits for their coroutines where the tasks were waited for.
  static bool is_left_to_wait(const TaskObject& object, TransformContext& cx) {
    if (!is_only_waited_for(object) || object.flow.uses.size() != 1) return false;
    const ObjectUse& use = object.flow.uses.front();
    const Node call = codemod::strip_parentheses(use.outer.named_children().front());
    const auto index = cx.reference_at(call.child(codemod::Field::function));
    return index && std::holds_alternative<Fix>(rewrite_wait_for_results(*index, codemod::arguments_of(call).front(), false, cx));
  }

  /// Tasks that stay because of what is done with all of them at once.
  static bool keep_together(const TaskObject& object, TransformContext& cx) {
    const Node use = object.flow.batches.front().node;
    const Node outer = codemod::outermost_parentheses(use).parent();
    const Node list = outer.is(NodeKind::list_splat) ? outer.parent() : outer;
    const Node callee = list.is(NodeKind::argument_list) ? list.parent().child(codemod::Field::function) : Node();
    const std::string line = " in line " + std::to_string(cx.tree().source().original_line(use.begin()));
    if (!callee || callee.text().find('\n') != std::string_view::npos) return keep(object, "the tasks are used together" + line, {}, cx);
    const bool waits = cx.knowledge().canonical(cx.model().resolve(callee).name).starts_with("asyncio.");
    return keep(object, "the tasks are passed on to `" + std::string(callee.text()) + "`" + line + (waits ? ", which stays" : ""), {}, cx);
  }

  static bool keep(const TaskObject& object, const std::string& reason, const std::string& advice, TransformContext& cx) {
    for (const std::uint32_t index : object.references) cx.keep(index, reason, advice);
    return false;
  }

  static void group_tasks(std::vector<TaskObject> objects, TransformContext& cx) {
    TaskGroups groups(std::move(objects), cx);
    for (const RefusedObject& refused : groups.refused()) {
      const std::uint32_t line = cx.tree().source().original_line(refused.obstacle.at.begin());
      for (const std::uint32_t index : refused.object.references) cx.keep(index, "the task is kept because of line " + std::to_string(line) + ": " + refused.obstacle.reason);
    }
    for (Fix& fix : groups.fixes()) cx.propose(std::move(fix));
  }

  /// What is done with tasks that stay.
  static void keep_methods(TransformContext& cx) {
    for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
      const Reference& reference = cx.reference(index);
      if (reference.kind == ReferenceKind::method && reference.object->kind == "task" && !cx.is_decided(index))
        cx.keep(index, "the task stays one of asyncio");
    }
  }

  static constexpr codemod::TransformInfo kInfo{
      "create-task", "Run tasks that end with their function in an `anyio` task group",
      R"(Tasks that one function makes and waits for or cancels (variables, lists, sets and dictionaries of tasks) move into
`async with anyio.create_task_group() as tg:`, which spans the statements from the first task to the last wait. One group serves all
tasks of a function whose statements overlap. `cancel()` followed by an await that ignores the cancellation becomes
`await task.wait()`; the other methods become properties of the handle (`anyio` 4.14). Tasks that the function that `run` runs
drops go into a group that is cancelled at its end, as asyncio does. `await create_task(f())` becomes `await f()`.

Tasks that are only added to a list or set, by the function or by functions inside of it that nothing else calls, and waited for until
none is left (`while tasks: await tasks.pop()`) are started in a group that the functions inside use as well; the container goes.
A group among the statements joins the one around them where only awaits of tasks follow it.

Always unsafe: a task that fails cancels the others and the function. Callers see the first exception itself, not an exception group:
for that the module gets a `_task_group`. The group is a plain `anyio.create_task_group()` where an exception certainly ends the
program, so that nobody sees whether it comes in a group.

Left alone, with the owner that a group would need: tasks that are stored in attributes and globals, returned, passed on, dropped
elsewhere, or made in plain functions and generators; tasks whose failure is caught where they are awaited; a `return` that leaves a
task running.)",
      codemod::Safety::unsafe, 49};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_create_task() { return std::make_unique<CreateTask>(); }

}  // namespace asyncio2anyio

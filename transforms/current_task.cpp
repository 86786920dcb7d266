#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/task_handles.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::ObjectUse;
using codemod::Reference;
using codemod::Safety;
using codemod::TransformContext;
using codemod::UseKind;

/// Turns `task.get_name()` into `task.name`; the reason when the use is another one.
std::string rewrite_description(const ObjectUse& use, Fix& fix) {
  if (use.kind == UseKind::tested) return {};
  if (use.kind == UseKind::method_call && use.member == "get_name" && codemod::arguments_of(use.outer).empty()) {
    const Node attribute = use.outer.child(Field::function);
    fix.replace(codemod::TextRange{attribute.child(Field::attribute).begin(), use.outer.end()}, "name");
    return {};
  }
  if (use.member.empty()) return "anyio shows no object that stands for the task itself";
  return "the task's `" + std::string(use.member) + "` has no counterpart in anyio";
}

class CurrentTask final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const std::uint32_t index : cx.named("asyncio.current_task")) rewrite(index, "get_current_task", cx);
    for (const std::uint32_t index : cx.named("asyncio.all_tasks")) rewrite(index, "get_running_tasks", cx);
  }

 private:
  static void rewrite(std::uint32_t index, std::string_view member, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    const Node call = codemod::call_of(reference.node);
    if (!call) return cx.keep(index, "it is used as a value");
    if (!codemod::arguments_of(call).empty()) return cx.keep(index, "it asks for the tasks of a certain event loop");
    if (!codemod::is_async_function(cx.model().function_of(call)))
      return cx.keep(index, "outside of async functions there may be no task, and anyio raises instead of giving `None`");
    Fix fix = rename(reference, "anyio", member, cx);
    if (fix.edits.empty()) return cx.keep(index, std::string(kShadowed));
    fix.title = "use `anyio." + std::string(member) + "`";
    const bool all = member == "get_running_tasks";
    const std::string refusal = all ? rewrite_all(call, fix, cx) : rewrite_one(call, fix, cx);
    if (!refusal.empty()) return cx.keep(index, refusal);
    if (all) {
      fix.at_least(Safety::unsafe);
      fix.title += ", which on trio also lists the tasks of the system";
    }
    if (!cx.patched(reference).empty()) fix.at_least(Safety::unsafe);
    cx.propose(std::move(fix));
  }

  static std::string rewrite_one(Node call, Fix& fix, const TransformContext& cx) {
    return rewrite_flow(follow_tasks({call}, cx), fix);
  }

  static std::string rewrite_flow(const TaskFlow& flow, Fix& fix) {
    if (!flow.doubt.empty()) return flow.doubt;
    if (!flow.annotations.empty()) return "its type is annotated";
    if (!flow.batches.empty()) return "the tasks are passed on";
    for (const ObjectUse& use : flow.uses)
      if (std::string why = rewrite_description(use, fix); !why.empty()) return why;
    return {};
  }

  /// The set of tasks may be counted, or gone through for names.
  static std::string rewrite_all(Node call, Fix& fix, const TransformContext& cx) {
    return rewrite_flow(follow_task_batch(call, cx), fix);
  }

  static constexpr codemod::TransformInfo kInfo{
      "current-task", "Replace `asyncio.current_task().get_name()` by `anyio.get_current_task().name`",
      R"(`anyio.get_current_task()` gives a description of the task: its name, an id, the ids of others. Where nothing but
`get_name()` is asked of `asyncio.current_task()`, inside an async function, the two are the same. In the same way
`asyncio.all_tasks()` becomes `anyio.get_running_tasks()` where the tasks are counted or their names are listed.

Unsafe: `all_tasks`, because trio lists its own tasks as well. Left alone: tasks that are cancelled, compared, stored or used
as keys, `get_coro()` (a task group of anyio runs a coroutine around yours), and calls with a loop as argument or outside of async functions. Names of tasks are taken to carry no meaning
(A-NAMES).)",
      Safety::safe, 48};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_current_task() { return std::make_unique<CurrentTask>(); }

}  // namespace asyncio2anyio

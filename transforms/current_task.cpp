#include <algorithm>

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
    rewrite_current(cx);
    for (const std::uint32_t index : cx.named("asyncio.all_tasks")) {
      Fix fix;
      if (std::string refusal = rewrite(index, "get_running_tasks", fix, cx); !refusal.empty()) cx.keep(index, std::move(refusal));
      else cx.propose(std::move(fix));
    }
  }

 private:
  /// `current_task() and current_task().cancelling()` asks for one task: what is only tested stays with what is kept.
  static void rewrite_current(TransformContext& cx) {
    std::vector<std::pair<std::uint32_t, Fix>> tests;
    std::vector<Node> keeping;
    for (const std::uint32_t index : cx.named("asyncio.current_task")) {
      Fix fix;
      if (std::string refusal = rewrite(index, "get_current_task", fix, cx); !refusal.empty()) {
        keeping.push_back(cx.model().function_of(cx.reference(index).node));
        cx.keep(index, std::move(refusal));
      } else if (fix.edits.size() == 1) {
        tests.emplace_back(index, std::move(fix));
      } else {
        cx.propose(std::move(fix));
      }
    }
    for (auto& [index, fix] : tests) {
      const Node function = cx.model().function_of(cx.reference(index).node);
      if (std::ranges::find(keeping, function) == keeping.end()) cx.propose(std::move(fix));
      else cx.keep(index, "it is only tested, and the function needs the same task of asyncio");
    }
  }

  /// Adds to `fix` what the call becomes; the reason when it stays.
  static std::string rewrite(std::uint32_t index, std::string_view member, Fix& fix, const TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    const Node call = codemod::call_of(reference.node);
    if (!call) return "it is used as a value";
    if (!codemod::arguments_of(call).empty()) return "it asks for the tasks of a certain event loop";
    if (!codemod::is_async_function(cx.model().function_of(call)))
      return "outside of async functions there may be no task, and anyio raises instead of giving `None`";
    fix = rename(reference, "anyio", member, cx);
    if (fix.edits.empty()) return std::string(kShadowed);
    fix.title = "use `anyio." + std::string(member) + "`";
    const bool all = member == "get_running_tasks";
    if (std::string refusal = all ? rewrite_all(call, fix, cx) : rewrite_one(call, fix, cx); !refusal.empty()) return refusal;
    if (all) {
      fix.at_least(Safety::unsafe);
      fix.title += ", which on trio also lists the tasks of the system";
    }
    if (!cx.patched(reference).empty()) fix.at_least(Safety::unsafe);
    return {};
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
as keys, `get_coro()` (a task group of anyio runs a coroutine around yours), and calls with a loop as argument or outside of async
functions; also a call that is only tested, where the function asks the task for more. Names of tasks are taken to carry no
meaning (A-NAMES).)",
      Safety::safe, 48};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_current_task() { return std::make_unique<CurrentTask>(); }

}  // namespace asyncio2anyio

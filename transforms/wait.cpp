#include "engine/semantics/control_flow.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/exception_observers.h"
#include "transforms/api/gather_helpers.h"
#include "transforms/api/group_calls.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/task_pools.h"
#include "transforms/api/task_races.h"
#include "transforms/api/task_waits.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Reference;
using codemod::TransformContext;

class Wait final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const std::uint32_t index : cx.named("asyncio.wait")) rewrite(index, cx);
    for (const std::string_view name : {"asyncio.ALL_COMPLETED", "asyncio.FIRST_COMPLETED", "asyncio.FIRST_EXCEPTION"})
      for (const std::uint32_t index : cx.named(name))
        if (!cx.is_decided(index)) cx.keep(index, "it belongs to a call of `asyncio.wait` that stays");
  }

 private:
  static void rewrite(std::uint32_t index, TransformContext& cx) {
    const Node call = codemod::call_of(cx.reference(index).node);
    if (!call) return cx.keep(index, "it is used as a value");
    const Node await = codemod::await_of(call);
    if (!await) return cx.keep(index, "it is not awaited where it is called");
    const Options options = options_of(call);
    if (std::optional<Fix> fix = group_pool(options.tasks, cx.reference(index), cx)) return cx.propose(*std::move(fix));
    if (!options.refusal.reason.empty()) return cx.keep(index, options.refusal.reason, options.refusal.advice);
    const Node tasks = codemod::strip_parentheses(options.tasks);
    if (options.first || !codemod::is_whole_statement(await)) {
      std::variant<Fix, WaitRefusal> result = rewrite_wait_for_results(index, tasks, options.first, cx);
      if (const WaitRefusal* refusal = std::get_if<WaitRefusal>(&result)) return cx.keep(index, refusal->reason, refusal->advice);
      return cx.propose(std::get<Fix>(std::move(result)));
    }
    if (use_group(index, await, tasks, cx)) return;
    std::variant<Fix, WaitRefusal> result = rewrite_wait_for_results(index, tasks, false, cx);
    if (const WaitRefusal* refusal = std::get_if<WaitRefusal>(&result)) return cx.keep(index, refusal->reason, refusal->advice);
    cx.propose(std::get<Fix>(std::move(result)));
  }

  /// What a call asks for.
  struct Options {
    Node tasks;
    bool first = false;  // returns with the first task
    WaitRefusal refusal;
  };

  static Options options_of(Node call) {
    Options options;
    for (const Node argument : codemod::arguments_of(call)) {
      const bool keyword = argument.is(NodeKind::keyword_argument);
      const std::string_view name = keyword ? argument.child(Field::name).text() : "";
      const std::string_view value = keyword ? codemod::keyword_value(argument).text() : "";
      if (name == "fs" || (!keyword && !options.tasks && !argument.is(NodeKind::list_splat))) options.tasks = keyword ? codemod::keyword_value(argument) : argument;
      else if (name == "timeout" && value == "None") continue;
      else if (name == "timeout") return {{}, false, {"its timeout leaves the tasks running, which a task group does not", std::string(kTimeoutAdvice)}};
      else if (name == "return_when" && value.ends_with("FIRST_COMPLETED")) options.first = true;
      else if (name == "return_when" && value.ends_with("FIRST_EXCEPTION")) return {{}, false, {"it returns with the first failure, while the others go on", std::string(kFailureAdvice)}};
      else if (name != "return_when" || !value.ends_with("ALL_COMPLETED")) return {{}, false, {"its arguments cannot be told apart", {}}};
    }
    if (!options.tasks) options.refusal.reason = "its arguments cannot be told apart";
    return options;
  }

  /// Starts tasks that are made in the call in a group that waits for them.
  static bool use_group(std::uint32_t index, Node await, Node tasks, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    const Node statement = codemod::statement_of(await);
    if (!holds_only_tasks(tasks, cx) || !codemod::begins_its_line(statement) || cx.style("gather-style") == "function") return false;
    if (obstacle_to_group({statement, statement}, cx)) return false;
    // What fails before the tasks run would leave the group inside an exception group.
    if (!makes_tasks_without_failing(tasks) && !ends_the_program(statement, cx)) return false;
    const std::string unit = codemod::indent_unit(cx.tree());
    const std::string group = group_name(await, cx);
    Fix fix;
    const auto local = cx.need_import(fix, reference.node, reference.root, "anyio");
    const auto outcome = need_helper(fix, GatherHelper::outcome, reference, cx);
    const std::vector<std::string> lines = outcome ? lines_that_start(tasks, group, *outcome, unit, cx) : std::vector<std::string>();
    if (!local || lines.empty()) return false;
    const std::string newline = std::string(codemod::newline_text(cx.tree().source().newline())) +
                                std::string(codemod::indentation_at(cx.tree(), statement.begin())) + unit;
    std::string text = "async with " + *local + ".create_task_group() as " + group + ":";
    for (const std::string& line : lines) text += newline + line;
    fix.replace(statement, text);
    fix.title = "wait for the tasks with a task group, which cancels them when it is cancelled itself";
    cx.propose(std::move(fix));
    return true;
  }

  /// Whether making the tasks of a display or comprehension computes nothing that could fail.
  static bool makes_tasks_without_failing(Node tasks) {
    for (const Node part : tasks.named_children()) {
      if (part.is(NodeKind::for_in_clause)) {
        const Node items = codemod::strip_parentheses(part.child(Field::right));
        const bool view = items.is(NodeKind::call) && codemod::arguments_of(items).empty() && items.child(Field::function).is(NodeKind::attribute);
        if (!codemod::is_pure(view ? items.child(Field::function) : items)) return false;
      } else if (part.is(NodeKind::if_clause)) {
        if (!codemod::is_pure(part)) return false;
      } else if (const Node coroutine = coroutine_argument(codemod::strip_parentheses(part)); coroutine) {
        if (!codemod::is_pure(coroutine) && !(coroutine.is(NodeKind::call) && codemod::is_pure_call(coroutine))) return false;
      }
    }
    return true;
  }

  static constexpr std::string_view kTimeoutAdvice =
      "start the tasks in a task group that outlives this code, wait for their handles (`await handle.wait()`) in `with anyio.move_on_after(timeout):`, "
      "and ask for their `status`";
  static constexpr std::string_view kFailureAdvice =
      "a task group cancels the others at the first failure: start the tasks in one if they need not go on";

  static constexpr codemod::TransformInfo kInfo{
      "wait", "Replace `await asyncio.wait(…)` by a task group or a race of coroutines",
      R"(Where all that is done with some tasks is to wait for all of them, leaving an `async with anyio.create_task_group()` block waits as
well; behind a handler, and where a variable holds the tasks, it is `anyio.gather` that waits. Failures stay where they are, in
`_outcome`, a small function that the module gets once.

Tasks that are added to a list or set one by one, while the function awaits something else or by functions inside of it that nothing
else calls, are started in a group, and the container goes.

Where the results are read from `done` (`[task.result() for task in done]`, a loop over it), they come from `_gather`. With
`return_when=FIRST_COMPLETED`, where the tasks that are left are cancelled, the result of the first (`done.pop().result()`, a loop over
`done`) comes from `_first_completed`, which raises its exception as itself and cancels the others; the statements that cancel and
collect them go, also those in a `finally`.

Always unsafe: tasks that are left are waited for when they are cancelled, also when the function itself is; a cancellation that a
task raises by itself is raised.

Left alone: `timeout` and `FIRST_EXCEPTION`, after which the other tasks go on; tasks that go on after the first, are waited for again
or asked which of them has ended; failures that are looked at; tasks that other code makes, or that run while the function awaits
something else.)",
      codemod::Safety::unsafe, 48};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_wait() { return std::make_unique<Wait>(); }

}  // namespace asyncio2anyio

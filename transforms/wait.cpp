#include "engine/semantics/control_flow.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/group_calls.h"
#include "transforms/api/rewriting.h"
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
    const std::vector<Node> arguments = codemod::arguments_of(call);
    for (const Node argument : arguments)
      if (std::string why = reason_of_option(argument); !why.empty()) return cx.keep(index, why);
    if (arguments.size() != 1 || arguments.front().is(NodeKind::list_splat)) return cx.keep(index, "its arguments cannot be told apart");
    if (!codemod::is_whole_statement(await)) return cx.keep(index, "the sets of tasks that it gives are used");
    if (!has_handles(cx)) return cx.keep(index, "`TaskGroup.create_task` is newer than the target");
    const Node tasks = codemod::strip_parentheses(arguments.front());
    if (!holds_only_tasks(tasks, cx)) return cx.keep(index, "what it waits for is made with asyncio, or written over several lines");
    propose(index, await, tasks, cx);
  }

  static std::string reason_of_option(Node argument) {
    if (!argument.is(NodeKind::keyword_argument)) return {};
    const std::string_view name = argument.child(Field::name).text();
    if (name == "timeout") return "its timeout leaves the tasks running, which a task group does not";
    if (argument.text().find("FIRST_COMPLETED") != std::string_view::npos) return "it returns with the first task, while the others go on";
    if (argument.text().find("FIRST_EXCEPTION") != std::string_view::npos) return "it returns with the first failure, while the others go on";
    return "its arguments cannot be told apart";
  }

  static void propose(std::uint32_t index, Node await, Node tasks, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    const Node statement = codemod::statement_of(await);
    const std::string unit = codemod::indent_unit(cx.tree());
    const std::string group = group_name(await, cx);
    const std::vector<std::string> lines = lines_that_start(tasks, group, unit, cx);
    if (lines.empty()) return cx.keep(index, "it waits for tasks that other code makes");
    if (const auto obstacle = obstacle_to_group({statement, statement}, cx)) return cx.keep(index, obstacle->reason);
    if (!codemod::begins_its_line(statement)) return cx.keep(index, "it shares its line with another statement");
    Fix fix;
    const auto local = cx.need_import(fix, reference.node, reference.root, "anyio");
    if (!local) return cx.keep(index, std::string(kShadowed));
    const std::string newline = std::string(codemod::newline_text(cx.tree().source().newline())) +
                                std::string(codemod::indentation_at(cx.tree(), statement.begin())) + unit;
    std::string text = "async with " + *local + ".create_task_group() as " + group + ":";
    for (const std::string& line : lines) text += newline + line;
    fix.replace(statement, text);
    fix.need(min_anyio("anyio.TaskGroup.create_task"));
    fix.title = "wait for the tasks with a task group, which a failure stops";
    cx.propose(std::move(fix));
  }

  static constexpr codemod::TransformInfo kInfo{
      "wait", "Replace `await asyncio.wait([create_task(…), …])` by a task group",
      R"(Where all that is done with some tasks is to wait for all of them, leaving an `async with anyio.create_task_group()`
block waits as well. Tasks that are made in the call itself are started in the block; those of a variable that one function fills are
taken over by `create-task`.

Always unsafe: a task that fails cancels the others and is raised as an `ExceptionGroup`, where `asyncio.wait` says nothing.

Left alone: `timeout`, `FIRST_COMPLETED` and `FIRST_EXCEPTION`, after which the other tasks go on; calls whose result is used;
tasks that other code makes.)",
      codemod::Safety::unsafe, 48};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_wait() { return std::make_unique<Wait>(); }

}  // namespace asyncio2anyio

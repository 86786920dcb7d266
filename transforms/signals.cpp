#include <algorithm>

#include "engine/edit/block_editor.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/group_names.h"
#include "transforms/api/helper_names.h"
#include "transforms/api/loops.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/stream_uses.h"
#include "transforms/api/task_groups.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::ObjectUse;
using codemod::TrackedObject;
using codemod::TransformContext;
using codemod::UseAnswer;
using codemod::UseKind;

constexpr std::string_view kHelper = R"(@{asynccontextmanager}
async def {name}():
    """Give a function that has another one called for each signal until the block ends."""

    async def receive(signum, callback, args, *, task_status):
        with {anyio}.open_signal_receiver(signum) as signals:
            task_status.started()
            async for _ in signals:
                callback(*args)

    async def add(signum, callback, *args):
        await tg.start(receive, signum, callback, args)

    try:
        async with {anyio}.create_task_group() as tg:
            yield add
            tg.cancel_scope.cancel()
    except {BaseExceptionGroup} as excgroup:
        raise excgroup.exceptions[0])";

UseAnswer refuse(std::string why) { return {std::nullopt, std::move(why)}; }

/// Handlers that the main function adds become tasks of a block that reaches up to its end.
class Handlers {
 public:
  Handlers(const TrackedObject& loop, const ObjectUse& use, TransformContext& cx)
      : loop_(loop), use_(use), function_(cx.model().function_of(use.node)), cx_(cx) {}

  UseAnswer rewrite() {
    if (std::string doubt = doubt_of_running_loop(loop_, cx_); !doubt.empty()) return refuse(std::move(doubt));
    if (!codemod::is_async_function(function_))
      return refuse("in anyio a handler is a task, and a function that is not async cannot start one");
    if (is_used_directly(loop_)) return refuse("nothing holds the loop, which is asked for at each handler");
    if (!own_statement(use_.outer) || codemod::arguments_of(use_.outer).size() < 2) return refuse("it is called inside a larger statement");
    for (const Node argument : codemod::arguments_of(use_.outer))
      if (argument.is(codemod::NodeKind::keyword_argument)) return refuse("its arguments cannot be told apart");
    if (!only_run_of(function_, cx_)) return refuse("in anyio a handler is a task, which somebody must own and end: this is not the main function that `run` runs");
    if (codemod::yields(function_.child(Field::body))) return refuse("a task group may not span the `yield` of a generator");
    const Node first = first_statement();
    if (!first) return refuse("it does not stand in a statement of the main function");
    for (const Node producer : loop_.producers)
      if (producer.begin() > first.begin()) return refuse("the loop is taken in the statement that adds the handler");
    return write(first);
  }

 private:
  [[nodiscard]] bool adds(const ObjectUse& use) const {
    return use.member == "add_signal_handler" && cx_.model().function_of(use.node) == function_;
  }

  [[nodiscard]] bool is_first() const {
    return std::ranges::none_of(loop_.uses, [&](const ObjectUse& use) { return adds(use) && use.node.begin() < use_.node.begin(); });
  }

  /// The statement of the function's own block that holds the first handler.
  [[nodiscard]] Node first_statement() const {
    const auto earliest = std::ranges::find_if(loop_.uses, [&](const ObjectUse& use) { return adds(use); });
    for (const Node statement : function_.child(Field::body).named_children())
      if (earliest != loop_.uses.end() && statement.encloses(earliest->node)) return statement;
    return {};
  }

  UseAnswer write(Node first) {
    const codemod::Reference& producer = cx_.reference(*cx_.reference_at(loop_.references.front()));
    const HelperPlace place{producer.node, producer.root};
    Fix fix;
    std::string text(kHelper);
    const bool filled = fill_name(text, "anyio", {}, fix, place, cx_) && fill_name(text, "contextlib", "asynccontextmanager", fix, place, cx_) &&
                        fill_exception_group(text, "BaseExceptionGroup", fix, place, cx_);
    if (!filled) return refuse(std::string(kShadowed));
    const std::string helper = cx_.need_definition(fix, place.node, place.root, "_signal_handlers", text);
    const Node last = function_.child(Field::body).named_children().back();
    const std::string name = free_name(function_, {first.begin(), last.end()}, "on_signal", "add_handler", cx_);
    fix.need(min_anyio("anyio.open_signal_receiver"));
    fix.replace(use_.outer.child(Field::function), "await " + name);
    if (is_first()) {
      for (codemod::Edit& edit : codemod::wrap_statements(first, last, "async with " + helper + "() as " + name + ":"))
        fix.edits.push_back(std::move(edit));
      fix.guards.push_back({first.begin(), last.end()});  // what moves in must not be moved by others meanwhile
    }
    fix.title = "receive signals in tasks that end with the main function";
    return {std::move(fix), {}};
  }

  const TrackedObject& loop_;
  const ObjectUse& use_;
  Node function_;
  TransformContext& cx_;
};

class Signals final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext&) const override {}

  [[nodiscard]] UseAnswer rewrite_use(const TrackedObject& loop, const ObjectUse& use, TransformContext& cx) const override {
    const bool adds = use.member == "add_signal_handler";
    if (loop.kind != "loop" || (!adds && use.member != "remove_signal_handler")) return {};
    if (use.kind != UseKind::method_call) return {std::nullopt, "`loop." + std::string(use.member) + "` is used as a value"};
    if (!adds) return {std::nullopt, "in anyio a handler ends with the block that receives its signals"};
    return Handlers(loop, use, cx).rewrite();
  }

 private:
  static constexpr codemod::TransformInfo kInfo{
      "signals", "Replace handlers of signals in the main function by tasks that receive them",
      R"(asyncio calls a handler that was given to `loop.add_signal_handler` for as long as the loop runs. anyio gives signals to who
iterates over `anyio.open_signal_receiver`, in a task. In the function that `asyncio.run` or `anyio.run` runs, and that nothing else uses, these
tasks may live up to its end:

    async def main():
        loop = asyncio.get_running_loop()
        stop = asyncio.Event()
        loop.add_signal_handler(signal.SIGTERM, stop.set)
        await stop.wait()

    async def main():
        stop = anyio.Event()
        async with _signal_handlers() as on_signal:
            await on_signal(signal.SIGTERM, stop.set)
            await stop.wait()

`_signal_handlers` is defined once per file. When `await on_signal(...)` returns, the signal is received already.

Unsafe: a handler that fails ends the program, where asyncio logs what it raises; handlers run in a task, and the context of that task; a second handler for a
signal is called as well, where asyncio replaces the first.

Left alone: functions that are not the main one, because nobody says there when the handler ends; handlers that are removed
(`remove_signal_handler`), in anyio by leaving the block; loops that are held by attributes or passed on.)",
      codemod::Safety::unsafe, 26};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_signals() { return std::make_unique<Signals>(); }

}  // namespace asyncio2anyio

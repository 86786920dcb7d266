#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/loops.h"

namespace asyncio2anyio {
namespace {

using codemod::ObjectUse;
using codemod::TrackedObject;
using codemod::TransformContext;
using codemod::UseAnswer;
using codemod::UseKind;

class Signals final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext&) const override {}

  [[nodiscard]] UseAnswer rewrite_use(const TrackedObject& loop, const ObjectUse& use, TransformContext& cx) const override {
    const bool adds = use.member == "add_signal_handler";
    if (loop.kind != "loop" || (!adds && use.member != "remove_signal_handler")) return {};
    if (use.kind != UseKind::method_call) return {std::nullopt, "`loop." + std::string(use.member) + "` is used as a value"};
    if (!adds) return {std::nullopt, "in anyio a handler ends with the block that receives its signals"};
    if (!in_async_function(use.node, cx))
      return {std::nullopt, "in anyio a handler is a task, and a function that is not async cannot start one"};
    return {std::nullopt, "in anyio a handler is a task, which somebody must own and end"};
  }

 private:
  static constexpr codemod::TransformInfo kInfo{
      "signals", "Report handlers of signals, which are tasks in anyio",
      R"(Changes nothing. asyncio calls a handler that was given to `loop.add_signal_handler` for as long as the loop runs. anyio gives
signals to whoever iterates over them:

    async def watch_signals():
        with anyio.open_signal_receiver(signal.SIGTERM) as signals:
            async for _ in signals:
                stop.set()

    async with anyio.create_task_group() as tg:
        tg.start_soon(watch_signals)
        ...
        tg.cancel_scope.cancel()

Which part of the program the handler is for, who waits until the task has begun to receive, and who cancels it at the end is not
written down in code that uses asyncio, so a person has to say it. Each handler is reported where it is added or removed.)",
      codemod::Safety::advice, 26};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_signals() { return std::make_unique<Signals>(); }

}  // namespace asyncio2anyio

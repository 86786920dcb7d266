#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/executor_call.h"
#include "transforms/api/executor_pools.h"
#include "transforms/api/loops.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/worker_threads.h"

namespace asyncio2anyio {
namespace {

using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::TrackedObject;
using codemod::TransformContext;
using codemod::UseAnswer;
using codemod::UseKind;

UseAnswer refuse(std::string why) { return {std::nullopt, std::move(why)}; }

/// What is known about an executor that is not `None`.
std::string describe_executor(Node executor, const TransformContext& cx) {
  const TrackedObject* pool = pool_behind(executor, cx);
  if (!pool) return "executor type unknown: it may be `None`, a thread pool or a process pool";
  const std::string kind = pool->kind == "process-pool" ? "process pool" : "thread pool";
  const std::string why = rewrite_pool(*pool, cx).refusal;
  if (why.empty()) return "its executor is a " + kind + ", which can become a limiter";
  return "its executor is a " + kind + ", which is kept: " + why;
}

class RunInExecutor final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const TrackedObject& object : cx.objects().objects())
      if (is_pool(object)) rewrite(object, cx);
  }

  [[nodiscard]] UseAnswer rewrite_use(const TrackedObject& loop, const ObjectUse& use,
                                      TransformContext& cx) const override {
    if (loop.kind != "loop" || use.member != "run_in_executor") return {};
    if (use.kind != UseKind::method_call) return refuse("`loop.run_in_executor` is used as a value");
    const auto call = parse_executor_call(use.outer);
    if (!call) return refuse("its arguments cannot be told apart");
    if (!call->executor_value().is(NodeKind::none)) return refuse(describe_executor(call->executor_value(), cx));
    if (std::string why = describe_future(use.outer, cx); !why.empty()) return refuse(std::move(why));
    if (std::string doubt = doubt_of_running_loop(loop, cx); !doubt.empty()) return refuse(std::move(doubt));
    if (!in_async_function(use.node, cx)) return refuse("it is used outside of async code");
    return rewrite_call(loop, use, *call, cx);
  }

 private:
  static UseAnswer rewrite_call(const TrackedObject& loop, const ObjectUse& use, const ExecutorCall& call,
                                const TransformContext& cx) {
    Fix fix = replace_member(loop, use, kRunSync, cx);
    if (fix.edits.empty()) return refuse(std::string(kShadowed));
    rewrite_arguments(fix, call, {std::string(kAbandon)});
    note_worker_thread(fix, cx);
    return {std::move(fix), {}};
  }

  static void rewrite(const TrackedObject& pool, TransformContext& cx) {
    PoolRewrite rewritten = rewrite_pool(pool, cx);
    if (rewritten.refusal.empty()) return cx.propose(std::move(rewritten.fix));
    for (std::uint32_t index = 0; index < cx.references().size(); ++index)
      if (cx.reference(index).object == &pool) cx.keep(index, "the pool is kept: " + rewritten.refusal);
  }

  static constexpr codemod::TransformInfo kInfo{
      "run-in-executor", "Replace awaited `loop.run_in_executor` by `anyio.to_thread.run_sync`",
      R"(    loop = asyncio.get_running_loop()
    data = await loop.run_in_executor(None, f, x)

becomes

    data = await anyio.to_thread.run_sync(f, x, abandon_on_cancel=True)

and the loop is not needed any more: its variable goes away when every use of it can be replaced.
`abandon_on_cancel=True` keeps asyncio's behaviour on cancellation: the awaiter goes on at once, and the thread is left to
finish. `functools.partial` objects and lambdas are passed on as they are.

anyio runs the function with the context variables of the caller, asyncio with those of the thread (A-CONTEXT). A
`StopIteration` that the function raises arrives as `RuntimeError`, where asyncio before 3.13 hangs. The number of threads
and what happens to them at the end of the program is A-POOL, the start one schedule point later A-INTERLEAVING.

Left alone: an executor that is neither the literal `None` nor a pool whose every use is known; calls that are not awaited
on the spot, because asyncio starts the work at once and anyio when it is awaited: stored, returned or forgotten futures,
arguments of `asyncio.gather` and `asyncio.wait_for`; loops held by attributes, globals and parameters, and loops
that are needed for something else.

Unsafe: a `ThreadPoolExecutor` or `ProcessPoolExecutor` made with `max_workers` in one place and used for awaited
`run_in_executor` calls and `shutdown` only. It becomes an `anyio.CapacityLimiter` of that size, passed as `limiter`. Lost
are the identity and names of the threads; worker processes of anyio are not forked and take only importable functions.
Also unsafe: where some file calls `set_default_executor`, which anyio's threads do not heed, or a test replaces the
function that gives the loop.)",
      codemod::Safety::safe, 10};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_run_in_executor() { return std::make_unique<RunInExecutor>(); }

}  // namespace asyncio2anyio

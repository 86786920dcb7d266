#include <algorithm>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/loops.h"
#include "transforms/api/main_call.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/thread_submission.h"
#include "transforms/api/thread_tokens.h"
#include "transforms/api/worker_threads.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::Reference;
using codemod::Safety;
using codemod::TextRange;
using codemod::TrackedObject;
using codemod::TransformContext;
using codemod::UseAnswer;
using codemod::UseKind;

UseAnswer refuse(std::string why) { return {std::nullopt, std::move(why)}; }

/// Whether the value of `node` is what a call runs in a worker thread of anyio, directly or through `partial`.
bool is_run_in_worker(Node node, const TrackedObject& loop, const TransformContext& cx) {
  const Node list = node.parent();
  const Node call = list.parent();
  if (!list.is(NodeKind::argument_list) || !call.is(NodeKind::call)) return false;
  const std::vector<Node> arguments = codemod::arguments_of(call);
  const std::string name = cx.model().resolve(call.child(Field::function)).name;
  if (name == "anyio.to_thread.run_sync") return arguments.front() == node;
  if (name == "functools.partial") return arguments.front() == node && is_run_in_worker(call, loop, cx);
  // `loop.run_in_executor(None, function)` moves to a worker thread in the same fix.
  return arguments.size() > 1 && arguments[0].is(NodeKind::none) && arguments[1] == node &&
         std::ranges::any_of(loop.uses, [&](const ObjectUse& use) { return use.outer == call && use.member == "run_in_executor"; });
}

/// Whether code runs in worker threads of anyio only: those know the loop that they belong to.
bool runs_in_worker(Node function, const TrackedObject& loop, const TransformContext& cx) {
  if (!function || codemod::is_async_function(function)) return false;
  if (function.is(NodeKind::lambda)) return is_run_in_worker(function, loop, cx);
  if (function.parent().is(NodeKind::decorated_definition)) return false;
  const codemod::BindingId id = cx.model().binding_of(function.child(Field::name));
  if (id == codemod::BindingId::none) return false;
  const codemod::Binding& binding = cx.model().binding(id);
  const bool is_local = cx.model().scope(binding.scope).kind == codemod::ScopeKind::function;
  return is_local && binding.definitions.size() == 1 && !binding.declared_global && !binding.uses.empty() &&
         std::ranges::all_of(binding.uses, [&](Node use) { return is_run_in_worker(use, loop, cx); });
}

/// Whether asyncio's own worker threads run a function, which become those of anyio.
bool is_for_workers(Node function, const TransformContext& cx) {
  if (!function) return false;
  const auto in_worker = [&](Node use) {
    const Node call = thread_call(use);
    return call && cx.model().resolve(call.child(Field::function)).name == "asyncio.to_thread";
  };
  if (function.is(NodeKind::lambda)) return in_worker(function);
  const codemod::BindingId id = cx.model().binding_of(function.child(Field::name));
  if (id == codemod::BindingId::none || cx.model().binding(id).uses.empty()) return false;
  return std::ranges::all_of(cx.model().binding(id).uses, in_worker);
}

/// Whether a loop is held for threads that know of no loop, as those of anyio do.
bool is_kept_for_threads(const TrackedObject& loop, const TransformContext& cx) {
  if (is_used_directly(loop) || !serves_threads(loop, cx)) return false;
  return !loop.attribute.empty() || std::ranges::any_of(loop.uses, [&](const ObjectUse& use) {
    const bool thread = use.kind == UseKind::argument || use.member == "call_soon_threadsafe" || use.member.empty();
    const Node function = cx.model().function_of(use.node);
    return thread && !runs_in_worker(function, loop, cx) && !is_for_workers(function, cx);
  });
}

bool serves_only_threads(const TrackedObject& loop) {
  return std::ranges::all_of(loop.uses, [](const ObjectUse& use) { return use.member.empty() || use.member == "call_soon_threadsafe"; });
}

constexpr std::string_view kThread = "its thread is not certainly one that `anyio.to_thread.run_sync` started";

class FromThread final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  [[nodiscard]] bool take_object(const TrackedObject& loop, TransformContext& cx) const override {
    if (loop.kind != "loop" || !is_kept_for_threads(loop, cx)) return false;
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = "use `anyio.from_thread` with a token of the loop, which waits until the loop has done what it is given";
    if (const auto obstacle = use_token(loop, fix, cx)) {
      if (loop.attribute.empty() && !serves_only_threads(loop)) return false;  // others may know what to do with it
      keep_object(loop, "loop", *obstacle, cx);
      return true;
    }
    cx.propose(std::move(fix));
    return true;
  }

  void run(TransformContext& cx) const override {
    for (const std::uint32_t index : cx.named("asyncio.run_coroutine_threadsafe")) keep(index, cx);
    for (const std::uint32_t index : cx.named("asyncio.wrap_future")) cx.keep(index, "anyio does not wait for futures of other threads");
  }

  [[nodiscard]] UseAnswer rewrite_use(const TrackedObject& loop, const ObjectUse& use, TransformContext& cx) const override {
    if (loop.kind != "loop") return {};
    if (use.kind == UseKind::argument) return rewrite_submission(loop, use, cx);
    if (use.member != "call_soon_threadsafe") return {};
    if (use.kind != UseKind::method_call) return refuse("`loop.call_soon_threadsafe` is used as a value");
    return rewrite_callback(loop, use, cx);
  }

 private:
  static UseAnswer rewrite_submission(const TrackedObject& loop, const ObjectUse& use, const TransformContext& cx) {
    const Node call = use.outer.parent().parent();
    const auto index = cx.reference_at(call.child(Field::function));
    if (!index || cx.reference(*index).name != "asyncio.run_coroutine_threadsafe") return {};
    const Reference& reference = cx.reference(*index);
    const auto submission = parse_submission(call, cx);
    if (!submission || submission->loop != use.outer) return refuse("its arguments cannot be told apart");
    if (std::string obstacle = obstacle_in(*submission); !obstacle.empty()) return refuse(std::move(obstacle));
    if (std::string doubt = doubt_of_thread(loop, use, cx); !doubt.empty()) return refuse(std::move(doubt));
    Fix fix = rename(reference, "anyio", "from_thread.run", cx);
    if (fix.edits.empty()) return refuse(std::string(kShadowed));
    if (std::string refusal = pass_main(submission->coroutine, reference, fix, cx); !refusal.empty()) return refuse(std::move(refusal));
    erase_behind(*submission, fix);
    unwrap_result(*submission, fix);
    fix.at_least(Safety::unsafe);
    fix.title = "use `anyio.from_thread.run`, which is cancelled together with whoever waits for the thread";
    note_patches(fix, reference, cx);
    return {std::move(fix), {}};
  }

  /// Deletes the loop, behind what the coroutine's own edits delete: where that is the comma between them, a comma of the
  /// coroutine's arguments stays, and the one behind the loop goes.
  static void erase_behind(const Submission& submission, Fix& fix) {
    TextRange range{submission.coroutine.end(), submission.loop.end()};
    for (const codemod::Edit& edit : fix.edits)
      if (edit.range.begin < range.end && edit.range.end > range.begin) range.begin = std::min(edit.range.end, range.end);
    const Node next = submission.loop.next_sibling();
    if (range.begin != submission.coroutine.end() && next.is(NodeKind::comma)) range.end = next.end();
    fix.erase(range);
  }

  static UseAnswer rewrite_callback(const TrackedObject& loop, const ObjectUse& use, const TransformContext& cx) {
    if (!codemod::is_whole_statement(use.outer)) return refuse("the handle of `call_soon_threadsafe` is used");
    if (codemod::keyword_argument_of(use.outer, "context")) return refuse("its function runs in a context of its own");
    if (std::string doubt = doubt_of_thread(loop, use, cx); !doubt.empty()) return refuse(std::move(doubt));
    Fix fix = replace_member(loop, use, "from_thread.run_sync", cx);
    if (fix.edits.empty()) return refuse(std::string(kShadowed));
    fix.at_least(Safety::unsafe);
    fix.title = "use `anyio.from_thread.run_sync`, which waits until the function has run and raises what it raises";
    return {std::move(fix), {}};
  }

  static std::string doubt_of_thread(const TrackedObject& loop, const ObjectUse& use, const TransformContext& cx) {
    if (std::string doubt = doubt_of_running_loop(loop, cx); !doubt.empty()) return doubt;
    if (is_used_directly(loop)) return "it is used where the loop itself runs";
    return runs_in_worker(cx.model().function_of(use.node), loop, cx) ? std::string() : std::string(kThread);
  }

  /// A submission that no loop of this file answered for.
  static void keep(std::uint32_t index, TransformContext& cx) {
    const Node call = codemod::call_of(cx.reference(index).node);
    if (!call) return cx.keep(index, "it is used as a value");
    const auto submission = parse_submission(call, cx);
    if (!submission) return cx.keep(index, "its arguments cannot be told apart");
    const std::string obstacle = obstacle_in(*submission);
    if (!submission->result || submission->time_limit)
      return cx.keep(index, obstacle, "call `start_task_soon` of an `anyio.from_thread.BlockingPortal`, which gives the same kind of future");
    if (!obstacle.empty()) return cx.keep(index, obstacle, "give `anyio.from_thread.run` the function and its arguments");
    cx.keep(index, std::string(kThread),
            "take `anyio.lowlevel.current_token()` where the loop was taken, and call `anyio.from_thread.run(function, token=token)`");
  }

  static constexpr codemod::TransformInfo kInfo{
      "from-thread", "Replace `run_coroutine_threadsafe` in worker threads by `anyio.from_thread.run`",
      R"(A worker thread that `anyio.to_thread.run_sync` started knows its loop:

    loop = asyncio.get_running_loop()

    def blocking():
        return asyncio.run_coroutine_threadsafe(work(5), loop).result()   # return anyio.from_thread.run(work, 5)

    await anyio.to_thread.run_sync(blocking)

and the variable `loop` goes when nothing else uses it. `loop.call_soon_threadsafe(f, x)` becomes
`anyio.from_thread.run_sync(f, x)`.

A loop that async code takes for threads of the program's own (`threading.Thread`, an executor) becomes a token, which the thread
passes on:

    loop = asyncio.get_running_loop()                                      # loop = current_token()

    def blocking():
        asyncio.run_coroutine_threadsafe(work(5), loop).result()           # anyio.from_thread.run(work, 5, token=loop)

    threading.Thread(target=blocking).start()

whether a variable or an attribute (A-ATTRIBUTES) holds it, or the thread is given it (`args=(loop,)`). That takes anyio 4.11, and a loop that is used for
nothing else. `call_soon_threadsafe` moves where its function certainly runs in threads only.

All of it is unsafe: in a worker thread of anyio the coroutine is cancelled together with whoever waits for the thread, where asyncio lets it go on;
`run_sync` waits until the function has run, and raises what it raises: a loop that itself waits for the thread (`thread.join()`) never gets there.

Left alone: futures that are kept, time limits, coroutines made before; functions that are used in any other way than to be run in a thread;
loops that are taken outside of async code, or asked for other things as well; `asyncio.wrap_future`. What other files do with the
function is not seen, so it must be local where a thread of anyio runs it.)",
      Safety::unsafe, 25};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_from_thread() { return std::make_unique<FromThread>(); }

}  // namespace asyncio2anyio

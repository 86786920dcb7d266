#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/loop_dance.h"

namespace asyncio2anyio {
namespace {

using codemod::Fix;
using codemod::Reference;
using codemod::TrackedObject;
using codemod::TransformContext;

/// Why a name stays that belongs to no loop of this file.
std::string reason_for(const Reference& reference) {
  const std::string& name = reference.name;
  if (name.starts_with("uvloop.")) return "it chooses an event loop, which only the asyncio backend has";
  if (name.starts_with("nest_asyncio")) return "it lets `asyncio.run` nest, which `anyio.run` does not";
  if (name.find("olicy") != std::string::npos) return "policies choose an event loop, which only the asyncio backend has";
  if (name == "asyncio.set_event_loop") return "the loop that it makes current is kept";
  if (name.starts_with("asyncio._")) return "it reaches into asyncio's event loops";
  if (name.ends_with("EventLoop") || name == "asyncio.IocpProactor") return "it names a class of event loops, which only the asyncio backend has";
  return "it is used as a value";
}

class LoopRun final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  [[nodiscard]] bool take_object(const TrackedObject& object, TransformContext& cx) const override {
    if (object.kind != "loop" || !is_driven(object, cx) || !is_plainly_held(object)) return false;
    Fix fix;
    fix.safety = codemod::Safety::safe;
    if (const auto obstacle = rewrite_dance(object, fix, cx)) keep_object(object, "loop", *obstacle, cx);
    else cx.propose(std::move(fix));
    return true;
  }

  void run(TransformContext& cx) const override {
    for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
      const Reference& reference = cx.reference(index);
      const bool mine = reference.certain && cx.knowledge().responsible(reference.name).transform == kInfo.name;
      if (mine && !cx.is_decided(index)) cx.keep(index, reason_for(reference));
    }
  }

 private:
  static constexpr codemod::TransformInfo kInfo{
      "loop-run", "Replace a loop that is made to run one coroutine by `anyio.run`",
      R"(The long way to run a coroutine, in all its spellings, becomes one call:

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        result = loop.run_until_complete(main(args))      # result = anyio.run(main, args)
    finally:
        loop.close()

What makes, sets, shuts down and closes the loop goes; a `finally` that becomes empty goes, and its `try` with it where no
handler stays. `try: loop = asyncio.get_event_loop()` with `except RuntimeError: loop = asyncio.new_event_loop()` is one loop. Function
and arguments are passed as by the transform `run`. All of it happens or nothing: the loop must be seen wherever it is used
(A-ATTRIBUTES), run one call, once, and be used for nothing else.

Safe: a loop that is made here, and closed or not made the current one; the current loop at the level of a module, where it runs a
function of this file or of an import (A-CONVENTIONS). Tasks that are left over are cancelled at the end instead of being dropped,
and the main task gets a name (A-NAMES).

Unsafe: the current loop in a function, because every call then gets a loop of its own, and what an earlier call left on the
old one, such as a connection, cannot be used; a file that asks for the current loop elsewhere; a plain `def` of this
file, whose body then runs inside the loop; programs with `nest_asyncio` in another file; where a test replaces the function that
gives the loop.

Left alone: files that use `nest_asyncio`, the loop of `get_running_loop` (which cannot be run again), several calls on one loop, `run_forever`, tasks and futures, `asyncio.gather`, loops that are passed on, stored, given
callbacks or asked whether they run, loops in async code, policies and classes of loops.)",
      codemod::Safety::safe, 84};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_loop_run() { return std::make_unique<LoopRun>(); }

}  // namespace asyncio2anyio

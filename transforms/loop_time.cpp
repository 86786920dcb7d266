#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/loops.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {
namespace {

using codemod::Fix;
using codemod::ObjectUse;
using codemod::Safety;
using codemod::TrackedObject;
using codemod::TransformContext;
using codemod::UseAnswer;
using codemod::UseKind;

UseAnswer refuse(std::string why) { return {std::nullopt, std::move(why)}; }

class LoopTime final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  /// Loops are answered for use by use; what is left are functions that give one but are not called.
  void run(TransformContext& cx) const override {
    for (const std::uint32_t index : cx.named("asyncio.get_running_loop")) cx.keep(index, "it is used as a value");
  }

  [[nodiscard]] UseAnswer rewrite_use(const TrackedObject& loop, const ObjectUse& use,
                                      TransformContext& cx) const override {
    if (loop.kind != "loop") return {};
    if (use.member.empty()) return refuse(describe_loop_value(use));
    if (use.member != "time" && use.member != "getaddrinfo" && use.member != "getnameinfo") return {};
    if (use.kind != UseKind::method_call) return refuse("`loop." + std::string(use.member) + "` is used as a value");
    if (std::string doubt = doubt_of_running_loop(loop, cx); !doubt.empty()) return refuse(std::move(doubt));
    return use.member == "time" ? rewrite_time(loop, use, cx) : rewrite_lookup(loop, use, cx);
  }

 private:
  static UseAnswer rewrite_time(const TrackedObject& loop, const ObjectUse& use, const TransformContext& cx) {
    Fix fix = replace_member(loop, use, "current_time", cx);
    if (fix.edits.empty()) return refuse(std::string(kShadowed));
    if (!in_async_function(use.node, cx)) {
      const auto producer = cx.reference_at(loop.references.front());
      const bool loop_runs = is_used_directly(loop) && cx.reference(*producer).name == "asyncio.get_running_loop";
      if (!loop_runs || !cx.model().function_of(use.node))
        return refuse("the time is asked for outside of async code, where no loop may be running");
      fix.at_least(Safety::unsafe);
      fix.title += ", which fails in callbacks of the loop";
    }
    return {std::move(fix), {}};
  }

  static UseAnswer rewrite_lookup(const TrackedObject& loop, const ObjectUse& use, const TransformContext& cx) {
    if (!codemod::await_of(use.outer)) return refuse("`loop." + std::string(use.member) + "` is not awaited");
    if (!in_async_function(use.node, cx)) return refuse("it is used outside of async code");
    Fix fix = replace_member(loop, use, use.member, cx);
    if (fix.edits.empty()) return refuse(std::string(kShadowed));
    if (use.member == "getaddrinfo") {
      fix.at_least(Safety::unsafe);
      fix.title += ", which gives IPv6 addresses as pairs";
    }
    return {std::move(fix), {}};
  }

  static constexpr codemod::TransformInfo kInfo{
      "loop-time", "Replace `loop.time`, `loop.getaddrinfo` and `loop.getnameinfo` by functions of anyio",
      R"(`anyio.current_time()` reads the clock of the running loop, so that nobody has to hold the loop. The loop comes from
`asyncio.get_running_loop()` or, inside a coroutine function, `asyncio.get_event_loop()`: taken on the spot, or held by a
local variable that is removed when every use of it can be replaced. One use without a counterpart keeps the whole variable
(A-ATTRIBUTES for what other files do).

    loop = asyncio.get_running_loop()
    deadline = loop.time() + 5            # deadline = anyio.current_time() + 5

`await loop.getnameinfo(...)` becomes `await anyio.getnameinfo(...)`, which gives the same.

Left alone: `loop.time` in lambdas and functions that are not async, where no loop may be running, and `loop.time` handed on
without a call; loops held by attributes, globals and parameters; a loop passed on, returned or stored; a loop that is asked
for only to learn whether there is one; `asyncio.new_event_loop()`.
Unsafe: `asyncio.get_running_loop().time()` in a function that is not async, because `anyio.current_time()` fails in callbacks
of a loop that `asyncio.run` started; `loop.getaddrinfo`, because `anyio.getaddrinfo` gives `(host, port)` for IPv6 addresses,
too, and translates international names by a newer standard; wherever a test replaces the function that gives the loop.)",
      Safety::safe, 30};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_loop_time() { return std::make_unique<LoopTime>(); }

}  // namespace asyncio2anyio

#include <algorithm>

#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/arguments.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/loops.h"
#include "transforms/api/main_call.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/runner_block.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Reference;
using codemod::Safety;
using codemod::TransformContext;

/// The arguments of `asyncio.run`; null where absent.
struct RunCall {
  Node main;
  Node debug;
  Node loop_factory;
};

std::optional<RunCall> parse_call(Node call) {
  RunCall parsed;
  for (const Node argument : codemod::arguments_of(call)) {
    if (argument.is_any(NodeKind::list_splat, NodeKind::dictionary_splat)) return std::nullopt;
    if (!argument.is(NodeKind::keyword_argument)) {
      if (parsed.main) return std::nullopt;
      parsed.main = argument;
      continue;
    }
    const std::string_view name = argument.child(Field::name).text();
    // `main=` is only understood where it comes first, as evaluation goes from left to right.
    if (name == "main" && !parsed.main && !parsed.debug && !parsed.loop_factory)
      parsed.main = codemod::keyword_value(argument);
    else if (name == "debug")
      parsed.debug = argument;
    else if (name == "loop_factory")
      parsed.loop_factory = argument;
    else
      return std::nullopt;
  }
  if (!parsed.main) return std::nullopt;
  return parsed;
}

class Run final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const std::uint32_t index : cx.named("asyncio.run")) rewrite(index, cx);
    for (const std::uint32_t index : cx.named("uvloop.run"))
      cx.keep(index, "it chooses an event loop, which only the asyncio backend has");
    for (const std::uint32_t index : cx.named("asyncio.Runner")) replace_runner(index, cx);
    for (std::uint32_t index = 0; index < cx.references().size(); ++index)
      if (cx.reference(index).name.starts_with("runner."))
        cx.keep(index, "`asyncio.Runner` is kept");
  }

 private:
  static void rewrite(std::uint32_t index, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    const Node call = codemod::call_of(reference.node);
    if (reference.kind != codemod::ReferenceKind::name || !call)
      return cx.keep(index, "it is used as a value: `anyio.run` takes a function, not a coroutine");
    const std::optional<RunCall> parsed = parse_call(call);
    if (!parsed) return cx.keep(index, "its arguments cannot be told apart");
    if (nests_loops(cx)) return cx.keep(index, std::string(kNested), std::string(kUnnest));
    Fix fix = rename(reference, "anyio", "run", cx);
    if (fix.edits.empty()) return cx.keep(index, std::string(kShadowed));
    fix.title = "use `anyio.run`";
    if (parsed->main.parent().is(NodeKind::keyword_argument))
      fix.erase({parsed->main.parent().begin(), parsed->main.begin()});
    std::string refusal = pass_main(parsed->main, reference, fix, cx);
    if (!refusal.empty()) return cx.keep(index, std::move(refusal));
    rewrite_options(*parsed, fix);
    judge_program(reference, fix, cx);
    cx.propose(std::move(fix));
  }

  static void replace_runner(std::uint32_t index, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    if (nests_loops(cx)) return cx.keep(index, std::string(kNested), std::string(kUnnest));
    Fix fix;
    fix.safety = Safety::safe;
    fix.title = "use `anyio.run`";
    if (std::string refusal = rewrite_runner(reference, fix, cx); !refusal.empty())
      return cx.keep(index, std::move(refusal));
    judge_program(reference, fix, cx);
    cx.propose(std::move(fix));
  }

  /// What the rest of the program does to `asyncio.run`.
  static void judge_program(const Reference& reference, Fix& fix, const TransformContext& cx) {
    if (cx.facts().occurs("nest_asyncio")) {
      fix.at_least(Safety::unsafe);
      fix.title += ", which `nest_asyncio` does not let run inside a running loop";
    }
    note_patches(fix, reference, cx);
  }

  /// `debug` and `loop_factory` are options of the asyncio backend.
  static void rewrite_options(const RunCall& parsed, Fix& fix) {
    Node first;
    Node last;
    for (const Node option : in_order(parsed)) {
      if (codemod::keyword_value(option).is(NodeKind::none)) {
        remove_argument(fix, option);
        continue;
      }
      const std::string key = '"' + std::string(option.child(Field::name).text()) + "\": ";
      fix.replace({option.begin(), codemod::keyword_value(option).begin()},
                  (first ? "" : "backend_options={") + key);
      if (!first) first = option;
      last = option;
    }
    if (!last) return;
    fix.insert(last.end(), "}");
    fix.at_least(Safety::unsafe);
    fix.need(min_anyio("anyio.run(backend_options.debug)"));
    fix.title += ", whose `backend_options` only asyncio understands";
  }

  static std::vector<Node> in_order(const RunCall& parsed) {
    std::vector<Node> options;
    for (const Node option : {parsed.debug, parsed.loop_factory})
      if (option) options.push_back(option);
    std::ranges::sort(options, {}, &Node::begin);
    return options;
  }

  static constexpr codemod::TransformInfo kInfo{
      "run", "Replace `asyncio.run(main())` by `anyio.run(main)`",
      R"(`anyio.run` takes the function and its positional arguments; keywords go through
`functools.partial`. Function and arguments are evaluated where they were, only the call itself
moves into the loop. Result, exceptions, Ctrl-C, and what happens to tasks that are left over are
the same; the main task gets another name (A-NAMES).

What is not a call (`asyncio.run(coro)`) becomes a lambda: `anyio.run(lambda: coro)`. A `with asyncio.Runner() as runner:`
around one `runner.run(main())` becomes `anyio.run(main)`, and its block moves one level out.

Safe: the function is `async def` in this file, or comes from elsewhere and makes a coroutine
without looking for a loop (A-CONVENTIONS). Unsafe: a plain `def` of this file, because its body
then runs inside the loop; `debug=` and `loop_factory=`, which become `backend_options` that trio
does not know; programs that use `nest_asyncio` in another file, which lets `asyncio.run` nest but not
`anyio.run`; where a test replaces `asyncio.run`.

Left alone: files that use `nest_asyncio`, any other `asyncio.Runner` (its calls share a loop), `uvloop.run`, `asyncio.run` as a value, arguments given by `*` or
`**`, an argument with `await`, `yield` or `:=` that is not a call, coroutines made by asyncio's
own functions, and `asyncio.run(asyncio.gather(...))`, which fails in asyncio already.)",
      Safety::safe, 85};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_run() { return std::make_unique<Run>(); }

}  // namespace asyncio2anyio

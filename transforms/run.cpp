#include <algorithm>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/arguments.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/call_unpacking.h"
#include "transforms/api/rewriting.h"

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

/// Whether a class of this file is called: its objects are no coroutines, or of a kind that nothing
/// is known of.
bool makes_object(Node call, const TransformContext& cx) {
  const codemod::BindingId id = cx.model().binding_of(call.child(Field::function));
  if (id == codemod::BindingId::none) return false;
  return cx.model().binding(id).definitions.front().kind == codemod::DefinitionKind::class_;
}

/// Whether an expression means something else inside a lambda: it suspends, yields or binds names.
bool cannot_be_postponed(Node expression, const TransformContext& cx) {
  const bool special = !codemod::own_nodes(expression, NodeKind::await).empty() ||
                       codemod::yields(expression) ||
                       !codemod::own_nodes(expression, NodeKind::named_expression).empty();
  // The names of a class body are hidden from functions in it.
  return special ||
         cx.model().scope(cx.model().scope_of(expression)).kind == codemod::ScopeKind::class_;
}

bool is_literal(Node value) {
  return value.is_any(NodeKind::integer, NodeKind::float_literal, NodeKind::string, NodeKind::none,
                      NodeKind::true_literal, NodeKind::false_literal, NodeKind::list,
                      NodeKind::tuple, NodeKind::dictionary, NodeKind::lambda,
                      NodeKind::generator_expression, NodeKind::list_comprehension);
}

class Run final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const std::uint32_t index : cx.named("asyncio.run")) rewrite(index, cx);
    for (const std::uint32_t index : cx.named("uvloop.run"))
      cx.keep(index, "it chooses an event loop, which only the asyncio backend has");
    for (const std::uint32_t index : cx.named("asyncio.Runner"))
      cx.keep(index, "all that one runner runs shares a loop, its context and its tasks");
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
    Fix fix = rename(reference, "anyio", "run", cx);
    if (fix.edits.empty()) return cx.keep(index, std::string(kShadowed));
    fix.title = "use `anyio.run`";
    std::string refusal = rewrite_main(reference, *parsed, fix, cx);
    if (!refusal.empty()) return cx.keep(index, std::move(refusal));
    rewrite_options(*parsed, fix);
    if (cx.facts().occurs("nest_asyncio")) {
      fix.at_least(Safety::unsafe);
      fix.title += ", which `nest_asyncio` does not let run inside a running loop";
    }
    if (const std::string_view by = cx.patched(reference); !by.empty()) {
      fix.at_least(Safety::unsafe);
      fix.title += ", which `patch(\"" + std::string(by) + "\")` does not replace";
    }
    cx.propose(std::move(fix));
  }

  /// Gives `anyio.run` a function for a coroutine; the reason when that is not possible.
  static std::string rewrite_main(const Reference& reference, const RunCall& parsed, Fix& fix,
                                  const TransformContext& cx) {
    const Node main = codemod::strip_parentheses(parsed.main);
    if (parsed.main.parent().is(NodeKind::keyword_argument))
      fix.erase({parsed.main.parent().begin(), parsed.main.begin()});
    if (!main.is(NodeKind::call)) return postpone(parsed.main, fix, cx);
    const std::string callee =
        cx.knowledge().canonical(cx.model().resolve(main.child(Field::function)).name);
    if (callee == "asyncio.gather")
      return "it fails with asyncio as well: `gather` needs a running loop";
    if (cx.knowledge().is_tracked(callee))
      return "what it runs is `" + callee + "`, not a coroutine function of the program";
    if (main != parsed.main) return postpone(parsed.main, fix, cx);
    if (std::string refusal = judge_callee(main, fix, cx); !refusal.empty()) return refusal;
    if (!has_keywords(main)) {
      spread_call(fix, main);
      return {};
    }
    const auto partial =
        cx.need_import(fix, reference.node, reference.root, "functools", "partial");
    if (!partial) return std::string(kShadowed);
    wrap_call(fix, main, *partial);
    return {};
  }

  static bool has_keywords(Node call) {
    return std::ranges::any_of(codemod::arguments_of(call), [](Node argument) {
      return argument.is_any(NodeKind::keyword_argument, NodeKind::dictionary_splat);
    });
  }

  /// The call now happens in the loop: that is seen by a function that does more than make a
  /// coroutine.
  static std::string judge_callee(Node call, Fix& fix, const TransformContext& cx) {
    if (makes_object(call, cx)) return "it is given an object of a class of this file";
    const Node function = codemod::callee_definition(cx.model(), call);
    if (!function || codemod::is_async_function(function)) return {};
    fix.at_least(Safety::unsafe);
    fix.title += ", which calls `" + std::string(call.child(Field::function).text()) +
                 "` inside the event loop";
    return {};
  }

  /// Anything but a call becomes the body of a lambda.
  static std::string postpone(Node main, Fix& fix, const TransformContext& cx) {
    const Node inner = codemod::strip_parentheses(main);
    if (is_literal(inner)) return "it is given no coroutine";
    if (cannot_be_postponed(main, cx)) return "its argument cannot move into a lambda";
    for (const Node call : codemod::own_nodes(main, NodeKind::call))
      if (std::string refusal = judge_callee(call, fix, cx); !refusal.empty()) return refusal;
    fix.insert(main.begin(), "lambda: ");
    return {};
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

What is not a call (`asyncio.run(coro)`) becomes a lambda: `anyio.run(lambda: coro)`.

Safe: the function is `async def` in this file, or comes from elsewhere and makes a coroutine
without looking for a loop (A-CONVENTIONS). Unsafe: a plain `def` of this file, because its body
then runs inside the loop; `debug=` and `loop_factory=`, which become `backend_options` that trio
does not know; programs with `nest_asyncio`, which lets `asyncio.run` nest but not `anyio.run`;
where a test replaces `asyncio.run`.

Left alone: `asyncio.Runner`, `uvloop.run`, `asyncio.run` as a value, arguments given by `*` or
`**`, an argument with `await`, `yield` or `:=` that is not a call, coroutines made by asyncio's
own functions, and `asyncio.run(asyncio.gather(...))`, which fails in asyncio already.)",
      Safety::safe, 85};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_run() { return std::make_unique<Run>(); }

}  // namespace asyncio2anyio

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/awaited_statement.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/timeout_classes.h"
#include "transforms/api/timeouts.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Reference;
using codemod::Safety;
using codemod::TransformContext;

/// The two arguments, however they are spelled.
struct Arguments {
  Node awaitable;
  Node timeout;
};

std::optional<Arguments> parse_arguments(Node call) {
  Arguments parsed;
  for (const Node argument : codemod::arguments_of(call)) {
    if (argument.is(NodeKind::keyword_argument)) {
      const std::string_view name = argument.child(Field::name).text();
      if (name == "fut") parsed.awaitable = codemod::keyword_value(argument);
      else if (name == "timeout") parsed.timeout = codemod::keyword_value(argument);
      else return std::nullopt;
    } else if (argument.is_any(NodeKind::list_splat, NodeKind::dictionary_splat)) {
      return std::nullopt;
    } else if (!parsed.awaitable) {
      parsed.awaitable = argument;
    } else {
      parsed.timeout = argument;
    }
  }
  if (!parsed.awaitable || !parsed.timeout) return std::nullopt;
  return parsed;
}

bool holds_reference(Node region, const TransformContext& cx) {
  for (const Reference& reference : cx.references())
    if (region.encloses(reference.node)) return true;
  return false;
}

/// What differs for tasks: `wait_for` cancels one and waits until it has ended.
constexpr std::string_view kTask = "it may wait for a task, which `asyncio.wait_for` cancels once and a scope at each of its awaits";
constexpr std::string_view kTaskAdvice =
    "call the coroutine function here, or start it in a task group, await its handle in `with anyio.fail_after(delay):`, and cancel the handle "
    "in `except TimeoutError:`";

/// Why what is awaited must stay with `asyncio.wait_for`; empty when it may be awaited directly.
std::string obstacle_in(Node awaitable, const TransformContext& cx) {
  awaitable = codemod::strip_parentheses(awaitable);
  if (!awaitable.is(NodeKind::call))
    return std::string(kTask);
  const std::string name = cx.knowledge().canonical(cx.model().resolve(awaitable.child(Field::function)).name);
  if (name == "asyncio.shield") return "a scope around a shield waits for what is shielded";
  if (name == "asyncio.wait") return "`asyncio.wait` leaves its tasks running when it is cancelled";
  if (name == "asyncio.create_task" || name == "asyncio.ensure_future")
    return std::string(kTask);
  if (const Node callee = codemod::callee_definition(cx.model(), awaitable); callee && !codemod::is_async_function(callee))
    return "`" + std::string(awaitable.child(Field::function).text()) + "` is not a coroutine function";
  return {};
}

bool is_zero_or_negative(Node value) {
  value = codemod::strip_parentheses(value);
  return value.text() == "0" || value.text() == "0.0" || (value.is(NodeKind::unary_operator) && value.text().starts_with('-'));
}

class WaitFor final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const std::uint32_t index : cx.named("asyncio.wait_for")) rewrite(index, cx);
  }

 private:
  static void rewrite(std::uint32_t index, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    const Node call = codemod::call_of(reference.node);
    if (!call) return cx.keep(index, "`asyncio.wait_for` is used as a value");
    const Node await = codemod::await_of(call);
    if (!await) return cx.keep(index, "it is not awaited where it is called");
    const Node statement = statement_that_awaits(await);
    if (!statement) return cx.keep(index, "it stands inside a larger expression", "assign the awaited result to a variable first");
    const std::optional<Arguments> arguments = parse_arguments(call);
    if (!arguments) return cx.keep(index, "its arguments cannot be told apart");
    if (std::string obstacle = obstacle_in(arguments->awaitable, cx); !obstacle.empty())
      return cx.keep(index, obstacle, std::string(obstacle == kTask ? kTaskAdvice : std::string_view()));
    if (holds_reference(arguments->timeout, cx)) return cx.keep(index, "its timeout is computed with asyncio");
    if (!codemod::is_pure(arguments->timeout) && !codemod::is_pure_call(arguments->awaitable))
      return cx.keep(index, "its timeout would be computed before what it waits for", "compute the timeout in a variable first");
    if (codemod::own_nodes(statement, NodeKind::await).size() != 1)
      return cx.keep(index, "the statement awaits something else as well", "give each await a statement of its own");
    propose(index, statement, *arguments, cx);
  }

  static void propose(std::uint32_t index, Node statement, const Arguments& arguments, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    const Node call = codemod::call_of(reference.node);
    Fix fix;
    fix.safety = Safety::safe;
    fix.title = "use `anyio.fail_after`";
    if (arguments.timeout.begin() < arguments.awaitable.begin()) return cx.keep(index, "its timeout is given before what it waits for");
    std::string header;
    if (!arguments.timeout.is(NodeKind::none)) {
      const auto local = cx.need_import(fix, reference.node, reference.root, "anyio");
      if (!local) return cx.keep(index, std::string(kShadowed));
      if (arguments.timeout.text().find('\n') != std::string_view::npos) return cx.keep(index, "its timeout is written over several lines");
      header = "with " + *local + ".fail_after(" + std::string(arguments.timeout.text()) + "):";
    }
    // Only the call around what is awaited goes, so that comments and names inside stay where they are.
    if (!unwrap_into_block(fix, statement, call, arguments.awaitable, header))
      return cx.keep(index, "a comment stands between its arguments");
    judge(index, fix, arguments, cx);
  }

  static void judge(std::uint32_t index, Fix& fix, const Arguments& arguments, TransformContext& cx) {
    fix.at_least(timeout_safety(arguments.awaitable, cx));
    if (fix.safety == Safety::unsafe) fix.title += kUnsafeCleanup;
    if (is_zero_or_negative(arguments.timeout)) {
      fix.at_least(Safety::unsafe);
      fix.title += ", which starts what it waits for even when no time is given";
    }
    if (has_two_timeout_classes(cx) && !arguments.timeout.is(NodeKind::none)) {
      const Node call = codemod::call_of(cx.reference(index).node);
      const Safety before = fix.safety;
      if (std::string why = adapt_timeout_handlers(fix, call, arguments.awaitable, cx); !why.empty())
        return cx.keep(index, why, "raise `requires-python` to 3.11, or change the call and every handler of its timeout together");
      if (fix.safety != before) fix.title += kOtherTimeoutClass;
    }
    note_patches(fix, cx.reference(index), cx);
    cx.propose(std::move(fix));
  }

  static constexpr codemod::TransformInfo kInfo{
      "wait-for", "Replace `await asyncio.wait_for(…)` by `with anyio.fail_after(…)`",
      R"(The statement that awaits moves into a `with anyio.fail_after(timeout):` block and awaits its operand directly. Both raise
`TimeoutError`. A literal `None` timeout needs no block.

Only where the call is all that its statement computes (an expression statement, the value of an assignment or `return`), its operand is
a call of a coroutine function, and the timeout can be computed first. Functions of other files are taken to
follow the conventions (A-CONVENTIONS).

Unsafe: cleanup code of this file that awaits while it is cancelled (anyio cancels those awaits too), a timeout of zero, a test that
replaces `asyncio.wait_for`. Left alone: tasks, futures and names that may hold one, shields.

Below Python 3.11 `asyncio.TimeoutError` is a class of its own. The handlers of the same function that catch it change with the call
and name both classes, or the builtin alone where nothing else can be raised. That is safe where the exception ends in this function
and the block only waits; it is unsafe where callers may catch the exception, or where other calls of the block may raise
a builtin `TimeoutError` that was not caught before. A handler for `OSError` keeps the call, as the builtin is one.)",
      Safety::safe, 35};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_wait_for() { return std::make_unique<WaitFor>(); }

}  // namespace asyncio2anyio

#include <algorithm>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/handlers.h"
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

constexpr std::string_view kSwallows =
    ", which swallows cancellation: under a cancelled anyio scope the next await raises again";

/// What to do with a reference: a level and what to add to the title, or a refusal.
struct Verdict {
  std::string refusal;
  Safety level = Safety::safe;
  std::string_view note = {};
  std::string_view advice = {};
};

constexpr std::string_view kAfterTheTask =
    "move the task or future first: then wait for the end of a task with `await handle.wait()` instead of catching its cancellation, or "
    "catch `anyio.TaskCancelled` or `anyio.FutureCancelled`";

Verdict refuse(std::string reason, std::string_view advice = {}) {
  return {.refusal = std::move(reason), .level = Safety::advice, .note = {}, .advice = advice};
}

std::string canonical_callee(Node call, const TransformContext& cx) {
  return cx.knowledge().canonical(cx.model().resolve(call.child(Field::function)).name);
}

/// The call that has `node` as an argument of its own, or as a member of a tuple that is one.
Node call_given(Node node) {
  const Node list = node.parent().is(NodeKind::tuple) ? node.parent().parent() : node.parent();
  return list.is(NodeKind::argument_list) ? list.parent() : Node();
}

/// The `with` statement that a call enters; null when it is used otherwise.
Node with_statement_of(Node call) {
  const codemod::ObjectUse use = codemod::classify_use(call);
  return use.kind == codemod::UseKind::with ? use.outer.parent().parent() : Node();
}

/// Whether an awaited expression is a task or a future by all that is visible: no call, or a call
/// of asyncio that makes one or waits for some.
bool is_task(Node operand, const TransformContext& cx) {
  if (!operand.is(NodeKind::call)) return true;
  const std::string callee = canonical_callee(operand, cx);
  if (callee == "asyncio.create_task" || callee == "asyncio.ensure_future" ||
      callee == "asyncio.shield")
    return true;
  if (callee != "asyncio.gather" && callee != "asyncio.wait_for") return false;
  const std::vector<Node> arguments = codemod::arguments_of(operand);
  if (arguments.empty()) return false;
  const Node first = arguments.front().is(NodeKind::list_splat)
                         ? arguments.front().named_children().front()
                         : arguments.front();
  return first.is_any(NodeKind::identifier, NodeKind::attribute, NodeKind::subscript);
}

bool awaits_task(Node region, const TransformContext& cx) {
  const std::vector<Node> awaits = codemod::own_nodes(region, NodeKind::await);
  return std::ranges::any_of(awaits, [&](Node await) {
    return is_task(codemod::strip_parentheses(await.named_children().front()), cx);
  });
}

/// Whether a `with` opens a scope of anyio that shields its block.
bool is_shield(Node with, const TransformContext& cx) {
  for (const Node call : codemod::own_nodes(with.child(NodeKind::with_clause), NodeKind::call)) {
    const Node shield = codemod::keyword_argument_of(call, "shield");
    if (shield && codemod::keyword_value(shield).is(NodeKind::true_literal) &&
        cx.model().resolve(call.child(Field::function)).name.starts_with("anyio."))
      return true;
  }
  return false;
}

/// Whether a handler awaits where a second cancellation would reach it.
bool awaits_unshielded(Node handler, const TransformContext& cx) {
  std::vector<Node> shields = codemod::own_nodes(handler, NodeKind::with_statement);
  std::erase_if(shields, [&](Node with) { return !is_shield(with, cx); });
  const auto unshielded = [&](Node node) {
    return std::ranges::none_of(shields, [&](Node with) { return with.encloses(node); });
  };
  return std::ranges::any_of(codemod::own_nodes(handler, NodeKind::await), unshielded) ||
         std::ranges::any_of(codemod::own_nodes(handler, NodeKind::async_keyword), unshielded);
}

/// Whether the next round of a `while` around `node` awaits again after the handler is done.
bool is_in_while(Node node) {
  for (Node up = node.parent(); up && !up.is_any(NodeKind::function_definition, NodeKind::lambda);
       up = up.parent())
    if (up.is(NodeKind::while_statement)) return true;
  return false;
}

bool names(Node handler, std::string_view exception) {
  return std::ranges::any_of(codemod::caught_exceptions(handler),
                             [&](Node caught) { return caught.text() == exception; });
}

/// The function of this file that a handler calls with its exception and that wants asyncio's class, by its annotation:
/// of what anyio catches it is only known that it is a `BaseException`.
Node taker_of_exception(Node handler, const TransformContext& cx) {
  for (const Node call : codemod::own_nodes(handler, NodeKind::call)) {
    const Node callee = codemod::callee_definition(cx.model(), call);
    const std::vector<Node> parameters = callee ? callee.child(Field::parameters).named_children() : std::vector<Node>();
    const bool wants = std::ranges::any_of(parameters, [](Node parameter) { return parameter.child(Field::type).text().ends_with("CancelledError"); });
    const bool given = wants && std::ranges::any_of(codemod::arguments_of(call), [&](Node argument) {
      const codemod::BindingId id = cx.model().binding_of(argument.is(NodeKind::keyword_argument) ? codemod::keyword_value(argument) : argument);
      if (id == codemod::BindingId::none) return false;
      return std::ranges::any_of(cx.model().binding(id).definitions, [&](const codemod::Definition& d) { return d.statement == handler; });
    });
    if (given) return callee.child(Field::name);
  }
  return {};
}

Verdict judge_handler(Node handler, const TransformContext& cx) {
  const Node statement = handler.parent();
  if (const Node taker = taker_of_exception(handler, cx))
    return {"`" + std::string(taker.text()) + "`, which is given the exception, takes an `asyncio.CancelledError`", Safety::advice, {}};
  if (std::ranges::any_of(handler.children(), [](Node token) { return token.is(NodeKind::star); }))
    return refuse("`except*` takes cancellation out of a group, which anyio does not put it into");
  if (awaits_task(statement.child(Field::body), cx))
    return refuse(
        "the `try` waits for a task or future, whose cancellation is another exception in anyio", kAfterTheTask);
  const HandlerExits exits = exits_of(handler);
  if (!exits.always_reraise()) {
    if ((exits.goes_on || exits.continues) && is_in_while(statement))
      return refuse(
          "the handler goes on with its `while` loop, which under a cancelled anyio scope would "
          "spin forever");
    return {{}, Safety::unsafe, kSwallows};
  }
  if (names(handler, "GeneratorExit"))
    return {{},
            Safety::unsafe,
            ", which cannot be asked for when an abandoned coroutine is closed after its loop"};
  if (awaits_unshielded(handler, cx))
    return {{},
            Safety::unsafe,
            ", whose handler awaits: shield that with `anyio.CancelScope(shield=True)`"};
  return {};
}

Verdict judge_suppress(Node call, const TransformContext& cx) {
  const Node with = with_statement_of(call);
  if (!with) return refuse("`suppress` is made here and entered elsewhere");
  if (awaits_task(with.child(Field::body), cx))
    return refuse(
        "the block waits for a task or future, whose cancellation is another exception in anyio", kAfterTheTask);
  if (is_in_while(with))
    return refuse(
        "the block suppresses cancellation in a `while` loop, which under a cancelled anyio scope "
        "would spin forever");
  return {{}, Safety::unsafe, kSwallows};
}

/// Whether a call is `isinstance(x, …)` or `issubclass(x, …)` with `node` among the classes.
bool is_class_test(Node call, Node node, const TransformContext& cx) {
  const std::string_view callee = call.child(Field::function).text();
  if ((callee != "isinstance" && callee != "issubclass") || !is_builtin(callee, call, cx))
    return false;
  const std::vector<Node> arguments = codemod::arguments_of(call);
  return arguments.size() == 2 && arguments[1].encloses(node);
}

/// Whether a comparison such as `exc_type is CancelledError` has `node` as one of its sides, or in a tuple that is one.
bool is_compared(Node node) {
  Node outer = codemod::outermost_parentheses(node);
  if (outer.parent().is(NodeKind::tuple)) outer = codemod::outermost_parentheses(outer.parent());
  return outer.parent().is(NodeKind::comparison_operator);
}

/// A test changes with the handler around it that names the class as well, so that one spelling is
/// used for both.
Verdict judge_test(Node node, const TransformContext& cx) {
  for (Node up = node.parent(); up && !up.is(NodeKind::function_definition); up = up.parent()) {
    if (!up.is(NodeKind::except_clause)) continue;
    for (const Node caught : codemod::caught_exceptions(up)) {
      if (cx.knowledge().canonical(cx.model().resolve(caught).name) != "asyncio.CancelledError")
        continue;
      Verdict verdict = judge_handler(up, cx);
      if (!verdict.refusal.empty())
        verdict.refusal = "the handler around it keeps `asyncio.CancelledError`";
      return verdict;
    }
  }
  return {};
}

/// A use inside an expression that is evaluated while a loop runs.
Verdict judge_expression(Node node, const TransformContext& cx) {
  if (node.parent().is(NodeKind::raise_statement) ||
      codemod::call_of(node).parent().is(NodeKind::raise_statement))
    return refuse("cancellation is raised by hand, which only asyncio allows");
  if (codemod::call_of(node))
    return refuse("a cancellation is made by hand, which only asyncio allows");
  const Node call = call_given(node);
  const std::string callee = call ? canonical_callee(call, cx) : std::string();
  if (callee == "contextlib.suppress") return judge_suppress(call, cx);
  if (is_compared(node) || (call && is_class_test(call, node, cx))) return judge_test(node, cx);
  if (call && call.child(Field::function).text().ends_with("raises"))
    return refuse("a test expects this exception, most often from a task");
  return refuse("the class is used as a value here");
}

/// Why the class cannot be asked for at this place, where no event loop may run; empty when it can.
std::string obstacle_at(const Reference& reference, const TransformContext& cx) {
  const Node node = reference.node;
  if (reference.kind != codemod::ReferenceKind::name) return "it stands in a string";
  if (is_written_to(node)) return "it is replaced here";
  if (codemod::in_annotation(node))
    return "an annotation needs a class; anyio's is only known while an event loop runs";
  const codemod::ScopeKind scope = cx.model().scope(cx.model().scope_of(node)).kind;
  if (scope == codemod::ScopeKind::class_)
    return "it is read when the class is made, and no event loop runs then";
  const Node function = cx.model().function_of(node);
  if (!function) return "it is read when the module is imported, and no event loop runs then";
  if (function.is(NodeKind::lambda)) return "a lambda may be called when no event loop runs";
  if (!codemod::is_async_function(function))
    return "the function is not `async` and may be called when no event loop runs";
  return {};
}

class CancelledError final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const std::uint32_t index : cx.named("asyncio.CancelledError")) rewrite(index, cx);
  }

 private:
  static void rewrite(std::uint32_t index, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    if (std::string obstacle = obstacle_at(reference, cx); !obstacle.empty())
      return cx.keep(index, obstacle);
    const Node handler = handler_naming(reference.node);
    const Verdict verdict =
        handler ? judge_handler(handler, cx) : judge_expression(reference.node, cx);
    if (!verdict.refusal.empty()) return cx.keep(index, verdict.refusal, std::string(verdict.advice));
    Fix fix = rename(reference, "anyio", "get_cancelled_exc_class", cx);
    if (fix.edits.empty()) return cx.keep(index, std::string(kShadowed));
    fix.edits.front().text += "()";
    fix.at_least(verdict.level);
    fix.title = "use `anyio.get_cancelled_exc_class()`" + std::string(verdict.note);
    cx.propose(std::move(fix));
  }

  static constexpr codemod::TransformInfo kInfo{
      "cancelled-error", "Replace `asyncio.CancelledError` in async functions",
      R"(`except asyncio.CancelledError:` becomes `except anyio.get_cancelled_exc_class():`, which
is the same class on asyncio and the right one on trio. It is asked for only while an exception is
matched, and needs a running event loop: so only inside `async def`. `isinstance` and `issubclass`
tests and comparisons in async functions change likewise.

Safe: handlers that raise the cancellation again on every path. What is awaited in the `try` is
taken to follow the conventions (A-CONVENTIONS).

Unsafe: handlers that swallow it (return, go on, raise something else) and `contextlib.suppress`,
because a cancelled anyio scope cancels every further await; handlers that await before they raise
again and do not shield that; handlers of `GeneratorExit` as well, which may come when no loop
runs.

Left alone: annotations, module level, class bodies, defaults, functions that are not async,
`raise` and `CancelledError()`, `pytest.raises`; a `try` that awaits a task or future, whose
cancellation anyio reports by another exception; handlers that go on with a `while` loop, which
would never end.)",
      Safety::safe, 45};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_cancelled_error() {
  return std::make_unique<CancelledError>();
}

}  // namespace asyncio2anyio

#include "engine/edit/block_editor.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/awaited_statement.h"
#include "transforms/api/rewriting.h"
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

/// Why what is shielded cannot be awaited in the current task; empty when it can.
std::string obstacle_in(Node operand, const TransformContext& cx) {
  operand = codemod::strip_parentheses(operand);
  if (!operand.is(NodeKind::call)) return "it shields a task or future, which goes on by itself when the caller is cancelled";
  const std::string name = cx.knowledge().canonical(cx.model().resolve(operand.child(Field::function)).name);
  if (name == "asyncio.create_task" || name == "asyncio.ensure_future")
    return "it shields a task or future, which goes on by itself when the caller is cancelled";
  const Node callee = codemod::callee_definition(cx.model(), operand);
  if (callee && !codemod::is_async_function(callee))
    return "`" + std::string(operand.child(Field::function).text()) + "` is not a coroutine function";
  return {};
}

/// Whether a handler or a `suppress` around the statement acts on the cancellation of the caller.
bool is_cancellation_handled(Node statement, const TransformContext& cx) {
  for (const Node around : codemod::tries_around(statement))
    for (const Node clause : codemod::own_nodes(around, NodeKind::except_clause))
      if (clause.parent() == around && catches_cancellation(clause, cx)) return true;
  const Node function = cx.model().function_of(statement);
  for (Node with = statement.enclosing(NodeKind::with_statement); with && function.encloses(with); with = with.enclosing(NodeKind::with_statement))
    if (with.child(NodeKind::with_clause).text().find("CancelledError") != std::string_view::npos) return true;
  return false;
}

/// The `return` on the line behind `x = await …`, where all that it does is to compute what it returns; null otherwise.
Node plain_return_next(Node statement) {
  const Node next = statement.next_sibling();
  const bool assigned = statement.named_children().front().is(NodeKind::assignment);
  if (!assigned || !next.is(NodeKind::return_statement) || !codemod::begins_its_line(next)) return {};
  if (!codemod::own_nodes(next, NodeKind::await).empty() || !codemod::own_nodes(next, NodeKind::yield).empty()) return {};
  const std::string_view text = next.text();
  return text.find_first_of("\r\n") == std::string_view::npos ? next : Node();
}

/// The statement behind `x = await …` that returns `x`, where nobody else sees the variable; null otherwise.
Node returned_next(Node statement, const TransformContext& cx) {
  const Node assignment = statement.named_children().front();
  const Node variable = assignment.is(NodeKind::assignment) ? assignment.child(Field::left) : Node();
  const Node next = statement.next_sibling();
  if (!variable.is(NodeKind::identifier) || assignment.child(Field::type) || !next.is(NodeKind::return_statement)) return {};
  const codemod::BindingId id = cx.model().binding_of(variable);
  if (id == codemod::BindingId::none) return {};
  const codemod::Binding& binding = cx.model().binding(id);
  const std::vector<Node> returned = next.named_children();
  const bool alone = binding.definitions.size() == 1 && binding.uses.size() == 1 && !binding.declared_global;
  return alone && returned.size() == 1 && returned.front() == binding.uses.front() ? next : Node();
}

/// Whether the module serves requests with aiohttp, which calls `Task.cancel()` when a client goes.
bool serves_with_aiohttp(const TransformContext& cx) {
  for (std::uint32_t index = 0; index < cx.model().binding_count(); ++index)
    for (const codemod::Definition& definition : cx.model().binding(static_cast<codemod::BindingId>(index)).definitions)
      if (definition.origin == "aiohttp.web" || definition.origin.starts_with("aiohttp.web.")) return true;
  return false;
}

class Shield final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const std::uint32_t index : cx.named("asyncio.shield")) rewrite(index, cx);
  }

 private:
  static void rewrite(std::uint32_t index, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    const Node call = codemod::call_of(reference.node);
    if (!call) return cx.keep(index, "`asyncio.shield` is used as a value");
    const Node await = codemod::await_of(call);
    if (!await) return cx.keep(index, std::string(kNotAwaited), std::string(kNotAwaitedAdvice));
    const Node statement = statement_that_awaits(await);
    if (!statement) return cx.keep(index, "it stands inside a larger expression", "assign the awaited result to a variable first");
    const std::vector<Node> arguments = codemod::arguments_of(call);
    if (arguments.size() != 1 || arguments.front().is_any(NodeKind::keyword_argument, NodeKind::list_splat, NodeKind::dictionary_splat))
      return cx.keep(index, "its arguments cannot be told apart");
    if (std::string obstacle = obstacle_in(arguments.front(), cx); !obstacle.empty()) return cx.keep(index, obstacle, std::string(kTaskAdvice));
    if (is_cancellation_handled(statement, cx))
      return cx.keep(index, "the cancellation is caught around it, and anyio raises it only after the shielded code has ended");
    if (serves_with_aiohttp(cx))
      return cx.keep(index, "aiohttp cancels its handlers with `Task.cancel()`, from which a scope of anyio does not shield", std::string(kTaskAdvice));
    propose(index, statement, call, arguments.front(), cx);
  }

  static void propose(std::uint32_t index, Node statement, Node call, Node operand, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    Fix fix;
    fix.title = "use a shielded `anyio.CancelScope`, for whose end a cancelled caller waits, and which `Task.cancel()` of asyncio passes";
    const auto local = cx.need_import(fix, reference.node, reference.root, "anyio");
    if (!local) return cx.keep(index, std::string(kShadowed));
    fix.need(min_anyio("anyio.CancelScope"));
    if (!unwrap_into_block(fix, statement, call, operand, "with " + *local + ".CancelScope(shield=True):"))
      return cx.keep(index, "a comment stands between its arguments");
    // Behind the block, type checkers would hold the variable for possibly unbound: a scope may swallow an exception.
    if (const Node next = returned_next(statement, cx)) {
      const Node assignment = statement.named_children().front();
      fix.replace({assignment.begin(), assignment.child(Field::right).begin()}, "return ");
      fix.erase({statement.end(), next.end()});
    } else if (const Node last = plain_return_next(statement)) {
      fix.insert(last.begin(), codemod::indent_unit(cx.tree()));
      fix.moves.push_back(codemod::lines_of(last, last));
    }
    cx.propose(std::move(fix));
  }

  static constexpr std::string_view kNotAwaited = "it is not awaited where it is called";
  static constexpr std::string_view kNotAwaitedAdvice =
      "start the work in a task group that outlives this code, and wait for its handle with `handle.wait()` under the timeout";
  static constexpr std::string_view kTaskAdvice =
      "start the task in a task group that outlives this code, and wait for its handle with `handle.wait()`";

  static constexpr codemod::TransformInfo kInfo{
      "shield", "Replace `await asyncio.shield(f())` by a shielded `anyio.CancelScope`",
      R"(The statement that awaits moves into `with anyio.CancelScope(shield=True):` and awaits the coroutine directly, in the current
task.

Always unsafe. Without cancellation nothing changes. When the caller is cancelled, asyncio raises at once and the shielded work goes on
alone; anyio finishes it first, so that a timeout around it comes late. In cleanup code that is usually what was meant.
The scope shields from what anyio cancels: task groups, scopes, timeouts. A `cancel()` of an asyncio task still reaches the work, so
keep the shield (`# asyncio2anyio: ignore[shield]`) where a server, or a task that is kept, cancels that way.

Left alone: shielded tasks and futures, shields that are stored or passed on (`wait_for(shield(x), t)` would no longer time
out), shields in a `try` that catches the cancellation, and modules that import `aiohttp.web`, whose handlers are cancelled with
`Task.cancel()`.)",
      Safety::unsafe, 49};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_shield() { return std::make_unique<Shield>(); }

}  // namespace asyncio2anyio

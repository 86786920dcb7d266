#include "transforms/api/background_work.h"

#include <algorithm>
#include <array>
#include <set>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/handlers.h"
#include "transforms/api/timeouts.h"

namespace asyncio2anyio {

using codemod::BindingId;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

namespace {

/// Whether the only statement of a clause is a block that no cancellation reaches.
bool is_shielded(Node clause) {
  const std::vector<Node> statements = clause.child(NodeKind::block).named_children();
  if (statements.size() != 1 || !statements.front().is(NodeKind::with_statement)) return false;
  const std::vector<Node> items = statements.front().child(NodeKind::with_clause).named_children();
  return items.size() == 1 && items.front().text().ends_with("CancelScope(shield=True)");
}

/// Whether the function suspends again after a statement of its body ended.
bool goes_on_behind(Node statement) {
  while (true) {
    for (Node next = statement.next_sibling(); next; next = next.next_sibling())
      if (codemod::suspends(next)) return true;
    Node owner = statement.parent().parent();
    while (owner && !owner.parent().is_any(NodeKind::block, NodeKind::module)) owner = owner.parent();
    if (owner.is_any(NodeKind::for_statement, NodeKind::while_statement)) return true;
    if (!owner || owner.is_any(NodeKind::function_definition, NodeKind::decorated_definition)) return false;
    statement = owner;
  }
}

/// Whether a handler that catches a cancellation lets the function go on.
bool swallows(Node clause) {
  const HandlerExits exits = exits_of(clause);
  if (exits.continues || (exits.goes_on && goes_on_behind(clause.parent()))) return true;
  const std::vector<Node> breaks = codemod::own_nodes(clause, NodeKind::break_statement);
  if (breaks.empty()) return false;
  Node loop = breaks.front();
  while (loop && !loop.is_any(NodeKind::for_statement, NodeKind::while_statement)) loop = loop.parent();
  return goes_on_behind(loop);
}

/// The place of a function that minds how it is cancelled; null when there is none.
Node careful_place(Node body, bool is_whole, const TransformContext& cx) {
  for (const Node clause : codemod::own_nodes(body, NodeKind::finally_clause))
    if (codemod::suspends(clause) && !is_shielded(clause)) return clause;
  for (const Node clause : codemod::own_nodes(body, NodeKind::except_clause)) {
    if (!catches_cancellation(clause, cx) || !codemod::suspends(clause.parent().child(Field::body))) continue;
    if (codemod::suspends(clause) && !is_shielded(clause)) return clause;
    if (is_whole ? swallows(clause) : !exits_of(clause).always_reraise()) return clause;
  }
  return {};
}

bool is_number(Node value, const TransformContext& cx) {
  if (value.is_any(NodeKind::integer, NodeKind::float_literal)) return true;
  const BindingId id = value.is(NodeKind::identifier) ? cx.model().binding_of(value) : BindingId::none;
  if (id == BindingId::none || cx.model().binding(id).definitions.size() != 1 || cx.model().binding(id).declared_global) return false;
  return cx.model().binding(id).definitions.front().statement.child(Field::right).is_any(NodeKind::integer, NodeKind::float_literal);
}

/// Names, constants, and strings of these.
bool is_plain(Node value) {
  if (value.is(NodeKind::keyword_argument)) return is_plain(codemod::keyword_value(value));
  if (!value.is_any(NodeKind::string, NodeKind::concatenated_string)) return codemod::is_pure(value);
  return std::ranges::all_of(codemod::own_nodes(value, NodeKind::interpolation), [](Node part) {
    return codemod::is_pure(part.named_children().front());
  });
}

bool is_sleep(Node call, const TransformContext& cx) {
  const std::string name = cx.knowledge().canonical(cx.model().resolve(call.child(Field::function)).name);
  const std::vector<Node> arguments = codemod::arguments_of(call);
  return (name == "asyncio.sleep" || name == "anyio.sleep") && arguments.size() == 1 && is_number(arguments.front(), cx);
}

/// `logger.info(…)`: logging reports its own failures instead of raising them.
bool is_logging(Node call, const TransformContext& cx) {
  constexpr auto kMethods = std::to_array<std::string_view>({"critical", "debug", "error", "exception", "info", "warning"});
  const Node callee = call.child(Field::function);
  if (!callee.is(NodeKind::attribute) || std::ranges::find(kMethods, callee.child(Field::attribute).text()) == kMethods.end()) return false;
  const Node object = callee.child(Field::object);
  const BindingId id = cx.model().binding_of(object);
  if (id == BindingId::none || cx.model().binding(id).definitions.size() != 1) return false;
  const codemod::Definition& definition = cx.model().binding(id).definitions.front();
  const Node made = definition.statement.child(Field::right);
  const bool is_logger = definition.origin == "logging" || cx.model().refers_only_to(made.child(Field::function), "logging.getLogger");
  return is_logger && std::ranges::all_of(codemod::arguments_of(call), is_plain);
}

/// Whether a block lets nothing but cancellations out.
class Prover {
 public:
  explicit Prover(const TransformContext& cx) : cx_(cx) {}

  [[nodiscard]] bool holds(Node block) const {
    return std::ranges::all_of(block.named_children(), [&](Node statement) { return holds_for(statement); });
  }

 private:
  [[nodiscard]] bool holds_for(Node statement) const {
    switch (statement.kind()) {
      case NodeKind::while_statement:
        return codemod::is_pure(statement.child(Field::condition)) && holds(statement.child(Field::body)) && !statement.child(NodeKind::else_clause);
      case NodeKind::try_statement:
        return holds_for_try(statement);
      case NodeKind::break_statement:
      case NodeKind::continue_statement:
        return true;
      case NodeKind::return_statement:
        return codemod::is_pure(statement) || statement.named_children().empty();
      case NodeKind::expression_statement: {
        const Node await = statement.first_child();
        if (await.is(NodeKind::await)) return is_sleep(await.named_children().front(), cx_);
        return is_harmless(statement, cx_);
      }
      default:
        return is_harmless(statement, cx_);
    }
  }

  [[nodiscard]] bool holds_for_try(Node statement) const {
    bool complete = false;
    for (const Node part : statement.named_children()) {
      if (part == statement.child(Field::body)) continue;
      if (part.is(NodeKind::except_clause) && is_reraised(part)) continue;
      if (!holds(part.child(NodeKind::block))) return false;
      const Node caught = part.is(NodeKind::except_clause) ? codemod::caught_expression(part) : Node();
      complete = complete || (part.is(NodeKind::except_clause) && (!caught || caught.text() == "Exception" || caught.text() == "BaseException"));
    }
    return complete || holds(statement.child(Field::body));
  }

  /// A handler of cancellations alone, which go on; what it does before must not fail.
  [[nodiscard]] bool is_reraised(Node clause) const {
    const std::vector<Node> caught = codemod::caught_exceptions(clause);
    const bool cancellation = caught.size() == 1 && caught.front().text() != "BaseException" && catches_cancellation(clause, cx_);
    std::vector<Node> statements = clause.child(NodeKind::block).named_children();
    if (!cancellation || !statements.back().is(NodeKind::raise_statement) || !statements.back().named_children().empty()) return false;
    statements.pop_back();
    return std::ranges::all_of(statements, [&](Node inner) { return holds_for(inner); });
  }

  const TransformContext& cx_;
};

/// The functions of this file that a call may mean: the one it certainly calls, else every method of that name.
std::vector<Node> possible_callees(Node call, const TransformContext& cx) {
  if (const Node callee = codemod::callee_definition(cx.model(), call)) return {callee};
  const Node function = call.child(Field::function);
  std::vector<Node> callees;
  if (!function.is(NodeKind::attribute)) return callees;
  for (std::uint32_t index = 0; index < cx.tree().size(); ++index) {
    const Node method = cx.tree().node(index);
    if (!method.is(NodeKind::function_definition) || method.child(Field::name).text() != function.child(Field::attribute).text()) continue;
    const Node block = method.parent().is(NodeKind::decorated_definition) ? method.parent().parent() : method.parent();
    if (block.parent().is(NodeKind::class_definition)) callees.push_back(method);
  }
  return callees;
}

}  // namespace

std::optional<TaskObstacle> obstacle_to_scope(Node coroutine, const TransformContext& cx) {
  const std::string name = cx.model().resolve(coroutine.child(Field::function)).name;
  if (name == "anyio.to_thread.run_sync" && !codemod::keyword_argument_of(coroutine, "abandon_on_cancel"))
    return TaskObstacle{coroutine, "the application would wait for the thread when it stops"};
  std::set<Node> seen;
  std::vector<Node> queue;
  for (const Node callee : possible_callees(coroutine, cx))
    if (seen.insert(callee).second) queue.push_back(callee);
  const std::size_t whole = queue.size();
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const Node body = queue[i].child(Field::body);
    const std::string called = "`" + std::string(queue[i].child(Field::name).text()) + "`";
    if (const Node place = careful_place(body, i < whole, cx))
      return TaskObstacle{place, called + (codemod::suspends(place) ? " awaits" : " goes on") + " when it is cancelled, and a task group cancels every further await"};
    for (const Node await : codemod::own_nodes(body, NodeKind::await)) {
      for (const Node callee : possible_callees(codemod::strip_parentheses(await.named_children().front()), cx))
        if (seen.insert(callee).second) queue.push_back(callee);
    }
  }
  return std::nullopt;
}

bool cannot_fail(Node coroutine, const TransformContext& cx) {
  const Node callee = codemod::callee_definition(cx.model(), coroutine);
  if (!callee || !codemod::is_async_function(callee)) return false;
  // What is awaited may raise a cancellation of its own making, which would end the group.
  const Node body = callee.child(Field::body);
  const bool only_sleeps = std::ranges::all_of(codemod::own_nodes(body, NodeKind::await), [&](Node await) {
    return is_sleep(codemod::strip_parentheses(await.named_children().front()), cx);
  });
  return only_sleeps && codemod::own_nodes(body, NodeKind::async_keyword).empty() && Prover(cx).holds(body);
}

bool is_harmless(Node statement, const TransformContext& cx) {
  if (statement.is_any(NodeKind::pass_statement, NodeKind::global_statement, NodeKind::nonlocal_statement, NodeKind::comment)) return true;
  if (!statement.is(NodeKind::expression_statement)) return false;
  const Node inner = statement.first_child();
  if (inner.is(NodeKind::string)) return is_plain(inner);
  if (inner.is(NodeKind::call)) return is_logging(inner, cx);
  const Node target = inner.child(Field::left);
  if (!inner.is(NodeKind::assignment) || !(target.is(NodeKind::identifier) || (target.is(NodeKind::attribute) && codemod::is_pure(target)))) return false;
  return inner.child(Field::right).is_any(NodeKind::none, NodeKind::integer, NodeKind::true_literal, NodeKind::false_literal);
}

}  // namespace asyncio2anyio

#include "transforms/api/timeouts.h"

#include <set>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"

namespace asyncio2anyio {

using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::Safety;
using codemod::TransformContext;

namespace {

/// Whether a handler lets every cancellation go on: its last statement is a bare `raise`.
bool ends_in_raise(Node except_clause) {
  const Node block = except_clause.child(NodeKind::block);
  const std::vector<Node> statements = block.named_children();
  return !statements.empty() && statements.back().is(NodeKind::raise_statement) &&
         statements.back().named_children().empty();
}

bool mishandles_cancellation(Node region, const TransformContext& cx) {
  const auto cancels = [&](Node clause) { return catches_cancellation(clause, cx); };
  if (codemod::suspends_in_cleanup(region, cancels)) return true;
  for (const Node clause : codemod::own_nodes(region, NodeKind::except_clause))
    if (cancels(clause) && !ends_in_raise(clause)) return true;
  return false;
}

}  // namespace

bool catches_cancellation(Node except_clause, const TransformContext& cx) {
  if (!codemod::caught_expression(except_clause)) return true;
  for (const Node exception : codemod::caught_exceptions(except_clause)) {
    if (exception.text() == "BaseException") return true;
    const codemod::Resolved resolved = cx.model().resolve(exception);
    const std::string name = cx.knowledge().canonical(resolved.name);
    if (name == "asyncio.CancelledError" || name == "concurrent.futures.CancelledError") return true;
    if (exception.is(NodeKind::call)) return true;  // `get_cancelled_exc_class()`
  }
  return false;
}

Safety timeout_safety(Node region, const TransformContext& cx) {
  std::set<Node> seen;
  std::vector<Node> queue{region};
  for (std::size_t i = 0; i < queue.size(); ++i) {
    if (mishandles_cancellation(queue[i], cx)) return Safety::unsafe;
    for (const Node call : codemod::own_nodes(queue[i], NodeKind::call))
      if (const Node callee = codemod::callee_definition(cx.model(), call); callee && seen.insert(callee).second)
        queue.push_back(callee.child(Field::body));
  }
  return Safety::safe;
}

bool may_hold_scope(Node region, const TransformContext& cx) {
  const Node function = cx.model().function_of(region);
  const bool is_generator = !function || cx.model().scope(cx.model().scope_made_by(function)).is_generator;
  if (!is_generator || !codemod::yields(region)) return true;
  const Node definition = function.parent();
  if (!definition.is(NodeKind::decorated_definition)) return false;
  for (const Node decorator : definition.named_children())
    if (decorator.is(NodeKind::decorator) && cx.model().refers_only_to(decorator.named_children().front(), "contextlib.asynccontextmanager"))
      return true;
  return false;
}

}  // namespace asyncio2anyio

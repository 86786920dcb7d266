#include "transforms/api/queue_errors.h"

#include <algorithm>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/handlers.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::TrackedObject;
using codemod::TransformContext;

bool is_exception(std::string_view name) {
  return name == "asyncio.QueueEmpty" || name == "asyncio.QueueFull";
}

/// The body that an exception named at `node` is caught for.
Node guarded_region(Node node) {
  if (const Node clause = handler_naming(node)) return clause.parent().child(Field::body);
  const Node call = node.parent().parent();  // `suppress(QueueEmpty)`
  const Node item = codemod::outermost_parentheses(call).parent();
  const bool suppresses =
      call.is(NodeKind::call) && call.child(Field::function).text().ends_with("suppress");
  if (!suppresses || !item.is(NodeKind::with_item)) return {};
  return item.parent().parent().child(Field::body);
}

bool raises(std::string_view member, std::string_view exception) {
  return (member == "get_nowait" && exception == "asyncio.QueueEmpty") ||
         (member == "put_nowait" && exception == "asyncio.QueueFull");
}

std::string_view member_of(Node call) {
  return call.child(Field::function).child(Field::attribute).text();
}

bool is_call_of(Node call, const Objects& group) {
  return std::ranges::any_of(group, [&](const TrackedObject* object) {
    return std::ranges::any_of(object->uses,
                               [&](const ObjectUse& use) { return use.outer == call; });
  });
}

/// Whether a handler of the same `try` names the other exception, which would become the same one.
bool is_caught_twice(const QueueHandler& handler, const TransformContext& cx) {
  const std::vector<QueueHandler> all = queue_handlers(cx);
  return std::ranges::any_of(all, [&](const QueueHandler& other) {
    return other.reference != handler.reference && other.region == handler.region;
  });
}

std::optional<Obstacle> rewrite_handler(const QueueHandler& handler, const Objects& group, Fix& fix,
                                        const TransformContext& cx) {
  const codemod::Reference& reference = cx.reference(handler.reference);
  const bool all =
      std::ranges::all_of(handler.callers, [&](Node call) { return is_call_of(call, group); });
  if (!all || !reference.certain)
    return Obstacle{reference.node, "the exception may also come from a queue that stays"};
  if (is_caught_twice(handler, cx))
    return Obstacle{reference.node, "`QueueEmpty` and `QueueFull` would become one exception"};
  const auto local = cx.need_import(fix, reference.node, reference.root, "anyio");
  if (!local) return Obstacle{reference.node, std::string(kShadowed)};
  fix.replace(reference.node, *local + ".WouldBlock");
  return std::nullopt;
}

/// Whether some handler guards the call itself.
bool is_guarded(Node call, const std::vector<QueueHandler>& handlers) {
  return std::ranges::any_of(handlers, [&](const QueueHandler& handler) {
    return std::ranges::find(handler.callers, call) != handler.callers.end();
  });
}

}  // namespace

std::vector<QueueHandler> queue_handlers(const TransformContext& cx) {
  std::vector<QueueHandler> handlers;
  for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
    const codemod::Reference& reference = cx.reference(index);
    if (!is_exception(reference.name)) continue;
    QueueHandler handler{index, guarded_region(reference.node), {}};
    if (handler.region)
      for (const Node call : codemod::own_nodes(handler.region, NodeKind::call))
        if (raises(member_of(call), reference.name)) handler.callers.push_back(call);
    handlers.push_back(std::move(handler));
  }
  return handlers;
}

bool guards(const QueueHandler& handler, const TrackedObject& queue) {
  return std::ranges::any_of(handler.callers,
                             [&](Node call) { return is_call_of(call, {&queue}); });
}

std::optional<Obstacle> rewrite_queue_errors(const Objects& group, Fix& fix,
                                             const TransformContext& cx) {
  const std::vector<QueueHandler> handlers = queue_handlers(cx);
  for (const QueueHandler& handler : handlers) {
    const bool mine = std::ranges::any_of(
        group, [&](const TrackedObject* object) { return guards(handler, *object); });
    if (mine)
      if (auto obstacle = rewrite_handler(handler, group, fix, cx)) return obstacle;
  }
  // What a call without a handler of its own raises may be what another place of the file catches.
  for (const TrackedObject* object : group)
    for (const ObjectUse& use : object->uses) {
      if (!use.member.ends_with("_nowait") || is_guarded(use.outer, handlers)) continue;
      for (const QueueHandler& handler : handlers)
        if (handler.callers.empty() && raises(use.member, cx.reference(handler.reference).name))
          return Obstacle{
              cx.reference(handler.reference).node,
              "what is caught here may come from its `" + std::string(use.member) + "()`"};
    }
  return std::nullopt;
}

}  // namespace asyncio2anyio

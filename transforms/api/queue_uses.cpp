#include "transforms/api/queue_uses.h"

#include <algorithm>

#include "engine/edit/import_editor.h"
#include "engine/syntax/context.h"
#include "transforms/api/lock_objects.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::TransformContext;
using codemod::UseKind;

/// The end through which a question about the stream is asked.
Ends asking_end(const QueueUses& uses, Node node, Ends preferred, const TransformContext& cx) {
  const codemod::BindingId id = cx.model().binding_of(node);
  return uses.parameters.contains(id) ? uses.parameters.end_of(id) : preferred;
}

bool takes_one_argument(Node call) {
  const std::vector<Node> arguments = codemod::arguments_of(call);
  return arguments.size() == 1 &&
         !arguments.front().is_any(NodeKind::list_splat, NodeKind::dictionary_splat);
}

/// Nobody waits for the end of the work, so that nobody counts it.
std::optional<Obstacle> drop_task_done(const QueueUses& uses, const ObjectUse& use, Fix& fix) {
  if (uses.is_joined)
    return Obstacle{use.outer, "`task_done()` counts for a `join()`, and streams do not count"};
  const Node statement = use.outer.parent();
  if (!statement.is(NodeKind::expression_statement) || statement.named_children().size() != 1)
    return Obstacle{use.outer, "`task_done()` is called inside a larger statement"};
  if (codemod::is_alone_in_block(statement))
    return Obstacle{use.outer, "`task_done()` is all that a block holds"};
  fix.erase(codemod::removal_range(statement));
  return std::nullopt;
}

std::optional<Obstacle> rewrite_question(const QueueUses& uses, const ObjectUse& use, Fix& fix,
                                         const TransformContext& cx) {
  if (!codemod::arguments_of(use.outer).empty())
    return Obstacle{use.outer, "`" + std::string(use.member) + "` takes no argument"};
  if (use.member == "full") {
    if (uses.bound.empty())
      return Obstacle{use.outer, "`full()` is asked, and the size of the queue is not certain"};
    name_end(uses, use.node, asking_end(uses, use.node, kSendEnd, cx), fix, cx);
    replace_by_comparison(use, "statistics().current_buffer_used >= " + uses.bound,
                          "statistics().current_buffer_used < " + uses.bound, fix);
    return std::nullopt;
  }
  name_end(uses, use.node, asking_end(uses, use.node, kReceiveEnd, cx), fix, cx);
  if (use.member == "empty") {
    replace_by_comparison(use, "statistics().current_buffer_used == 0", "statistics().current_buffer_used > 0", fix);
    return std::nullopt;
  }
  const Node member = use.outer.child(Field::function).child(Field::attribute);
  fix.replace({member.begin(), use.outer.end()}, "statistics().current_buffer_used");
  return std::nullopt;
}

std::optional<Obstacle> rewrite_call(const QueueUses& uses, const ObjectUse& use, Fix& fix,
                                     const TransformContext& cx) {
  const QueueMember& member = *find_queue_member(use.member);
  if (member.name == "task_done") return drop_task_done(uses, use, fix);
  if (member.name == "join")
    return Obstacle{use.outer, "`join()` waits until all work is done, and streams do not count"};
  if (member.name == "shutdown")
    return Obstacle{use.outer,
                    "`shutdown()` ends other calls with `QueueShutDown`, closing a stream with "
                    "other exceptions"};
  if (member.name == "empty" || member.name == "full" || member.name == "qsize")
    return rewrite_question(uses, use, fix, cx);
  if (member.target.empty())
    return Obstacle{use.outer, "anyio has no counterpart for `" + std::string(use.member) + "`"};
  const bool right = member.end == kSendEnd ? takes_one_argument(use.outer)
                                            : codemod::arguments_of(use.outer).empty();
  if (!right) return Obstacle{use.outer, "its arguments cannot be told apart"};
  name_end(uses, use.node, member.end, fix, cx);
  fix.replace(use.outer.child(Field::function).child(Field::attribute), std::string(member.target));
  return std::nullopt;
}

/// `queue.put_nowait` handed on without being called.
std::optional<Obstacle> rewrite_member(const QueueUses& uses, const ObjectUse& use, Fix& fix,
                                       const TransformContext& cx) {
  const QueueMember& member = *find_queue_member(use.member);
  const Node parent = use.outer.parent();
  const bool is_written = use.outer.field() != Field::right &&
                          parent.is_any(NodeKind::assignment, NodeKind::augmented_assignment,
                                        NodeKind::delete_statement);
  if (member.target.empty() || is_written)
    return Obstacle{use.outer, "`" + std::string(use.member) + "` is used as a value"};
  name_end(uses, use.node, member.end, fix, cx);
  fix.replace(use.outer.child(Field::attribute), std::string(member.target));
  return std::nullopt;
}

}  // namespace

void name_end(const QueueUses& uses, Node node, Ends end, Fix& fix, const TransformContext& cx) {
  if (!uses.parameters.contains(cx.model().binding_of(node)))
    fix.insert(node.end(), uses.names.suffix(end));
}

std::optional<Obstacle> rewrite_queue_use(const QueueUses& uses, const ObjectUse& use, Fix& fix,
                                          const TransformContext& cx) {
  const bool certain = is_certain(use, cx);
  if (use.kind == UseKind::method_call || use.kind == UseKind::member) {
    if (!find_queue_member(use.member)) {
      if (!certain) return std::nullopt;  // a namesake: queues have no such member
      return Obstacle{use.outer, "anyio has no counterpart for `" + std::string(use.member) + "`"};
    }
    if (!certain)
      return Obstacle{use.outer, "`" + std::string(use.member) +
                                     "` is used through an object of an unknown class"};
    return use.kind == UseKind::member ? rewrite_member(uses, use, fix, cx)
                                       : rewrite_call(uses, use, fix, cx);
  }
  if (!certain) return Obstacle{use.node, "it is used through an object of an unknown class"};
  if (use.kind != UseKind::tested) return Obstacle{use.node, describe_use(use)};
  name_end(uses, use.node, asking_end(uses, use.node, kSendEnd, cx), fix, cx);
  return std::nullopt;
}

}  // namespace asyncio2anyio

#include "transforms/api/queue_uses.h"

#include <algorithm>

#include "engine/edit/import_editor.h"
#include "engine/syntax/context.h"
#include "transforms/api/queue_constructors.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectMention;
using codemod::ObjectUse;
using codemod::TransformContext;
using codemod::UseKind;

/// Makes what a use reads name one end, where its name has given way to two.
void name_end(const QueueUses& uses, Node use, Ends end, Fix& fix) {
  for (const ObjectMention& mention : uses.queue.mentions)
    if (mention.place == use && mention.to == codemod::kNoHolder && mention.node && uses.holders.is_split(mention.from))
      fix.insert(mention.node.end(), uses.holders.names().suffix(end));
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

std::optional<Obstacle> rewrite_question(const QueueUses& uses, const ObjectUse& use, Fix& fix) {
  if (!codemod::arguments_of(use.outer).empty())
    return Obstacle{use.outer, "`" + std::string(use.member) + "` takes no argument"};
  if (use.member == "full") {
    if (uses.bound.empty())
      return Obstacle{use.outer, "`full()` is asked, and the size of the queue is not certain"};
    name_end(uses, use.node, uses.holders.end_at(use.node, kSendEnd), fix);
    replace_by_comparison(use, "statistics().current_buffer_used >= " + uses.bound,
                          "statistics().current_buffer_used < " + uses.bound, fix);
    return std::nullopt;
  }
  name_end(uses, use.node, uses.holders.end_at(use.node, kReceiveEnd), fix);
  if (use.member == "empty") {
    replace_by_comparison(use, "statistics().current_buffer_used == 0", "statistics().current_buffer_used > 0", fix);
    return std::nullopt;
  }
  const Node member = use.outer.child(Field::function).child(Field::attribute);
  fix.replace({member.begin(), use.outer.end()}, "statistics().current_buffer_used");
  return std::nullopt;
}

std::optional<Obstacle> rewrite_call(const QueueUses& uses, const ObjectUse& use, Fix& fix) {
  const QueueMember& member = *find_queue_member(use.member);
  if (member.name == "task_done") return drop_task_done(uses, use, fix);
  if (member.name == "join")
    return Obstacle{use.outer, "`join()` waits until all work is done, and streams do not count"};
  if (member.name == "shutdown")
    return Obstacle{use.outer,
                    "`shutdown()` ends other calls with `QueueShutDown`, closing a stream with "
                    "other exceptions"};
  if (member.name == "empty" || member.name == "full" || member.name == "qsize")
    return rewrite_question(uses, use, fix);
  if (member.target.empty())
    return Obstacle{use.outer, "anyio has no counterpart for `" + std::string(use.member) + "`"};
  const bool right = member.end == kSendEnd ? takes_one_argument(use.outer)
                                            : codemod::arguments_of(use.outer).empty();
  if (!right) return Obstacle{use.outer, "its arguments cannot be told apart"};
  name_end(uses, use.node, member.end, fix);
  fix.replace(use.outer.child(Field::function).child(Field::attribute), std::string(member.target));
  return std::nullopt;
}

/// `queue.put_nowait` handed on without being called.
std::optional<Obstacle> rewrite_member(const QueueUses& uses, const ObjectUse& use, Fix& fix) {
  const QueueMember& member = *find_queue_member(use.member);
  const Node parent = use.outer.parent();
  const bool is_written = use.outer.field() != Field::right &&
                          parent.is_any(NodeKind::assignment, NodeKind::augmented_assignment,
                                        NodeKind::delete_statement);
  if (member.target.empty() || is_written)
    return Obstacle{use.outer, "`" + std::string(use.member) + "` is used as a value"};
  name_end(uses, use.node, member.end, fix);
  fix.replace(use.outer.child(Field::attribute), std::string(member.target));
  return std::nullopt;
}

/// `other = queue`, `f(queue)` and `f(queue=queue)`, for both ends.
std::optional<Obstacle> hand_on_both(const EndNames& names, const ObjectMention& mention, Fix& fix) {
  const Node node = mention.node;
  const std::string text(node.text());
  const Node parent = node.parent();
  if (parent.is(NodeKind::argument_list)) {
    fix.replace(node, text + names.send_suffix + separator_behind(node) + text + names.receive_suffix);
    return std::nullopt;
  }
  if (parent.is(NodeKind::keyword_argument)) {
    const std::string name(parent.child(Field::name).text());
    fix.replace(parent, name + names.send_suffix + "=" + text + names.send_suffix + separator_behind(parent) + name + names.receive_suffix + "=" +
                            text + names.receive_suffix);
    return std::nullopt;
  }
  const bool plain = parent.is(NodeKind::assignment) && !parent.child(Field::type) && parent.parent().is(NodeKind::expression_statement) &&
                     parent.parent().named_children().size() == 1;
  if (!plain) return Obstacle{mention.place, "both of its ends are handed on inside a larger expression"};
  const Node left = parent.child(Field::left);
  fix.replace(left, std::string(left.text()) + names.send_suffix + ", " + std::string(left.text()) + names.receive_suffix);
  fix.replace(node, text + names.send_suffix + ", " + text + names.receive_suffix);
  return std::nullopt;
}

}  // namespace

std::optional<Obstacle> rewrite_queue_use(const QueueUses& uses, const ObjectUse& use, Fix& fix,
                                          const TransformContext& cx) {
  const bool certain = is_known_place(use.node, cx);
  if (use.kind == UseKind::method_call || use.kind == UseKind::member) {
    if (!find_queue_member(use.member)) {
      if (!certain) return std::nullopt;  // a namesake: queues have no such member
      return Obstacle{use.outer, "anyio has no counterpart for `" + std::string(use.member) + "`"};
    }
    if (!certain)
      return Obstacle{use.outer, "`" + std::string(use.member) +
                                     "` is used through an object of an unknown class"};
    return use.kind == UseKind::member ? rewrite_member(uses, use, fix)
                                       : rewrite_call(uses, use, fix);
  }
  if (!certain) return Obstacle{use.node, "it is used through an object of an unknown class"};
  if (use.kind != UseKind::tested) return Obstacle{use.node, describe_use(use)};
  name_end(uses, use.node, uses.holders.end_at(use.node, kSendEnd), fix);
  return std::nullopt;
}

std::optional<Obstacle> rewrite_queue_mention(const QueueUses& uses, const ObjectMention& mention, Fix& fix) {
  if (!mention.node || mention.from == codemod::kNoHolder || !uses.holders.is_split(mention.from)) return std::nullopt;
  const EndNames& names = uses.holders.names();
  if (mention.compared) {
    const auto end = uses.holders.compared_end();
    if (!end) return Obstacle{mention.place, "it is compared, and both of its ends are handed on"};
    fix.insert(mention.node.end(), names.suffix(*end));
    return std::nullopt;
  }
  if (mention.to == codemod::kNoHolder) return std::nullopt;  // a use
  if (uses.holders.is_split(mention.to)) return hand_on_both(names, mention, fix);
  fix.insert(mention.node.end(), names.suffix(uses.holders.end_of(mention.to)));
  return std::nullopt;
}

}  // namespace asyncio2anyio

#include <algorithm>
#include <expected>
#include <list>
#include <map>

#include "engine/syntax/context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/lock_foreign.h"
#include "transforms/api/queue_constructors.h"
#include "transforms/api/queue_errors.h"
#include "transforms/api/queue_groups.h"
#include "transforms/api/queue_uses.h"
#include "transforms/api/rewriting.h"

#include "engine/transform/transform.h"

namespace asyncio2anyio {
namespace {

using codemod::Binding;
using codemod::Definition;
using codemod::DefinitionKind;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectHolder;
using codemod::ObjectMention;
using codemod::ObjectUse;
using codemod::Reference;
using codemod::ReferenceKind;
using codemod::TrackedObject;
using codemod::TransformContext;
using codemod::UseKind;

/// Makes one queue a stream, as a part of a fix.
class Queue {
 public:
  Queue(const TrackedObject& queue, Fix& fix, const TransformContext& cx)
      : queue_(queue), fix_(fix), cx_(cx), holders_(queue, cx) {}

  std::optional<Obstacle> check() {
    for (const Node name : queue_.references)
      if (const auto index = cx_.reference_at(name);
          index && cx_.reference(*index).name != "asyncio.Queue")
        return Obstacle{
            name, "streams of anyio hand on what came first, not what sorts first or came last"};
    if (!queue_.doubt.empty()) return Obstacle{queue_.doubt_at, queue_.doubt};
    if (queue_.holders.empty()) return Obstacle{queue_.producers.front(), queue_.uses.empty() ? "nothing holds it" : describe_use(queue_.uses.front())};
    if (auto obstacle = holders_.check()) return obstacle;
    if (auto obstacle = check_lookups(queue_, cx_)) return obstacle;
    return check_foreign(queue_, {queue_members(), {}, true}, cx_);
  }

  std::optional<Obstacle> rewrite(bool is_joined) {
    const EndNames& names = holders_.names();
    for (std::size_t i = 0; i < queue_.references.size(); ++i)
      if (auto obstacle = rewrite_queue_constructor(queue_, i, names, fix_, cx_)) return obstacle;
    for (std::size_t at = 0; at < queue_.holders.size(); ++at)
      if (auto obstacle = holders_.is_split(at) ? split(queue_.holders[at]) : retype(at)) return obstacle;
    const QueueUses uses{queue_, holders_, bound_of(queue_, cx_), is_joined};
    for (const ObjectUse& use : queue_.uses)
      if (auto obstacle = rewrite_queue_use(uses, use, fix_, cx_)) return obstacle;
    std::map<Node, const ObjectMention*> done;
    for (const ObjectMention& mention : queue_.mentions) {
      if (!mention.node) continue;
      const auto [known, is_new] = done.try_emplace(mention.node, &mention);
      const ObjectMention& first = *known->second;
      if (!is_new && first.place == mention.place && first.to == mention.to) continue;
      if (!is_new) return Obstacle{mention.node, "it is used in two ways at once"};
      if (auto obstacle = rewrite_queue_mention(uses, mention, fix_)) return obstacle;
    }
    claim_members();
    return std::nullopt;
  }

 private:
  std::optional<Obstacle> split(const ObjectHolder& holder) {
    if (auto obstacle = split_declarations(holder)) return obstacle;
    if (!holder.attribute.empty()) return split_strings(holder);
    split_global_statements(holder);
    const Definition& first = cx_.model().binding(holder.variable).definitions.front();
    if (first.kind != DefinitionKind::parameter) return std::nullopt;
    return split_parameter(first.name, first.statement.child(Field::type), holders_.names(), fix_, cx_);
  }

  std::optional<Obstacle> retype(std::size_t at) {
    for (const Node type : queue_.holders[at].annotations)
      if (auto obstacle = retype_end(type, holders_.end_of(at), fix_, cx_)) return obstacle;
    return std::nullopt;
  }

  void claim_members() {
    for (const ObjectUse& use : queue_.uses) {
      if (use.kind != UseKind::method_call && use.kind != UseKind::member) continue;
      const Node attribute = use.kind == UseKind::method_call ? use.outer.child(Field::function) : use.outer;
      for (const std::uint32_t index : cx_.references_in(attribute.child(Field::attribute).range()))
        if (cx_.reference(index).object) fix_.claims.push_back({index, {}});
    }
  }

  /// Annotations apart from a constructor, and `None` before there is a queue.
  std::optional<Obstacle> split_declarations(const ObjectHolder& holder) {
    std::vector<Node> done;
    const auto split = [&](Node assignment) -> std::optional<Obstacle> {
      if (std::ranges::find(done, assignment) != done.end()) return std::nullopt;
      done.push_back(assignment);
      return split_declaration(assignment, holders_.names(), fix_, cx_);
    };
    for (const Node value : holder.none_values) {
      if (!value.parent().is(NodeKind::assignment)) return Obstacle{value, "it may be `None` here"};
      if (auto obstacle = split(value.parent())) return obstacle;
    }
    for (const Node type : holder.annotations) {
      if (!type.parent().is(NodeKind::assignment) || makes_queue(type.parent())) continue;
      if (type.parent().child(Field::right) && !type.parent().child(Field::right).is(NodeKind::none))
        return Obstacle{type, "its type is declared here"};
      if (auto obstacle = split(type.parent())) return obstacle;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool makes_queue(Node assignment) const {
    const Node value = assignment.child(Field::right);
    return value && std::ranges::find(queue_.producers, value) != queue_.producers.end();
  }

  /// The attribute's name in strings of its class: `__slots__` takes both, `hasattr` asks for one.
  std::optional<Obstacle> split_strings(const ObjectHolder& holder) {
    for (std::uint32_t index = holder.owner.index(); index < holder.owner.subtree_end(); ++index) {
      const Node node = holder.owner.tree()->node(index);
      const Node content = node.is(NodeKind::string) ? node.child(NodeKind::string_content) : Node();
      if (!content || content.text() != holder.attribute) continue;
      if (is_slot(node, holder.owner)) {
        add_slot(node, content);
      } else if (is_asked_for(node, holder.owner)) {
        fix_.insert(content.end(), holders_.names().send_suffix);
      } else {
        return Obstacle{node, "its name is in a string"};
      }
    }
    return std::nullopt;
  }

  /// Whether a string is an item of `__slots__ = (…)` in the body of the class.
  static bool is_slot(Node string, Node owner) {
    const Node items = string.parent();
    const Node assignment = items.parent();
    return items.is_any(NodeKind::tuple, NodeKind::list, NodeKind::set) && assignment.is(NodeKind::assignment) &&
           assignment.child(Field::left).text() == "__slots__" && assignment.parent().parent().parent() == owner;
  }

  void add_slot(Node string, Node content) {
    const std::string_view text = cx_.text();
    std::string second = separator_behind(string);
    second += text.substr(string.begin(), content.end() - string.begin());
    second += holders_.names().receive_suffix;
    second += text.substr(content.end(), string.end() - content.end());
    fix_.insert(content.end(), holders_.names().send_suffix);
    fix_.insert(string.end(), second);
  }

  /// `hasattr(self, "queue")`.
  [[nodiscard]] bool is_asked_for(Node string, Node owner) const {
    const Node call = string.parent().parent();
    if (!string.parent().is(NodeKind::argument_list) || call.child(Field::function).text() != "hasattr") return false;
    const std::vector<Node> arguments = codemod::arguments_of(call);
    return arguments.size() == 2 && arguments.back() == string && codemod::class_behind(cx_.model(), arguments.front()) == owner;
  }

  /// `global queue` must name both ends.
  void split_global_statements(const ObjectHolder& holder) {
    const Binding& binding = cx_.model().binding(holder.variable);
    if (!binding.declared_global) return;
    for (const Node name : cx_.identifiers(binding.name)) {
      if (!name.parent().is_any(NodeKind::global_statement, NodeKind::nonlocal_statement)) continue;
      if (cx_.model().lookup(cx_.model().scope_of(name), binding.name) != holder.variable) continue;
      fix_.insert(name.end(), holders_.names().send_suffix + ", " + std::string(binding.name) + holders_.names().receive_suffix);
    }
  }

  const TrackedObject& queue_;
  Fix& fix_;
  const TransformContext& cx_;
  QueueHolders holders_;
};

/// What makes the queues of one group streams, or why they stay.
std::expected<Fix, Obstacle> migrate(const std::vector<const JoinedQueue*>& group, const TransformContext& cx) {
  Fix fix;
  fix.safety = codemod::Safety::unsafe;
  fix.title = "use a memory object stream, which is never closed here";
  const bool is_joined = std::ranges::any_of(group, [](const JoinedQueue* queue) {
    return std::ranges::any_of(queue->all.uses, [](const ObjectUse& use) { return use.member == "join"; });
  });
  Objects objects;
  std::vector<Queue> queues;
  queues.reserve(group.size());
  for (const JoinedQueue* queue : group) {
    objects.push_back(&queue->all);
    queues.emplace_back(queue->all, fix, cx);
  }
  for (Queue& queue : queues)
    if (auto obstacle = queue.check()) return std::unexpected(std::move(*obstacle));
  for (Queue& queue : queues)
    if (auto obstacle = queue.rewrite(is_joined)) return std::unexpected(std::move(*obstacle));
  if (auto obstacle = rewrite_queue_errors(objects, fix, cx)) return std::unexpected(std::move(*obstacle));
  return fix;
}

void propose_or_keep(const std::vector<const JoinedQueue*>& group, TransformContext& cx) {
  auto fix = migrate(group, cx);
  if (fix) return cx.propose(std::move(*fix));
  for (const JoinedQueue* queue : group) keep_objects(queue->members, fix.error(), cx);
}

/// Why a name stays that belongs to no queue.
std::string reason_for(const Reference& reference, const TransformContext& cx) {
  if (reference.kind == ReferenceKind::name && !reference.certain)
    return "the name may also stand for something else";
  if (reference.kind == ReferenceKind::adjacent || codemod::in_annotation(reference.node))
    return "it annotates a queue that stays, or one that is not made in this file";
  const Node parent = codemod::outermost_parentheses(reference.node).parent();
  if (reference.name == "asyncio.QueueEmpty" || reference.name == "asyncio.QueueFull")
    return "the exception belongs to a queue that stays, or one that is not made in this file";
  if (reference.name == "asyncio.QueueShutDown")
    return "closing a stream ends its users with other exceptions";
  if (parent.is(NodeKind::argument_list) && parent.parent().is(NodeKind::class_definition))
    return "it has a subclass";
  if (parent.is(NodeKind::argument_list))
    return "the class is passed to `" + std::string(parent.parent().child(Field::function).text()) +
           "`";
  static_cast<void>(cx);
  return "the class is used as a value";
}

class QueueTransform final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    const std::list<JoinedQueue> queues = joined_queues(cx);
    for (const std::vector<const JoinedQueue*>& group : queue_groups(queues, cx)) propose_or_keep(group, cx);
    for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
      const Reference& reference = cx.reference(index);
      const bool mine = reference.kind != ReferenceKind::method &&
                        cx.knowledge().responsible(reference.name).transform == kInfo.name;
      if (mine && !cx.is_decided(index)) cx.keep(index, reason_for(reference, cx));
    }
  }

 private:
  static constexpr codemod::TransformInfo kInfo{
      "queue", "Replace `asyncio.Queue` by a memory object stream where every use is seen",
      R"(An `asyncio.Queue` is one object for both sides; a memory object stream of anyio is a pair, one end to send
and one to receive. `queue` becomes `queue_send` and `queue_receive` at every use or nowhere: `put` and `put_nowait`
become `send` and `send_nowait` of the one, `get` and `get_nowait` become `receive` and `receive_nowait` of the other,
`qsize()`, `empty()` and `full()` read `statistics()`. What the file hands the queue on to (parameters of its functions and
constructors, attributes, second names, containers, results of its functions) holds the one end that is needed there under the name
that it has, or both where both are. `QueueEmpty` and `QueueFull` become `anyio.WouldBlock` where they are caught around these calls. The
item type of an annotation becomes that of the stream. `task_done()` goes where nobody calls `join()`.

A queue without a size, or with size 0, has no limit; it becomes a stream with `math.inf`, because 0 means for a stream
that each item is handed over from task to task.

Left alone: `PriorityQueue`, `LifoQueue` and subclasses; queues that are joined or shut down; queues that are made inside a
container or a field of a data class; containers and results of functions whose both ends are used; queues that are passed to
functions that are not followed, or to such that other calls may give another queue; attributes that another given file uses. Files that
are not given are taken not to touch the queue (A-ATTRIBUTES).

Unsafe: sending and receiving always let other tasks run, also when they need not wait. `qsize()` does not
count an item that a waiting task has been handed. Nothing closes the ends, as nothing closes a queue: Python says
`ResourceWarning` when an open end is collected. Where your tasks end, close them: `with queue_send, queue_receive:`.
A queue of asyncio goes on working on anyio's asyncio backend, so that staying is a choice as well; only trio needs
the streams.)",
      codemod::Safety::unsafe, 55};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_queue() { return std::make_unique<QueueTransform>(); }

}  // namespace asyncio2anyio

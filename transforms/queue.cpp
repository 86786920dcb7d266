#include <algorithm>

#include "engine/syntax/context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/lock_foreign.h"
#include "transforms/api/queue_constructors.h"
#include "transforms/api/queue_errors.h"
#include "transforms/api/queue_uses.h"
#include "transforms/api/rewriting.h"

#include "engine/transform/transform.h"

namespace asyncio2anyio {
namespace {

using codemod::Binding;
using codemod::BindingId;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectPass;
using codemod::ObjectUse;
using codemod::Reference;
using codemod::ReferenceKind;
using codemod::TrackedObject;
using codemod::TransformContext;

/// The queues of a file in groups that only move together: they share a parameter or a handler.
std::vector<Objects> queue_groups(const TransformContext& cx) {
  Objects queues;
  for (const TrackedObject& object : cx.objects().objects())
    if (object.kind == "queue") queues.push_back(&object);
  if (queues.empty()) return {};
  const std::vector<QueueHandler> handlers = queue_handlers(cx);
  return group_objects(queues, [&](const TrackedObject& one, const TrackedObject& other) {
    return share_variable(one, other) ||
           std::ranges::any_of(handlers, [&](const QueueHandler& handler) {
             return guards(handler, one) && guards(handler, other);
           });
  });
}

/// A place inside the class where the attribute's name is a string, as in `__slots__`.
std::optional<Obstacle> check_strings(const TrackedObject& queue) {
  if (queue.attribute.empty()) return std::nullopt;
  for (std::uint32_t index = queue.owner.index(); index < queue.owner.subtree_end(); ++index) {
    const Node node = queue.owner.tree()->node(index);
    if (node.is(NodeKind::string) && node.child(NodeKind::string_content).text() == queue.attribute)
      return Obstacle{node, "its name is in a string"};
  }
  return std::nullopt;
}

/// Makes the queues of one group streams in one fix, or keeps them all.
class Migration {
 public:
  Migration(const Objects& group, TransformContext& cx)
      : group_(group), cx_(cx), parameters_(group, cx) {
    fix_.safety = codemod::Safety::unsafe;
    fix_.title = "use a memory object stream, which is never closed here";
  }

  void run() {
    if (const auto obstacle = build()) return keep_objects(group_, *obstacle, cx_);
    cx_.propose(std::move(fix_));
  }

 private:
  std::optional<Obstacle> build() {
    for (const TrackedObject* queue : group_)
      if (auto obstacle = check(*queue)) return obstacle;
    if (auto obstacle = parameters_.check()) return obstacle;
    for (const TrackedObject* queue : group_)
      if (auto obstacle = rewrite(*queue)) return obstacle;
    return rewrite_queue_errors(group_, fix_, cx_);
  }

  std::optional<Obstacle> check(const TrackedObject& queue) const {
    for (const Node name : queue.references)
      if (const auto index = cx_.reference_at(name);
          index && cx_.reference(*index).name != "asyncio.Queue")
        return Obstacle{
            name, "streams of anyio hand on what came first, not what sorts first or came last"};
    if (!queue.doubt.empty()) return Obstacle{queue.doubt_at, queue.doubt};
    if (queue.attribute.empty() && queue.variables.empty())
      return Obstacle{queue.producers.front(), describe_use(queue.uses.front())};
    if (auto obstacle = check_holder(queue)) return obstacle;
    if (auto obstacle = check_lookups(queue, cx_)) return obstacle;
    if (auto obstacle = check_strings(queue)) return obstacle;
    return check_foreign(queue, {queue_members(), {}}, cx_);
  }

  /// The variable that holds a queue gives way to two.
  std::optional<Obstacle> check_holder(const TrackedObject& queue) const {
    if (!queue.attribute.empty()) return std::nullopt;
    const Binding& binding = cx_.model().binding(queue.variables.front());
    if (parameters_.contains(queue.variables.front()))
      return Obstacle{queue.producers.front(), "a parameter holds it"};
    for (const codemod::Definition& definition : binding.definitions)
      if (definition.kind == codemod::DefinitionKind::parameter)
        return Obstacle{definition.name, "a parameter holds it"};
    if (binding.scope == codemod::ScopeId::module && cx_.model().is_exported(binding.name))
      return Obstacle{queue.producers.front(), "its name is in `__all__`"};
    return std::nullopt;
  }

  std::optional<Obstacle> rewrite(const TrackedObject& queue) {
    const auto names = choose_end_names(queue, cx_);
    if (!names) return Obstacle{queue.producers.front(), "the names for its two ends are taken"};
    const QueueUses uses{queue, parameters_, *names,
                         group_.size() == 1 ? bound_of(queue, cx_) : std::string(), is_joined()};
    for (std::size_t i = 0; i < queue.references.size(); ++i)
      if (auto obstacle = rewrite_queue_constructor(queue, i, *names, fix_, cx_)) return obstacle;
    if (auto obstacle = rewrite_declarations(queue, *names)) return obstacle;
    for (const ObjectUse& use : queue.uses)
      if (is_first_owner(queue, use.node))
        if (auto obstacle = rewrite_queue_use(uses, use, fix_, cx_)) return obstacle;
    for (const ObjectPass& pass : queue.passes)
      name_end(uses, pass.node, parameters_.end_of(pass.parameter), fix_, cx_);
    rewrite_global_statements(queue, *names);
    for (const std::uint32_t index : method_references(queue, cx_))
      fix_.claims.push_back({index, {}});
    return std::nullopt;
  }

  /// Uses of a shared parameter are known to each of the queues; the first rewrites them.
  [[nodiscard]] bool is_first_owner(const TrackedObject& queue, Node node) const {
    const auto owner = std::ranges::find_if(group_, [&](const TrackedObject* object) {
      return std::ranges::any_of(object->uses,
                                 [&](const ObjectUse& use) { return use.node == node; });
    });
    return owner != group_.end() && *owner == &queue;
  }

  [[nodiscard]] bool is_joined() const {
    return std::ranges::any_of(group_, [](const TrackedObject* queue) {
      return std::ranges::any_of(queue->uses,
                                 [](const ObjectUse& use) { return use.member == "join"; });
    });
  }

  /// Annotations apart from a constructor, and `None` before there is a queue.
  std::optional<Obstacle> rewrite_declarations(const TrackedObject& queue, const EndNames& names) {
    std::vector<Node> done;
    const auto split = [&](Node assignment) -> std::optional<Obstacle> {
      if (std::ranges::find(done, assignment) != done.end()) return std::nullopt;
      done.push_back(assignment);
      return split_declaration(assignment, names, fix_, cx_);
    };
    for (const Node value : queue.none_values) {
      if (!value.parent().is(NodeKind::assignment)) return Obstacle{value, "it may be `None` here"};
      if (auto obstacle = split(value.parent())) return obstacle;
    }
    for (const Node type : queue.annotations) {
      if (makes_queue(queue, type.parent())) continue;
      if (type.parent().is(NodeKind::assignment)) {
        if (auto obstacle = split(type.parent())) return obstacle;
      } else if (auto obstacle = retype(type)) {
        return obstacle;
      }
    }
    return std::nullopt;
  }

  static bool makes_queue(const TrackedObject& queue, Node assignment) {
    const Node value = assignment.child(Field::right);
    return value && std::ranges::find(queue.producers, value) != queue.producers.end();
  }

  std::optional<Obstacle> retype(Node type) {
    for (const Fix& done = fix_; const codemod::Edit& edit : done.edits)
      if (type.range().contains(edit.range) && !edit.range.empty())
        return std::nullopt;  // of a shared parameter
    const Node parameter = type.parent();
    const Node name = parameter.is(NodeKind::typed_default_parameter) ? parameter.child(Field::name)
                                                                      : parameter.first_child();
    const BindingId id = cx_.model().binding_of(name);
    if (!parameters_.contains(id)) return Obstacle{type, "its type is declared here"};
    return retype_parameter(type, parameters_.end_of(id), fix_, cx_);
  }

  /// `global queue` must name both ends.
  void rewrite_global_statements(const TrackedObject& queue, const EndNames& names) {
    if (queue.variables.empty() || !cx_.model().binding(queue.variables.front()).declared_global)
      return;
    const Binding& binding = cx_.model().binding(queue.variables.front());
    for (std::uint32_t index = 0; index < cx_.tree().size(); ++index) {
      const Node name = cx_.tree().node(index);
      if (!name.is(NodeKind::identifier) || name.text() != binding.name) continue;
      if (!name.parent().is_any(NodeKind::global_statement, NodeKind::nonlocal_statement)) continue;
      if (cx_.model().lookup(cx_.model().scope_of(name), binding.name) != queue.variables.front())
        continue;
      fix_.insert(name.end(),
                  names.send_suffix + ", " + std::string(binding.name) + names.receive_suffix);
    }
  }

  const Objects& group_;
  TransformContext& cx_;
  QueueParameters parameters_;
  Fix fix_;
};

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

class Queue final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const Objects& group : queue_groups(cx)) Migration(group, cx).run();
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
`qsize()`, `empty()` and `full()` read `statistics()`. A function of the file that is given the queue is given the one
end that it needs. `QueueEmpty` and `QueueFull` become `anyio.WouldBlock` where they are caught around these calls. The
item type of the annotation becomes that of the stream. `task_done()` goes where nobody calls `join()`.

A queue without a size, or with size 0, has no limit; it becomes a stream with `math.inf`, because 0 means for a stream
that each item is handed over from task to task.

Left alone: `PriorityQueue`, `LifoQueue` and subclasses; queues that are joined or shut down; queues that are returned,
put into containers, or passed to functions that are not followed or use both ends; attributes that another
given file uses. Files that are not given are taken not to touch the queue (A-ATTRIBUTES).

Unsafe: sending and receiving always let other tasks run, also when they need not wait. `qsize()` does not
count an item that a waiting task has been handed. Nothing closes the ends, as nothing closes a queue: Python says
`ResourceWarning` when an open end is collected. Where your tasks end, close them: `with queue_send, queue_receive:`.
A queue of asyncio goes on working on anyio's asyncio backend, so that staying is a choice as well; only trio needs
the streams.)",
      codemod::Safety::unsafe, 55};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_queue() { return std::make_unique<Queue>(); }

}  // namespace asyncio2anyio

#include <algorithm>
#include <map>

#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/lock_annotations.h"
#include "transforms/api/lock_constructors.h"
#include "transforms/api/lock_foreign.h"
#include "transforms/api/lock_objects.h"
#include "transforms/api/lock_ownership.h"
#include "transforms/api/lock_uses.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::Reference;
using codemod::ReferenceKind;
using codemod::TrackedObject;
using codemod::TransformContext;
using codemod::UseKind;

bool is_lock_of(const TrackedObject& lock, const TrackedObject& condition) {
  return condition.kind == "condition" && std::ranges::any_of(lock.uses, [&](const ObjectUse& use) {
    return use.kind == UseKind::argument &&
           std::ranges::find(condition.producers, use.outer.parent().parent()) != condition.producers.end();
  });
}

/// The synchronisation objects of a file in groups that only move together.
std::vector<Objects> lock_groups(const TransformContext& cx) {
  Objects objects;
  std::map<const TrackedObject*, std::vector<Node>> aliases;
  for (const TrackedObject& object : cx.objects().objects()) {
    if (!find_lock_kind(object.kind)) continue;
    objects.push_back(&object);
    aliases[&object] = alias_values(object, cx);
  }
  const auto share_alias = [&](const TrackedObject& one, const TrackedObject& other) {
    const std::vector<Node>& its = aliases[&other];
    return std::ranges::any_of(aliases[&one], [&](Node value) { return std::ranges::find(its, value) != its.end(); });
  };
  return group_objects(objects, [&](const TrackedObject& one, const TrackedObject& other) {
    return share_variable(one, other) || share_alias(one, other) || is_lock_of(one, other);
  });
}

/// Moves the objects of one group in one fix, or keeps them all.
class Migration {
 public:
  Migration(const Objects& group, TransformContext& cx) : group_(group), cx_(cx) { fix_.safety = codemod::Safety::safe; }

  void run() {
    fix_.title = title();
    if (const auto obstacle = build()) return keep(*obstacle);
    if (recreated_) fix_.title += ", made anew where it is cleared";
    cx_.propose(std::move(fix_));
  }

 private:
  std::optional<Obstacle> build() {
    for (const TrackedObject* object : group_)
      if (auto obstacle = check(*object)) return obstacle;
    for (const TrackedObject* object : group_)
      if (auto obstacle = rewrite(*object)) return obstacle;
    return std::nullopt;
  }

  /// What does not depend on how the object is spelled anywhere.
  std::optional<Obstacle> check(const TrackedObject& object) const {
    const LockKind& kind = *find_lock_kind(object.kind);
    if (kind.target.empty()) return Obstacle{object.producers.front(), "anyio has no barrier"};
    if (!object.doubt.empty()) return Obstacle{object.doubt_at, object.doubt};
    if (auto obstacle = check_lookups(object, cx_)) return obstacle;
    if (kind.has_owner)
      if (auto obstacle = check_owner(object, cx_)) return obstacle;
    if (auto obstacle = check_takers(object, cx_)) return obstacle;
    return check_foreign(object, {kind.members, kind.foreign, is_rewritten_in_use(object)}, cx_);
  }

  std::optional<Obstacle> rewrite(const TrackedObject& object) {
    for (std::size_t i = 0; i < object.references.size(); ++i) {
      if (auto obstacle = rewrite_constructor(object, i, fix_, cx_)) return obstacle;
      if (auto obstacle = check_lock_of(object, codemod::call_of(object.references[i]))) return obstacle;
    }
    if (auto obstacle = rewrite_annotations(object, fix_, cx_)) return obstacle;
    for (const ObjectUse& use : object.uses) {
      if (auto obstacle = rewrite_use(object, use, group_, fix_, cx_)) return obstacle;
      if (use.kind == UseKind::method_call && use.member == "clear") recreated_ = true;
    }
    for (const std::uint32_t index : method_references(object, cx_)) fix_.claims.push_back({index, {}});
    return std::nullopt;
  }

  /// The lock that a condition is given moves with it; one that is also acquired by itself needs a newer anyio.
  std::optional<Obstacle> check_lock_of(const TrackedObject& condition, Node constructor) {
    if (condition.kind != "condition" || !constructor) return std::nullopt;
    const Node argument = lock_argument(constructor);
    if (!argument) return std::nullopt;
    for (const TrackedObject* lock : group_) {
      if (!is_given(*lock, argument)) continue;
      if (!is_acquired(*lock)) return std::nullopt;
      const auto missing = require("anyio.Condition(shared-lock)", fix_, cx_);
      return missing ? std::optional(Obstacle{constructor, *missing + " when its lock is also acquired by itself"}) : std::nullopt;
    }
    return Obstacle{constructor, "its lock is not known to move with it"};
  }

  static bool is_given(const TrackedObject& lock, Node argument) {
    return lock.kind == "lock" && std::ranges::any_of(lock.uses, [&](const ObjectUse& use) { return use.outer == argument; });
  }

  static bool is_acquired(const TrackedObject& lock) {
    return std::ranges::any_of(lock.uses, [](const ObjectUse& use) {
      return use.kind == UseKind::async_with || (use.kind == UseKind::method_call && use.member == "acquire");
    });
  }

  [[nodiscard]] std::string title() const {
    std::vector<std::string> classes;
    for (const TrackedObject* object : group_) {
      std::string name = "`anyio." + std::string(find_lock_kind(object->kind)->target) + "`";
      if (std::ranges::find(classes, name) == classes.end()) classes.push_back(std::move(name));
    }
    std::string text = "use " + classes.front();
    for (std::size_t i = 1; i < classes.size(); ++i) text += " and " + classes[i];
    return text;
  }

  void keep(const Obstacle& obstacle) const {
    keep_objects(group_, obstacle, cx_);
    // A type may also be one of a base class.
    for (const TrackedObject* object : group_)
      for (const std::uint32_t index : annotation_references(*object, cx_)) keep_because(index, obstacle, cx_);
  }

  const Objects& group_;
  TransformContext& cx_;
  Fix fix_;
  bool recreated_ = false;
};

/// Why a name stays that belongs to no object.
std::string reason_for(const Reference& reference) {
  const Node parent = codemod::outermost_parentheses(reference.node).parent();
  if (reference.name.starts_with("asyncio.Barrier")) return "anyio has no barrier";
  if (reference.kind == ReferenceKind::name && !reference.certain) return "the name may also stand for something else";
  if (reference.kind == ReferenceKind::adjacent || codemod::in_annotation(reference.node))
    return "it annotates something that is not certainly made in this file";
  if (parent.is(NodeKind::argument_list) && parent.parent().is(NodeKind::class_definition))
    return "it has a subclass, and the locks of anyio do not make objects of a subclass";
  if (parent.is(NodeKind::argument_list)) return "the class is passed to `" + std::string(parent.parent().child(Field::function).text()) + "`";
  return "the class is used as a value";
}

class Locks final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const Objects& group : lock_groups(cx)) Migration(group, cx).run();
    for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
      const Reference& reference = cx.reference(index);
      const bool mine = reference.kind != ReferenceKind::method && cx.knowledge().responsible(reference.name).transform == kInfo.name;
      if (mine && !cx.is_decided(index)) cx.keep(index, reason_for(reference));
    }
  }

 private:
  static constexpr codemod::TransformInfo kInfo{
      "locks", "Replace locks, events, semaphores and conditions by those of anyio",
      R"(An `asyncio.Lock`, `Event`, `Semaphore`, `BoundedSemaphore` or `Condition` moves to anyio together with everything
that is done with it in the file: constructors, default factories, annotations, type aliases and method calls. It moves at
every use or nowhere, so every use must be seen. It is followed through second names, attributes, parameters and data classes
of the file, through dictionaries, lists and other containers of Python (`self.locks.setdefault(key, asyncio.Lock())`,
`defaultdict(asyncio.Lock)`), and through functions and properties that return it. It stays when it, its container or the
function that returns it goes where it is not followed: to a call of something else, to another file. What other given
files do with the attribute, variable or function that gives it counts as well; files that are not given are taken not to
touch it (A-ATTRIBUTES). A name may also hold other objects (`redis.lock(...) if redis else asyncio.Lock()`), as long as
all that is done with it goes on with either.

What changes in the text: `Semaphore()` becomes `Semaphore(1)`, `BoundedSemaphore(n)` becomes `Semaphore(n, max_value=n)`,
`semaphore.locked()` becomes `(semaphore.value == 0)`. `acquire()` and `wait()` give nothing in anyio; where `True` was
read, they are awaited first and `True` is written. A condition and the lock it is given move together.

In anyio a lock belongs to the task that acquired it. A lock stays when `acquire()` and `release()` are called in
different functions, when `acquire()` is not awaited directly, or when it is held across a `yield` of an asynchronous
generator; a condition also when it may be notified or waited for by a task that does not hold it. Other tasks may run
when a free lock is acquired, which asyncio does not allow (A-INTERLEAVING).

Left alone: barriers, subclasses, `with` that is not `async`, attributes set on an object, a semaphore whose count may be
a float, names used as values or in `isinstance`.

Unsafe: an event of anyio cannot be cleared. `self.event.clear()` becomes `self.event = anyio.Event()`, which leaves a task that
still waits for the old, unset event waiting. Also where a test replaces the class by `patch`.)",
      codemod::Safety::safe, 50};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_locks() { return std::make_unique<Locks>(); }

}  // namespace asyncio2anyio

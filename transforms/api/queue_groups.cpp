#include "transforms/api/queue_groups.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "transforms/api/queue_errors.h"

namespace asyncio2anyio {
namespace {

using codemod::kNoHolder;
using codemod::Node;
using codemod::ObjectHolder;
using codemod::ObjectMention;
using codemod::ObjectUse;
using codemod::TrackedObject;
using codemod::TransformContext;

/// What two objects have in common when a holder or a place of the text may mean either.
using Key = std::tuple<int, std::uint32_t, std::string_view>;

Key key_of(const ObjectHolder& holder) {
  if (!holder.functions.empty()) return {0, holder.functions.front().index(), {}};
  if (holder.attribute.empty()) return {1, static_cast<std::uint32_t>(holder.variable), {}};
  return {2, holder.owner.index(), holder.attribute};
}

std::vector<Key> keys_of(const TrackedObject& queue) {
  std::vector<Key> keys;
  keys.reserve(queue.holders.size() + queue.mentions.size());
  for (const ObjectHolder& holder : queue.holders) keys.push_back(key_of(holder));
  for (const ObjectMention& mention : queue.mentions)
    if (mention.node) keys.emplace_back(3, mention.node.index(), std::string_view());
  return keys;
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

/// Adds what is known of a queue to what is known of others.
class Joiner {
 public:
  explicit Joiner(TrackedObject& all) : all_(all) {}

  void add(const TrackedObject& queue) {
    append(all_.producers, queue.producers);
    append(all_.references, queue.references);
    append(all_.attributes, queue.attributes);
    append(all_.variables, queue.variables);
    append(all_.containers, queue.containers);
    append(all_.givers, queue.givers);
    if (all_.doubt.empty()) {
      all_.doubt = queue.doubt;
      all_.doubt_at = queue.doubt_at;
    }
    for (const ObjectUse& use : queue.uses)
      if (std::ranges::find(all_.uses, use.node, &ObjectUse::node) == all_.uses.end()) all_.uses.push_back(use);
    add_holders(queue);
  }

 private:
  void add_holders(const TrackedObject& queue) {
    std::vector<std::size_t> place;
    for (const ObjectHolder& holder : queue.holders) {
      const auto [known, is_new] = places_.try_emplace(key_of(holder), all_.holders.size());
      if (is_new) all_.holders.push_back(holder);
      ObjectHolder& joined = all_.holders[known->second];
      if (joined.container != holder.container) all_.doubt = "its container may be mistaken for it", all_.doubt_at = queue.producers.front();
      add_new(joined.annotations, holder.annotations);
      add_new(joined.none_values, holder.none_values);
      if (!joined.mixed_at) joined.mixed_at = holder.mixed_at;
      place.push_back(known->second);
    }
    const auto joined = [&](std::size_t holder) { return holder == kNoHolder ? kNoHolder : place[holder]; };
    for (ObjectMention mention : queue.mentions) {
      mention.from = joined(mention.from);
      mention.to = joined(mention.to);
      all_.mentions.push_back(mention);
    }
  }

  static void add_new(std::vector<Node>& to, const std::vector<Node>& from) {
    for (const Node node : from)
      if (std::ranges::find(to, node) == to.end()) to.push_back(node);
  }

  TrackedObject& all_;
  std::map<Key, std::size_t> places_;
};

}  // namespace

std::list<JoinedQueue> joined_queues(const TransformContext& cx) {
  std::list<JoinedQueue> queues;
  std::map<Key, JoinedQueue*> owners;
  for (const TrackedObject& object : cx.objects().objects()) {
    if (object.kind != "queue") continue;
    JoinedQueue& joined = queues.emplace_back();
    joined.members.push_back(&object);
    for (const Key& key : keys_of(object)) {
      const auto [owner, is_new] = owners.try_emplace(key, &joined);
      JoinedQueue* const other = owner->second;
      if (is_new || other == &joined) continue;
      joined.members.insert(joined.members.begin(), other->members.begin(), other->members.end());
      for (auto& [known, holder] : owners)
        if (holder == other) holder = &joined;
      queues.remove_if([&](const JoinedQueue& queue) { return &queue == other; });
    }
  }
  for (JoinedQueue& queue : queues) {
    queue.all.kind = "queue";
    queue.all.traced = true;
    Joiner joiner(queue.all);
    for (const TrackedObject* member : queue.members) joiner.add(*member);
  }
  return queues;
}

std::vector<std::vector<const JoinedQueue*>> queue_groups(const std::list<JoinedQueue>& queues, const TransformContext& cx) {
  Objects objects;
  for (const JoinedQueue& queue : queues) objects.push_back(&queue.all);
  const std::vector<QueueHandler> handlers = objects.empty() ? std::vector<QueueHandler>() : queue_handlers(cx);
  std::vector<Objects> groups;
  if (handlers.empty())
    for (const TrackedObject* object : objects) groups.push_back({object});
  else
    groups = group_objects(objects, [&](const TrackedObject& one, const TrackedObject& other) {
      return std::ranges::any_of(handlers, [&](const QueueHandler& handler) { return guards(handler, one) && guards(handler, other); });
    });
  std::map<const TrackedObject*, const JoinedQueue*> queue_of;
  for (const JoinedQueue& queue : queues) queue_of.emplace(&queue.all, &queue);
  std::vector<std::vector<const JoinedQueue*>> result;
  for (const Objects& group : groups) {
    std::vector<const JoinedQueue*>& joined = result.emplace_back();
    for (const TrackedObject* object : group) joined.push_back(queue_of.at(object));
  }
  return result;
}

}  // namespace asyncio2anyio

#include "transforms/api/lock_objects.h"

#include <algorithm>
#include <array>

#include "engine/syntax/context.h"
#include "transforms/api/asyncio_names.h"

namespace asyncio2anyio {
namespace {

using codemod::Node;
using codemod::NodeKind;
using codemod::TrackedObject;
using codemod::TransformContext;
using Words = std::span<const std::string_view>;

constexpr auto kLockMembers = std::to_array<std::string_view>(
    {"acquire", "locked", "release", "__aenter__", "__aexit__", "_acquire", "_get_loop", "_locked", "_loop", "_waiters",
     "_wake_up_first"});
constexpr auto kEventMembers = std::to_array<std::string_view>(
    {"clear", "is_set", "set", "wait", "_get_loop", "_loop", "_value", "_waiters"});
constexpr auto kSemaphoreMembers = std::to_array<std::string_view>(
    {"acquire", "locked", "release", "__aenter__", "__aexit__", "_bound_value", "_get_loop", "_loop", "_value", "_waiters",
     "_wake_up_next"});
constexpr auto kConditionMembers = std::to_array<std::string_view>(
    {"acquire", "locked", "notify", "notify_all", "release", "wait", "wait_for", "__aenter__", "__aexit__", "_get_loop",
     "_lock", "_loop", "_notify", "_waiters"});
constexpr auto kBarrierMembers =
    std::to_array<std::string_view>({"abort", "broken", "n_waiting", "parties", "reset", "wait"});

constexpr auto kLocked = std::to_array<std::string_view>({"locked"});
constexpr auto kEventMethods = std::to_array<std::string_view>({"is_set", "set", "wait"});
constexpr auto kRelease = std::to_array<std::string_view>({"release"});
constexpr auto kSemaphoreForeign = std::to_array<std::string_view>({"acquire", "release"});

constexpr auto kKinds = std::to_array<LockKind>({
    {"lock", "Lock", kLockMembers, kLocked, kLocked, true, true},
    {"event", "Event", kEventMembers, kEventMethods, kEventMethods, false, false},
    {"semaphore", "Semaphore", kSemaphoreMembers, kRelease, kSemaphoreForeign, true, false},
    {"bounded-semaphore", "Semaphore", kSemaphoreMembers, kRelease, kSemaphoreForeign, true, false},
    {"condition", "Condition", kConditionMembers, kLocked, kLocked, true, true},
    {"barrier", "", kBarrierMembers, {}, {}, true, false},
});

}  // namespace

const LockKind* find_lock_kind(std::string_view kind) {
  const auto found = std::ranges::find(kKinds, kind, &LockKind::kind);
  return found == kKinds.end() ? nullptr : &*found;
}

bool is_same_class(std::string_view kind, std::string_view other) {
  const LockKind* one = find_lock_kind(kind);
  const LockKind* two = find_lock_kind(other);
  return one && two && one->target == two->target;
}

bool contains(Words words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

bool is_made_in_async_code(const TrackedObject& object, const TransformContext& cx) {
  return std::ranges::all_of(object.producers, [&](Node producer) { return is_in_async_function(producer, cx); });
}

std::optional<std::string> require(std::string_view form, codemod::Fix& fix, const TransformContext& cx) {
  const codemod::Version version = min_anyio(form);
  fix.need(version);
  if (version <= cx.targets().library) return std::nullopt;
  const std::string_view shown = form.substr(0, form.find_first_of("@("));
  return "`" + std::string(shown) + "` needs anyio " + to_string(version);
}

bool is_in_async_function(Node node, const TransformContext& cx) {
  return codemod::is_async_function(cx.model().function_of(node));
}

bool is_certain(const codemod::ObjectUse& use, const TransformContext& cx) {
  if (!use.certain) return false;
  if (!use.node.is(NodeKind::attribute)) return true;
  return bool(codemod::class_behind(cx.model(), use.node.child(codemod::Field::object)));
}

}  // namespace asyncio2anyio

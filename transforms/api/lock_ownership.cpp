#include "transforms/api/lock_ownership.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::TrackedObject;
using codemod::TransformContext;
using codemod::UseKind;

/// A function and the expression by which it reaches the object.
using Place = std::pair<Node, std::string_view>;

std::vector<std::pair<Place, Node>> places_of(const TrackedObject& object, std::string_view member,
                                              const TransformContext& cx) {
  std::vector<std::pair<Place, Node>> places;
  for (const ObjectUse& use : object.uses)
    if (use.kind == UseKind::method_call && use.member == member)
      places.push_back({{cx.model().function_of(use.node), use.node.text()}, use.outer});
  return places;
}

bool has_place(const std::vector<std::pair<Place, Node>>& places, const Place& place) {
  return std::ranges::any_of(places, [&](const auto& other) { return other.first == place; });
}

bool is_context_manager(Node function) {
  const Node decorated = function.parent();
  if (!decorated.is(NodeKind::decorated_definition)) return false;
  return std::ranges::any_of(decorated.named_children(), [](Node child) {
    return child.is(NodeKind::decorator) && child.text().find("asynccontextmanager") != std::string_view::npos;
  });
}

/// An asynchronous generator may be closed by another task than the one that drives it.
bool is_suspended_in(Node region, Node function) {
  return codemod::is_async_function(function) && codemod::yields(region) && !is_context_manager(function);
}

Node with_statement_of(const ObjectUse& use) { return use.outer.parent().parent(); }

std::optional<Obstacle> check_pairs(const TrackedObject& object, const TransformContext& cx) {
  constexpr std::string_view kReason =
      "`acquire()` and `release()` are called in different functions, and in anyio only the task that acquired may release";
  const auto acquired = places_of(object, "acquire", cx);
  const auto released = places_of(object, "release", cx);
  for (const auto& [place, call] : acquired) {
    if (!has_place(released, place)) return Obstacle{call, std::string(kReason)};
    if (!codemod::await_of(call)) return Obstacle{call, "`acquire()` may run in a task of its own, which would then be the owner"};
  }
  for (const auto& [place, call] : released)
    if (!has_place(acquired, place)) return Obstacle{call, std::string(kReason)};
  return std::nullopt;
}

/// Looks for what is held at one node of the text.
class HolderSearch {
 public:
  HolderSearch(const TrackedObject& condition, std::string_view receiver, LockGroup group, const TransformContext& cx)
      : condition_(condition), receiver_(receiver), group_(group), cx_(cx) {}

  bool holds(Node at) const {
    return std::ranges::any_of(group_, [&](const TrackedObject* object) {
      return is_relevant(*object) && std::ranges::any_of(object->uses, [&](const ObjectUse& use) { return holds(*object, use, at); });
    });
  }

 private:
  static bool is_relevant(const TrackedObject& object) { return object.kind == "lock" || object.kind == "condition"; }

  bool holds(const TrackedObject& object, const ObjectUse& use, Node at) const {
    if (&object == &condition_ && use.node.text() != receiver_) return false;
    const Node function = cx_.model().function_of(at);
    if (cx_.model().function_of(use.node) != function) return false;
    if (use.kind == UseKind::method_call) return use.member == "acquire";
    return use.kind == UseKind::async_with && with_statement_of(use).child(Field::body).encloses(at);
  }

  const TrackedObject& condition_;
  std::string_view receiver_;
  LockGroup group_;
  const TransformContext& cx_;
};

/// Every place that names a private method (through `self`) or a nested function; nothing when one may be hidden.
std::optional<std::vector<Node>> callers_of(Node function, const TransformContext& cx) {
  const Node name = function.child(Field::name);
  if (!function.is(NodeKind::function_definition) || function.parent().is(NodeKind::decorated_definition)) return std::nullopt;
  const bool is_method = function.parent().parent().is(NodeKind::class_definition);
  const bool is_private = name.text().starts_with('_') && !name.text().starts_with("__");
  if (!is_private && (is_method || !cx.model().function_of(function))) return std::nullopt;
  std::vector<Node> callers;
  for (std::uint32_t index = 0; index < cx.tree().size(); ++index) {
    const Node node = cx.tree().node(index);
    if (!node.is(NodeKind::identifier) || node.text() != name.text() || node == name) continue;
    const Node callee = node.field() == Field::attribute ? node.parent() : node;
    const Node call = codemod::call_of(callee);
    if (!call || codemod::callee_definition(cx.model(), call) != function) return std::nullopt;
    if (codemod::is_async_function(function) && !codemod::await_of(call)) return std::nullopt;
    callers.push_back(call);
  }
  return callers;
}

}  // namespace

const TrackedObject* made_in_group(Node call, LockGroup group) {
  for (const TrackedObject* object : group)
    if (std::ranges::find(object->producers, call) != object->producers.end()) return object;
  return nullptr;
}

std::optional<Obstacle> check_owner(const TrackedObject& object, const TransformContext& cx) {
  if (auto obstacle = check_pairs(object, cx)) return obstacle;
  constexpr std::string_view kReason = "it is held across a `yield`, and another task may close the generator";
  for (const ObjectUse& use : object.uses) {
    const Node function = cx.model().function_of(use.node);
    const bool acquires = use.kind == UseKind::method_call && use.member == "acquire";
    const Node region = use.kind == UseKind::async_with ? with_statement_of(use).child(Field::body)
                                                        : acquires ? function.child(Field::body) : Node();
    if (region && is_suspended_in(region, function)) return Obstacle{use.outer, std::string(kReason)};
  }
  return std::nullopt;
}

bool is_held(const TrackedObject& condition, const ObjectUse& use, LockGroup group, const TransformContext& cx) {
  const HolderSearch search(condition, use.node.text(), group, cx);
  if (search.holds(use.node)) return true;
  const Node function = cx.model().function_of(use.node);
  if (!function || condition.attribute.empty()) return false;
  const auto callers = callers_of(function, cx);
  return callers && !callers->empty() && std::ranges::all_of(*callers, [&](Node call) { return search.holds(call); });
}

}  // namespace asyncio2anyio

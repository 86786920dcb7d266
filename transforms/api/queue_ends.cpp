#include "transforms/api/queue_ends.h"

#include <algorithm>
#include <array>

#include "engine/syntax/context.h"
#include "transforms/api/callers.h"

namespace asyncio2anyio {

using codemod::Binding;
using codemod::BindingId;
using codemod::Definition;
using codemod::DefinitionKind;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectPass;
using codemod::ObjectUse;
using codemod::TrackedObject;
using codemod::TransformContext;

namespace {

constexpr auto kMembers = std::to_array<QueueMember>({
    {"empty", kNoEnd, ""},
    {"full", kNoEnd, ""},
    {"get", kReceiveEnd, "receive"},
    {"get_nowait", kReceiveEnd, "receive_nowait"},
    {"join", kNoEnd, ""},
    {"maxsize", kNoEnd, ""},
    {"put", kSendEnd, "send"},
    {"put_nowait", kSendEnd, "send_nowait"},
    {"qsize", kNoEnd, ""},
    {"shutdown", kNoEnd, ""},
    {"task_done", kNoEnd, ""},
    {"_finished", kNoEnd, ""},
    {"_get", kNoEnd, ""},
    {"_getters", kNoEnd, ""},
    {"_init", kNoEnd, ""},
    {"_maxsize", kNoEnd, ""},
    {"_put", kNoEnd, ""},
    {"_putters", kNoEnd, ""},
    {"_queue", kNoEnd, ""},
    {"_unfinished_tasks", kNoEnd, ""},
});

constexpr auto kMemberNames = [] {
  std::array<std::string_view, kMembers.size()> names;
  std::ranges::transform(kMembers, names.begin(), &QueueMember::name);
  return names;
}();

/// Whether a name is bound, or an attribute of that name touched, where the object is used.
bool is_taken(const std::string& name, const TrackedObject& object, const TransformContext& cx) {
  if (!cx.text().contains(name)) return false;  // as nearly always, and much faster
  for (std::uint32_t index = 0; index < cx.tree().size(); ++index) {
    const Node node = cx.tree().node(index);
    if (!node.is(NodeKind::identifier) || node.text() != name) continue;
    if (object.attribute.empty()) {
      if (node.field() != Field::attribute) return true;
      continue;
    }
    const Node owner = node.parent().is(NodeKind::attribute)
                           ? class_of_self(cx.model(), node.parent().child(Field::object))
                           : Node();
    if (!owner || owner == object.owner) return true;
  }
  return false;
}

}  // namespace

const QueueMember* find_queue_member(std::string_view name) {
  const auto found = std::ranges::find(kMembers, name, &QueueMember::name);
  return found == kMembers.end() ? nullptr : &*found;
}

std::span<const std::string_view> queue_members() { return kMemberNames; }

std::optional<EndNames> choose_end_names(const TrackedObject& object, const TransformContext& cx) {
  const std::string name(object.attribute.empty()
                             ? cx.model().binding(object.variables.front()).name
                             : object.attribute);
  for (const auto& [send, receive] :
       {std::pair("_send", "_receive"), std::pair("_send_stream", "_receive_stream")})
    if (!is_taken(name + send, object, cx) && !is_taken(name + receive, object, cx))
      return EndNames{send, receive};
  return std::nullopt;
}

QueueParameters::QueueParameters(const Objects& group, const TransformContext& cx)
    : group_(group), cx_(cx) {
  for (const TrackedObject* object : group)
    for (const ObjectPass& pass : object->passes) ends_[pass.parameter] = kNoEnd;
  find_ends();
}

/// Each parameter needs what is done with it, and what the parameters need that it is passed on to.
void QueueParameters::find_ends() {
  const auto add = [&](Node node, unsigned ends) {
    const auto found = ends_.find(cx_.model().binding_of(node));
    if (found == ends_.end() || (found->second | ends) == found->second) return false;
    found->second |= ends;
    return true;
  };
  for (const TrackedObject* object : group_)
    for (const ObjectUse& use : object->uses)
      if (const QueueMember* member = find_queue_member(use.member)) add(use.node, member->end);
  for (bool grown = true; grown;) {
    grown = false;
    for (const TrackedObject* object : group_)
      for (const ObjectPass& pass : object->passes) grown |= add(pass.node, ends_[pass.parameter]);
  }
}

Ends QueueParameters::end_of(BindingId parameter) const {
  return ends_.at(parameter) == kSendEnd ? kSendEnd : kReceiveEnd;
}

std::optional<Obstacle> QueueParameters::check() const {
  for (const auto& [parameter, ends] : ends_)
    if (auto obstacle = check_parameter(parameter)) return obstacle;
  return std::nullopt;
}

std::optional<Obstacle> QueueParameters::check_parameter(BindingId parameter) const {
  const Binding& binding = cx_.model().binding(parameter);
  const Definition& definition = binding.definitions.front();
  if (binding.definitions.size() != 1 || definition.kind != DefinitionKind::parameter)
    return Obstacle{binding.definitions.back().name, "the parameter is also assigned"};
  if (definition.statement.child(Field::value))
    return Obstacle{definition.name, "the parameter has a default"};
  const Node function = cx_.model().scope(binding.scope).node;
  const std::string name(function.child(Field::name).text());
  if (ends_.at(parameter) == kBothEnds)
    return Obstacle{definition.name, "`" + name + "` both puts into it and gets from it"};
  return check_callers(parameter, function);
}

/// Every call of the function must pass one of the group's queues.
std::optional<Obstacle> QueueParameters::check_callers(BindingId parameter, Node function) const {
  const std::string name(function.child(Field::name).text());
  return asyncio2anyio::check_callers(
      function, "`" + name + "` may be given another queue here",
      [&](Node use) { return passes_to(codemod::call_of(use), parameter); }, cx_);
}

bool QueueParameters::passes_to(Node call, BindingId parameter) const {
  if (!call) return false;
  return std::ranges::any_of(group_, [&](const TrackedObject* object) {
    return std::ranges::any_of(object->passes, [&](const ObjectPass& pass) {
      Node argument = codemod::outermost_parentheses(pass.node);
      if (argument.parent().is(NodeKind::keyword_argument)) argument = argument.parent();
      return pass.parameter == parameter && argument.parent().parent() == call;
    });
  });
}

}  // namespace asyncio2anyio

#include "transforms/api/lock_recreation.h"

#include <algorithm>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {
namespace {

using codemod::Binding;
using codemod::BindingId;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::TrackedObject;
using codemod::TransformContext;
using codemod::UseKind;

/// Whether a function says `global name` or `nonlocal name`.
bool declares(Node function, std::string_view name) {
  for (const NodeKind kind : {NodeKind::global_statement, NodeKind::nonlocal_statement})
    for (const Node statement : codemod::own_nodes(function, kind))
      if (std::ranges::any_of(statement.named_children(), [&](Node child) { return child.text() == name; })) return true;
  return false;
}

/// Whether an assignment at `at` would bind that very variable.
bool can_rebind(const Binding& variable, Node at, const TransformContext& cx) {
  const Node function = cx.model().function_of(at);
  if (cx.model().scope(variable.scope).node == function) return true;
  if (variable.scope == codemod::ScopeId::module && !function) return true;
  return function.is(NodeKind::function_definition) && declares(function.child(Field::body), variable.name);
}

/// An attribute that the class body makes is shared by all instances; an assignment through `self` would not be.
bool is_shared(const TrackedObject& event, const TransformContext& cx) {
  return std::ranges::any_of(event.producers, [&](Node producer) {
    const bool is_call = std::ranges::any_of(event.references, [&](Node name) { return codemod::call_of(name) == producer; });
    return is_call && !cx.model().function_of(producer);
  });
}

/// Whether the event is made through something else than it is cleared through: what `cls.event = …` makes is shared, and
/// an assignment to `self.event` would not be.
bool is_made_elsewhere(const TrackedObject& event, Node receiver) {
  return std::ranges::any_of(event.producers, [&](Node producer) {
    Node up = producer;
    while (up && !up.is(codemod::NodeKind::assignment) && !up.parent().is_any(NodeKind::block, NodeKind::module)) up = up.parent();
    const Node target = up.child(Field::left);
    return target.is(NodeKind::attribute) && target.child(Field::object).text() != receiver.text();
  });
}

std::optional<std::string> refusal(const TrackedObject& event, const ObjectUse& clear, const TransformContext& cx) {
  if (!codemod::is_whole_statement(clear.outer)) return "it is cleared inside a larger expression";
  const bool is_final = std::ranges::any_of(
      event.annotations, [](Node type) { return type.text().find("Final") != std::string_view::npos; });
  if (is_final) return "it is cleared, and it is declared `Final`";
  const std::size_t names = event.variables.size() + event.attributes.size() + event.givers.size();
  if (!event.containers.empty() || std::ranges::any_of(event.attributes, &codemod::AttributeHolder::container))
    return "it is cleared, and it is in a container";
  if (names > 1) return "it is cleared, and it is known by more than one name";
  for (const ObjectUse& use : event.uses)
    if (use.kind == UseKind::member) return "it is cleared, and its method `" + std::string(use.member) + "` is kept elsewhere";
  if (!event.attribute.empty()) {
    if (!is_certain(clear, cx) || !clear.node.is(NodeKind::attribute)) return "it is cleared through an object of an unknown class";
    if (is_made_elsewhere(event, clear.node.child(Field::object))) return "it is cleared through another name than it is made by";
    return is_shared(event, cx) ? std::optional<std::string>("it is cleared, and all instances of the class share it") : std::nullopt;
  }
  const BindingId id = cx.model().binding_of(clear.node);
  if (id == BindingId::none || !can_rebind(cx.model().binding(id), clear.node, cx))
    return "it is cleared where its variable cannot be assigned";
  return std::nullopt;
}

}  // namespace

std::optional<Obstacle> recreate_event(const TrackedObject& event, const ObjectUse& clear, codemod::Fix& fix,
                                       const TransformContext& cx) {
  if (auto reason = refusal(event, clear, cx)) return Obstacle{clear.outer, *reason};
  const auto constructor = cx.reference_at(event.references.front());
  const BindingId root = constructor ? cx.reference(*constructor).root : BindingId::none;
  const auto local = cx.need_import(fix, clear.node, root, "anyio");
  if (!local) return Obstacle{clear.outer, std::string(kShadowed)};
  fix.replace({clear.node.end(), clear.outer.end()}, " = " + *local + ".Event()");
  fix.at_least(codemod::Safety::unsafe);
  return std::nullopt;
}

}  // namespace asyncio2anyio

#include "transforms/api/lock_foreign.h"

#include <algorithm>
#include <array>

#include "engine/syntax/context.h"

namespace asyncio2anyio {
namespace {

using codemod::AttributeFact;
using codemod::FactUse;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::TrackedObject;
using codemod::TransformContext;
using Facts = std::vector<AttributeFact>;

constexpr auto kLookups =
    std::to_array<std::string_view>({"attrgetter", "delattr", "getattr", "object", "setattr"});

/// The member of the class that a fact means; empty when the class has none of that name, so that the fact is about
/// something else.
std::string_view member_of(const AttributeFact& fact, const KnownMembers& known) {
  for (const std::string_view member : known.members)
    if (codemod::hash_name(member) == fact.member) return member;
  return {};
}

std::string judge_member(const AttributeFact& fact, const KnownMembers& known) {
  const std::string_view member = member_of(fact, known);
  if (member.empty()) return {};
  const bool reads_value = fact.use == FactUse::member_value && member != "locked" && member != "is_set";
  if (contains(known.foreign, member) && !reads_value) return {};
  return (reads_value ? "the result of `" : "`") + std::string(member) + "` is used";
}

/// Why a use in another file may not go on with an object of anyio; empty when it may.
std::string judge(const AttributeFact& fact, const KnownMembers& known) {
  switch (fact.use) {
    case FactUse::member:
    case FactUse::member_value:
      return judge_member(fact, known);
    case FactUse::async_with:
    case FactUse::tested:
    case FactUse::with:  // of another object with a namesake: those of asyncio allow only `async with`
      return {};
    case FactUse::stored:
      return "it is also assigned";
    case FactUse::imported:
      return "it is imported";
    case FactUse::dynamic:
      return "its name is in a string that looks it up";
    case FactUse::other:
      return "it is used as a value";
  }
  return {};
}

std::optional<Obstacle> judge_all(const std::optional<Facts>& facts, const KnownMembers& known, std::string_view name,
                                  const TransformContext& cx) {
  if (!facts) return Obstacle{{}, "other files may use `" + std::string(name) + "`, and nothing is known of them"};
  for (const AttributeFact& fact : *facts)
    if (const std::string reason = judge(fact, known); !reason.empty())
      return Obstacle{{}, reason + " at " + cx.facts().path(fact) + ":" + std::to_string(fact.line)};
  return std::nullopt;
}

std::string_view callee_word(Node call) {
  const Node callee = call.child(Field::function);
  return callee.is(NodeKind::attribute) ? callee.child(Field::attribute).text() : callee.text();
}

/// Whether a string with the attribute's name is what a lookup asks for.
bool is_lookup(Node string, std::string_view attribute) {
  if (string.child(NodeKind::string_content).text() != attribute) return false;
  if (string.parent().is(NodeKind::argument_list)) return contains(kLookups, callee_word(string.parent().parent()));
  return string.parent().is(NodeKind::subscript) && string.parent().child(Field::value).text().ends_with("__dict__");
}

/// Whether a text can have a lookup of the attribute at all: nearly none has, and the tree is long.
bool may_look_up(std::string_view text, std::string_view attribute) {
  const std::string name(attribute);
  return text.contains("setattr") || text.contains("'" + name) || text.contains('"' + name);
}

/// `setattr(self, name, …)` in the object's own class can mean any attribute.
bool is_computed_store(Node call, const TrackedObject& object, const TransformContext& cx) {
  if (callee_word(call) != "setattr") return false;
  const std::vector<Node> arguments = codemod::arguments_of(call);
  if (arguments.size() != 3 || arguments[1].is(NodeKind::string)) return false;
  return object.owner && codemod::class_of_self(cx.model(), arguments[0]) == object.owner;
}

}  // namespace

std::optional<Obstacle> check_foreign(const TrackedObject& object, const KnownMembers& known, const TransformContext& cx) {
  if (!object.attribute.empty()) {
    const std::string_view owner = object.owner.child(Field::name).text();
    if (auto found = judge_all(cx.facts().foreign_uses(cx.path(), object.attribute, owner), known, object.attribute, cx))
      return found;
  }
  for (const codemod::BindingId id : object.variables) {
    const codemod::Binding& variable = cx.model().binding(id);
    if (variable.scope != codemod::ScopeId::module) continue;
    if (auto found = judge_all(cx.facts().foreign_module_uses(cx.path(), variable.name), known, variable.name, cx)) return found;
  }
  return std::nullopt;
}

std::optional<Obstacle> check_lookups(const TrackedObject& object, const TransformContext& cx) {
  if (object.attribute.empty() || !may_look_up(cx.text(), object.attribute)) return std::nullopt;
  for (std::uint32_t index = 0; index < cx.tree().size(); ++index) {
    const Node node = cx.tree().node(index);
    if (node.is(NodeKind::string) && is_lookup(node, object.attribute)) return Obstacle{node, "its name is in a string that looks it up"};
    if (node.is(NodeKind::call) && is_computed_store(node, object, cx)) return Obstacle{node, "a computed attribute name may mean it"};
  }
  return std::nullopt;
}

}  // namespace asyncio2anyio

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
    case FactUse::stored_new:  // and decided where it is made
      return known.exact ? "it is also assigned" : "";
    case FactUse::stored:
      return "it is also assigned";
    case FactUse::imported:
      return "it is imported";
    case FactUse::dynamic:
      return "its name is in a string that looks it up";
    case FactUse::called:
      return "the function that returns it is called";
    case FactUse::defined:
      return "the function that returns it is overridden";
    case FactUse::other:
      return "it is used as a value";
  }
  return {};
}

/// The same for an attribute that holds a container.
std::string judge_container(const AttributeFact& fact) {
  constexpr auto kHarmless = std::to_array<std::string_view>({"clear", "keys"});
  const bool harmless = std::ranges::any_of(kHarmless, [&](std::string_view name) { return codemod::hash_name(name) == fact.member; });
  switch (fact.use) {
    case FactUse::tested:
      return {};
    case FactUse::member:
    case FactUse::member_value:
      return harmless ? "" : "its container is used";
    case FactUse::dynamic:
      return "the name of its container is in a string that looks it up";
    case FactUse::imported:
      return "its container is imported";
    default:
      return "its container is used as a value";
  }
}

/// A function that returns the object may be called by nobody whom the file does not show.
std::string judge_function(const AttributeFact& fact) {
  switch (fact.use) {
    case FactUse::called:
      return "the function that returns it is called";
    case FactUse::defined:
      return "the function that returns it is overridden";
    case FactUse::imported:
      return "the function that returns it is imported";
    default:
      return "the function that returns it is used as a value";
  }
}

/// A relative of its class that makes one for itself, while this file hands on what it has: there it stays, and one
/// attribute would have two types.
std::optional<Obstacle> check_relatives(const std::optional<Facts>& facts, const TrackedObject& object, const TransformContext& cx) {
  const bool is_handed_on = object.attributes.size() + object.variables.size() + object.containers.size() + object.givers.size() > 1;
  if (!facts || !is_handed_on) return std::nullopt;
  for (const AttributeFact& fact : *facts)
    if (fact.use == FactUse::stored_new && fact.owner != 0)
      return Obstacle{{}, "a relative of its class makes one for itself at " + cx.facts().path(fact) + ":" + std::to_string(fact.line)};
  return std::nullopt;
}

template <class Judge>
std::optional<Obstacle> judge_all(const std::optional<Facts>& facts, std::string_view name, const TransformContext& cx,
                                  const Judge& judge_one) {
  if (!facts) return Obstacle{{}, "other files may use `" + std::string(name) + "`, and nothing is known of them"};
  for (const AttributeFact& fact : *facts)
    if (const std::string reason = judge_one(fact); !reason.empty())
      return Obstacle{{}, reason + " at " + cx.facts().path(fact) + ":" + std::to_string(fact.line)};
  return std::nullopt;
}

bool is_property(Node function) {
  return function.parent().is(NodeKind::decorated_definition) &&
         std::ranges::any_of(function.parent().named_children(), [](Node child) {
           return child.is(NodeKind::decorator) && child.text().ends_with("property");
         });
}

/// The class around a method; null for other functions.
Node class_of(Node function) {
  const Node block = (function.parent().is(NodeKind::decorated_definition) ? function.parent() : function).parent();
  return block.parent().is(NodeKind::class_definition) ? block.parent() : Node();
}

std::optional<Obstacle> check_giver(Node function, const KnownMembers& known, const TransformContext& cx) {
  const std::string_view name = function.child(Field::name).text();
  const std::string_view owner = class_of(function).child(Field::name).text();
  // Nobody outside of a function sees what is defined in it.
  if (owner.empty() && cx.model().scope_of(function) != codemod::ScopeId::module) return std::nullopt;
  const auto uses = cx.facts().foreign_function_uses(cx.path(), name, owner);
  if (!is_property(function)) return judge_all(uses, name, cx, judge_function);
  return judge_all(uses, name, cx, [&](const AttributeFact& fact) { return judge(fact, known); });
}

/// The function that has a parameter of that type; null for other annotations.
Node taker(Node type) {
  if (!type.parent().is_any(NodeKind::typed_parameter, NodeKind::typed_default_parameter)) return {};
  const Node function = type.parent().parent().parent();
  return function.is(NodeKind::function_definition) ? function : Node();
}

/// The first use of a function in another file that has objects of that class, which it may give to the function.
const AttributeFact* foreign_giver(const std::optional<Facts>& uses, std::string_view kind, const TransformContext& cx) {
  if (!uses) return nullptr;
  const std::vector<std::uint32_t> files = cx.facts().files_with("asyncio." + std::string(find_lock_kind(kind)->target));
  const auto found = std::ranges::find_if(*uses, [&](const AttributeFact& fact) {
    return fact.use != FactUse::defined && std::ranges::find(files, fact.file) != files.end();
  });
  return found == uses->end() ? nullptr : &*found;
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
bool is_computed_store(Node call, Node owner, const TransformContext& cx) {
  if (callee_word(call) != "setattr") return false;
  const std::vector<Node> arguments = codemod::arguments_of(call);
  if (arguments.size() != 3 || arguments[1].is(NodeKind::string)) return false;
  return owner && codemod::class_of_self(cx.model(), arguments[0]) == owner;
}

/// The attributes that hold an object, traced or not.
std::vector<codemod::AttributeHolder> held_by(const TrackedObject& object) {
  if (object.traced || object.attribute.empty()) return object.attributes;
  return {{object.owner, object.attribute, false}};
}

}  // namespace

std::optional<Obstacle> check_foreign(const TrackedObject& object, const KnownMembers& known, const TransformContext& cx) {
  const auto judge_element = [&](const AttributeFact& fact) { return judge(fact, known); };
  const auto judge_holder = [&](const std::optional<Facts>& facts, std::string_view name, bool container) {
    return container ? judge_all(facts, name, cx, judge_container) : judge_all(facts, name, cx, judge_element);
  };
  for (const codemod::AttributeHolder& holder : held_by(object)) {
    const std::string_view owner = holder.owner.child(Field::name).text();
    const std::optional<Facts> facts = cx.facts().foreign_uses(cx.path(), holder.name, owner);
    if (auto found = judge_holder(facts, holder.name, holder.container)) return found;
    if (auto found = check_relatives(facts, object, cx)) return found;
  }
  for (const bool container : {false, true})
    for (const codemod::BindingId id : container ? object.containers : object.variables) {
      const codemod::Binding& variable = cx.model().binding(id);
      if (variable.scope != codemod::ScopeId::module) continue;
      if (auto found = judge_holder(cx.facts().foreign_module_uses(cx.path(), variable.name), variable.name, container)) return found;
    }
  for (const Node function : object.givers)
    if (auto found = check_giver(function, known, cx)) return found;
  return std::nullopt;
}

std::optional<Obstacle> check_lookups(const TrackedObject& object, const TransformContext& cx) {
  const std::vector<codemod::AttributeHolder> holders = held_by(object);
  std::vector<std::string_view> names;
  names.reserve(holders.size());
  for (const codemod::AttributeHolder& holder : holders) names.push_back(holder.name);
  for (const Node function : object.givers)
    if (class_of(function)) names.push_back(function.child(Field::name).text());
  if (std::ranges::none_of(names, [&](std::string_view name) { return may_look_up(cx.text(), name); })) return std::nullopt;
  for (std::uint32_t index = 0; index < cx.tree().size(); ++index) {
    const Node node = cx.tree().node(index);
    const bool asked = node.is(NodeKind::string) && std::ranges::any_of(names, [&](std::string_view name) { return is_lookup(node, name); });
    if (asked) return Obstacle{node, "its name is in a string that looks it up"};
    const bool computed = node.is(NodeKind::call) && std::ranges::any_of(holders, [&](const codemod::AttributeHolder& holder) {
      return is_computed_store(node, holder.owner, cx);
    });
    if (computed) return Obstacle{node, "a computed attribute name may mean it"};
  }
  return std::nullopt;
}

std::optional<Obstacle> check_takers(const TrackedObject& object, const TransformContext& cx) {
  for (const Node type : object.annotations) {
    const Node function = taker(type);
    const Node owner = class_of(function);
    if (!function || (!owner && cx.model().scope_of(function) != codemod::ScopeId::module)) continue;
    const std::string_view name = function.child(Field::name).text();
    const auto uses = cx.facts().foreign_function_uses(cx.path(), name, owner.child(Field::name).text());
    if (const AttributeFact* fact = foreign_giver(uses, object.kind, cx))
      return Obstacle{type, "`" + std::string(name) + "`, which takes it, may be given another one at " + cx.facts().path(*fact) + ":" + std::to_string(fact->line)};
  }
  return std::nullopt;
}

}  // namespace asyncio2anyio

#include "transforms/api/lock_annotations.h"

#include <algorithm>

#include "engine/syntax/context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {
namespace {

using codemod::BindingId;
using codemod::Fix;
using codemod::Node;
using codemod::Reference;
using codemod::ReferenceKind;
using codemod::TrackedObject;
using codemod::TransformContext;

/// A dotted name inside a string.
struct NameInString {
  codemod::TextRange range;
  BindingId root = BindingId::none;
};

bool is_word(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The qualified name behind a dotted name that an annotation spells as text; empty when it leads to no import.
std::string qualified(std::string_view dotted, Node at, const TransformContext& cx, BindingId& root) {
  const std::string_view first = dotted.substr(0, dotted.find('.'));
  root = cx.model().lookup(cx.model().scope_of(at), first);
  if (root == BindingId::none) return {};
  const std::string& origin = cx.model().binding(root).definitions.front().origin;
  return origin.empty() ? std::string() : canonical_name(origin + std::string(dotted.substr(first.size())));
}

/// The names in a string annotation that mean the class of an object of that kind.
std::vector<NameInString> names_in(Node string, std::string_view kind, const TransformContext& cx) {
  std::vector<NameInString> names;
  const std::string_view text = string.text();
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    if (!is_word(text[at])) continue;
    std::uint32_t end = at;
    while (end < text.size() && (is_word(text[end]) || text[end] == '.')) ++end;
    NameInString name{{string.begin() + at, string.begin() + end}, BindingId::none};
    if (is_same_class(object_kind_of_type(qualified(text.substr(at, end - at), string, cx, name.root)), kind)) names.push_back(name);
    at = end;
  }
  return names;
}

bool names_class(const Reference& reference, std::string_view kind, const TransformContext& cx) {
  if (reference.kind == ReferenceKind::adjacent)
    return reference.node.is(codemod::NodeKind::string) && !names_in(reference.node, kind, cx).empty();
  return reference.kind == ReferenceKind::name && is_same_class(object_kind_of_type(reference.name), kind);
}

std::optional<Obstacle> rename_range(codemod::TextRange range, Node at, BindingId root, std::string_view kind, Fix& fix,
                                     const TransformContext& cx) {
  const auto local = cx.need_import(fix, at, root, "anyio");
  if (!local) return Obstacle{at, std::string(kShadowed)};
  fix.replace(range, *local + "." + std::string(find_lock_kind(kind)->target));
  return std::nullopt;
}

std::optional<Obstacle> rewrite_reference(const Reference& reference, std::string_view kind, Fix& fix,
                                          const TransformContext& cx) {
  if (reference.kind == ReferenceKind::name) {
    if (!reference.certain) return Obstacle{reference.node, "the name in its annotation may also stand for something else"};
    return rename_range(reference.node.range(), reference.node, reference.root, kind, fix, cx);
  }
  for (const NameInString& name : names_in(reference.node, kind, cx))
    if (auto obstacle = rename_range(name.range, reference.node, name.root, kind, fix, cx)) return obstacle;
  return std::nullopt;
}

/// Whether some reference inside `type` names the class of an object of that kind.
bool mentions_class(Node type, std::string_view kind, const TransformContext& cx) {
  return std::ranges::any_of(cx.references(), [&](const Reference& reference) {
    return type.encloses(reference.node) && names_class(reference, kind, cx);
  });
}

/// What a name that an annotation uses is an alias of; null for classes, imports, and names with several values.
Node alias_value(Node name, const TransformContext& cx) {
  const BindingId id = name.is(codemod::NodeKind::identifier) ? cx.model().binding_of(name) : BindingId::none;
  if (id == BindingId::none) return {};
  const codemod::Binding& binding = cx.model().binding(id);
  const bool once = binding.definitions.size() == 1 && binding.definitions.front().kind == codemod::DefinitionKind::assignment;
  return once ? binding.definitions.front().statement.child(codemod::Field::right) : Node();
}

/// The names in the object's annotations that are aliases of types with its class.
std::vector<Node> alias_names(const TrackedObject& object, const TransformContext& cx) {
  std::vector<Node> names;
  for (const Node type : object.annotations)
    for (std::uint32_t index = type.index(); index < type.subtree_end(); ++index) {
      const Node name = cx.tree().node(index);
      const Node value = alias_value(name, cx);
      if (value && mentions_class(value, object.kind, cx)) names.push_back(name);
    }
  return names;
}

/// A use of an alias that is no annotation, such as a call of it: then more than a type would change.
Node use_as_value(Node name, const TransformContext& cx) {
  const std::vector<Node>& uses = cx.model().binding(cx.model().binding_of(name)).uses;
  const auto found = std::ranges::find_if(uses, [](Node use) { return !codemod::in_annotation(use); });
  return found == uses.end() ? Node() : *found;
}

}  // namespace

std::vector<Node> alias_values(const TrackedObject& object, const TransformContext& cx) {
  std::vector<Node> values;
  for (const Node name : alias_names(object, cx))
    if (!use_as_value(name, cx)) values.push_back(alias_value(name, cx));
  return values;
}

std::vector<std::uint32_t> annotation_references(const TrackedObject& object, const TransformContext& cx) {
  std::vector<std::uint32_t> found;
  std::vector<Node> types = alias_values(object, cx);
  types.insert(types.end(), object.annotations.begin(), object.annotations.end());
  for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
    const Reference& reference = cx.reference(index);
    const bool inside = std::ranges::any_of(types, [&](Node type) { return type.encloses(reference.node); });
    if (inside && names_class(reference, object.kind, cx)) found.push_back(index);
  }
  return found;
}

std::optional<Obstacle> rewrite_annotations(const TrackedObject& object, Fix& fix, const TransformContext& cx) {
  for (const Node name : alias_names(object, cx))
    if (const Node use = use_as_value(name, cx)) return Obstacle{use, "the alias of its type is used as a value"};
  for (const std::uint32_t index : annotation_references(object, cx)) {
    if (auto obstacle = rewrite_reference(cx.reference(index), object.kind, fix, cx)) return obstacle;
    fix.claims.push_back({index, {}});
  }
  return std::nullopt;
}

}  // namespace asyncio2anyio

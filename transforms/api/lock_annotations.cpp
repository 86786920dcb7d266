#include "transforms/api/lock_annotations.h"

#include <algorithm>

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

}  // namespace

std::vector<std::uint32_t> annotation_references(const TrackedObject& object, const TransformContext& cx) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
    const Reference& reference = cx.reference(index);
    const bool inside = std::ranges::any_of(object.annotations, [&](Node type) { return type.encloses(reference.node); });
    if (inside && names_class(reference, object.kind, cx)) found.push_back(index);
  }
  return found;
}

std::optional<Obstacle> rewrite_annotations(const TrackedObject& object, Fix& fix, const TransformContext& cx) {
  for (const std::uint32_t index : annotation_references(object, cx)) {
    if (auto obstacle = rewrite_reference(cx.reference(index), object.kind, fix, cx)) return obstacle;
    fix.claims.push_back({index, {}});
  }
  return std::nullopt;
}

}  // namespace asyncio2anyio

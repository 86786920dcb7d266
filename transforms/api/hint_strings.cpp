#include "transforms/api/hint_strings.h"

#include <algorithm>
#include <cctype>

#include "engine/syntax/context.h"

namespace asyncio2anyio {

using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Reference;
using codemod::TransformContext;

namespace {

bool is_word(char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0; }

/// A dotted name in a string, and the variable that it starts from.
struct Spelled {
  codemod::TextRange range;
  codemod::BindingId root = codemod::BindingId::none;
};

/// The dotted names in a string that lead to `canonical`.
std::vector<Spelled> names_in(Node string, std::string_view canonical, const TransformContext& cx) {
  std::vector<Spelled> names;
  const std::string_view text = string.text();
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    if (!is_word(text[at])) continue;
    const std::uint32_t begin = at;
    while (at < text.size() && (is_word(text[at]) || text[at] == '.')) ++at;
    const std::string_view dotted = text.substr(begin, at - begin);
    const std::string_view root = dotted.substr(0, dotted.find('.'));
    const codemod::BindingId id = cx.model().lookup(cx.model().scope_of(string), root);
    if (id == codemod::BindingId::none) continue;
    const std::string& origin = cx.model().binding(id).definitions.front().origin;
    if (cx.knowledge().canonical(origin + std::string(dotted.substr(root.size()))) == canonical)
      names.push_back({{string.begin() + begin, string.begin() + at}, id});
  }
  return names;
}

}  // namespace

bool is_hint_string(const Reference& reference, const TransformContext& cx) {
  const std::vector<Node>& strings = cx.model().annotation_strings();
  return reference.kind == codemod::ReferenceKind::adjacent &&
         std::ranges::find(strings, reference.node) != strings.end();
}

bool is_hint(Node node) {
  return codemod::in_annotation(node) || bool(node.enclosing(NodeKind::subscript));
}

codemod::BindingId root_in_string(Node string, std::string_view canonical,
                                  const TransformContext& cx) {
  const std::vector<Spelled> names = names_in(string, canonical, cx);
  return names.empty() ? codemod::BindingId::none : names.front().root;
}

bool replace_in_string(Fix& fix, Node string, std::string_view canonical, const std::string& text,
                       const TransformContext& cx) {
  const std::vector<Spelled> names = names_in(string, canonical, cx);
  for (const Spelled& name : names) fix.replace(name.range, text);
  return !names.empty();
}

}  // namespace asyncio2anyio

#include "engine/syntax/code_style.h"

namespace codemod {
namespace {

/// Start of the line without a byte order mark.
std::uint32_t visible_line_begin(const SourceFile& source, std::uint32_t offset) {
  const std::uint32_t begin = source.line_begin(offset);
  return begin == 0 && source.has_bom() ? 3 : begin;
}

}  // namespace

std::string_view indentation_at(const SyntaxTree& tree, std::uint32_t offset) {
  const std::uint32_t begin = visible_line_begin(tree.source(), offset);
  std::uint32_t end = begin;
  const std::string_view text = tree.text();
  while (end < text.size() && (text[end] == ' ' || text[end] == '\t' || text[end] == '\f')) ++end;
  return text.substr(begin, end - begin);
}

bool begins_its_line(Node node) {
  const SyntaxTree& tree = *node.tree();
  const std::uint32_t begin = visible_line_begin(tree.source(), node.begin());
  return begin + indentation_at(tree, node.begin()).size() == node.begin();
}

std::string indent_unit(const SyntaxTree& tree) {
  for (std::uint32_t index = 0; index < tree.size(); ++index) {
    const Node block = tree.node(index);
    if (!block.is(NodeKind::block)) continue;
    const std::vector<Node> statements = block.named_children();
    if (statements.empty() || !begins_its_line(statements.front())) continue;
    const std::string_view outer = indentation_at(tree, block.parent().begin());
    const std::string_view inner = indentation_at(tree, statements.front().begin());
    if (inner.size() > outer.size() && inner.starts_with(outer)) return std::string(inner.substr(outer.size()));
  }
  return "    ";
}

}  // namespace codemod

#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "engine/syntax/node.h"
#include "engine/syntax/syntax_tree.h"

namespace codemod::testing_support {

/// The tree of a text that a test wrote.
inline std::unique_ptr<const SyntaxTree> parse_text(std::string text) {
  Result<SourceFile> source = SourceFile::from_bytes("test.py", std::move(text));
  if (!source) throw std::invalid_argument(source.error().message);
  return SyntaxTree::parse(std::move(*source));
}

/// The outermost node that begins where `text` occurs for the `nth` time (from 0) and is spelled like it.
inline Node node_of(const SyntaxTree& tree, std::string_view text, int nth = 0) {
  std::size_t at = tree.text().find(text);
  for (; nth > 0 && at != std::string_view::npos; --nth) at = tree.text().find(text, at + 1);
  for (std::uint32_t index = 0; index < tree.size(); ++index) {
    const Node node = tree.node(index);
    if (node.begin() == at && node.text() == text && node.named()) return node;
  }
  throw std::invalid_argument("no node is spelled " + std::string(text));
}

/// The first statement that begins with that text.
inline Node statement_at(const SyntaxTree& tree, std::string_view text) {
  for (std::uint32_t index = 1; index < tree.size(); ++index) {
    const Node node = tree.node(index);
    const bool statement = node.named() && node.parent().is_any(NodeKind::block, NodeKind::module) && !node.is_any(NodeKind::block, NodeKind::comment);
    if (statement && node.text().starts_with(text)) return node;
  }
  throw std::invalid_argument("no statement begins with " + std::string(text));
}

}  // namespace codemod::testing_support

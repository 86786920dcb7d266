#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/syntax/syntax_tree.h"

namespace codemod {

/// A syntax node: cheap to copy, borrowed from its `SyntaxTree`. A null node answers every
/// question with nothing: empty text, null relatives, kind `null`.
class Node {
 public:
  Node() = default;
  Node(const SyntaxTree* tree, std::uint32_t index) : tree_(tree), index_(index) {}

  explicit operator bool() const { return tree_ != nullptr; }
  friend bool operator==(Node a, Node b) { return a.tree_ == b.tree_ && a.index_ == b.index_; }
  friend bool operator<(Node a, Node b) { return a.index_ < b.index_; }

  [[nodiscard]] NodeKind kind() const { return tree_ ? record().kind : NodeKind::null; }
  [[nodiscard]] bool is(NodeKind kind) const { return this->kind() == kind; }
  template <class... Kinds>
  [[nodiscard]] bool is_any(Kinds... kinds) const {
    const NodeKind mine = kind();
    return ((mine == kinds) || ...);
  }
  /// The role this node has in its parent.
  [[nodiscard]] Field field() const { return tree_ ? record().field : Field::none; }
  [[nodiscard]] bool named() const { return tree_ && record().named; }
  [[nodiscard]] TextRange range() const { return tree_ ? record().range : TextRange{}; }
  [[nodiscard]] std::uint32_t begin() const { return range().begin; }
  [[nodiscard]] std::uint32_t end() const { return range().end; }
  [[nodiscard]] std::string_view text() const {
    return tree_ ? tree_->text().substr(begin(), range().size()) : std::string_view();
  }
  /// Position in pre-order: smaller is earlier or outer.
  [[nodiscard]] std::uint32_t index() const { return index_; }
  [[nodiscard]] std::uint32_t subtree_end() const { return tree_ ? record().subtree_end : 0; }
  [[nodiscard]] const SyntaxTree* tree() const { return tree_; }

  [[nodiscard]] Node parent() const;
  /// The first child in that role.
  [[nodiscard]] Node child(Field field) const;
  /// The first child of that kind.
  [[nodiscard]] Node child(NodeKind kind) const;
  [[nodiscard]] Node first_child() const;
  [[nodiscard]] Node next_sibling() const;
  /// All children, tokens and comments included.
  [[nodiscard]] std::vector<Node> children() const;
  /// Named children without comments and line continuations.
  [[nodiscard]] std::vector<Node> named_children() const;
  /// Named children in that role.
  [[nodiscard]] std::vector<Node> children(Field field) const;
  /// Whether `other` is this node or below it.
  [[nodiscard]] bool encloses(Node other) const {
    return tree_ && other.tree_ == tree_ && index_ <= other.index_ && other.index_ < subtree_end();
  }
  /// The nearest ancestor (not itself) of that kind.
  [[nodiscard]] Node enclosing(NodeKind kind) const;

 private:
  [[nodiscard]] const NodeRecord& record() const { return tree_->record(index_); }

  const SyntaxTree* tree_ = nullptr;
  std::uint32_t index_ = 0;
};

}  // namespace codemod

#include "engine/syntax/node.h"

namespace codemod {

Node Node::parent() const {
  if (!tree_ || index_ == 0) return {};
  return {tree_, record().parent};
}

Node Node::first_child() const {
  if (!tree_ || index_ + 1 >= subtree_end()) return {};
  return {tree_, index_ + 1};
}

Node Node::next_sibling() const {
  if (!tree_ || index_ == 0) return {};
  const std::uint32_t next = subtree_end();
  if (next >= tree_->record(record().parent).subtree_end) return {};
  return {tree_, next};
}

Node Node::child(Field field) const {
  for (Node child = first_child(); child; child = child.next_sibling())
    if (child.field() == field) return child;
  return {};
}

Node Node::child(NodeKind kind) const {
  for (Node child = first_child(); child; child = child.next_sibling())
    if (child.kind() == kind) return child;
  return {};
}

std::vector<Node> Node::children() const {
  std::vector<Node> all;
  for (Node child = first_child(); child; child = child.next_sibling()) all.push_back(child);
  return all;
}

std::vector<Node> Node::named_children() const {
  std::vector<Node> all;
  for (Node child = first_child(); child; child = child.next_sibling())
    if (child.named() && !child.is_any(NodeKind::comment, NodeKind::line_continuation)) all.push_back(child);
  return all;
}

std::vector<Node> Node::children(Field field) const {
  std::vector<Node> all;
  for (Node child = first_child(); child; child = child.next_sibling())
    if (child.field() == field && child.named()) all.push_back(child);
  return all;
}

Node Node::enclosing(NodeKind kind) const {
  for (Node node = parent(); node; node = node.parent())
    if (node.kind() == kind) return node;
  return {};
}

}  // namespace codemod

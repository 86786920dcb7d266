#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/source/source_file.h"
#include "engine/source/text_range.h"
#include "engine/syntax/node_kind.h"

struct TSTree;

namespace codemod {

class Node;

/// What the tree keeps of a node. Nodes are stored in pre-order, so that a subtree is the
/// contiguous run `[index, subtree_end)` and a walk is a loop.
struct NodeRecord {
  TextRange range;
  std::uint32_t parent = 0;
  std::uint32_t subtree_end = 0;
  NodeKind kind = NodeKind::null;
  Field field = Field::none;
  bool named = false;
};

struct TreeDeleter {
  void operator()(TSTree* tree) const noexcept;
};

/// Where a text changed between two passes: what the parser needs to parse only that again.
struct TextChange {
  TextRange before;
  std::uint32_t after_end = 0;  ///< End of the new text, in the new file, which starts at `before.begin` moved by earlier changes.
  std::uint32_t after_begin = 0;
};

/// One file's text and its syntax, kept together so that no node outlives its bytes.
/// Pinned and immutable.
class SyntaxTree {
 public:
  /// Parses a whole file. Never fails: what the grammar does not know becomes error nodes.
  static std::unique_ptr<const SyntaxTree> parse(SourceFile source);
  /// Parses the next state of a file and reuses of `previous` what the (ascending) changes left alone.
  static std::unique_ptr<const SyntaxTree> reparse(SourceFile source, const SyntaxTree& previous,
                                                   const std::vector<TextChange>& changes);

  SyntaxTree(const SyntaxTree&) = delete;
  SyntaxTree& operator=(const SyntaxTree&) = delete;

  [[nodiscard]] const SourceFile& source() const { return source_; }
  [[nodiscard]] std::string_view text() const { return source_.bytes(); }
  [[nodiscard]] Node root() const;
  [[nodiscard]] Node node(std::uint32_t index) const;
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(records_.size()); }
  [[nodiscard]] const NodeRecord& record(std::uint32_t index) const { return records_[index]; }
  /// Start of the first piece that the grammar could not take, or takes although Python does not (a block
  /// without statements), if any.
  [[nodiscard]] std::optional<std::uint32_t> first_error() const { return first_error_; }
  /// The smallest node that covers `range`.
  [[nodiscard]] Node smallest_covering(TextRange range) const;

 private:
  explicit SyntaxTree(SourceFile source) : source_(std::move(source)) {}
  void parse_with(TSTree* old_tree);
  void flatten();
  void note_leniency(bool has_error);
  void note_error(std::uint32_t offset);

  SourceFile source_;
  std::unique_ptr<TSTree, TreeDeleter> tree_;
  std::vector<NodeRecord> records_;
  std::optional<std::uint32_t> first_error_;
};

}  // namespace codemod

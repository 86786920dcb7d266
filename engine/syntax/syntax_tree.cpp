#include "engine/syntax/syntax_tree.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <utility>

#include "engine/support/check.h"
#include "engine/syntax/node.h"
#include "engine/syntax/tree_records.h"

namespace codemod {
namespace {

struct ParserDeleter {
  void operator()(TSParser* parser) const noexcept { ts_parser_delete(parser); }
};

/// One parser per thread: making one costs more than parsing a small file.
TSParser* thread_parser() {
  thread_local const std::unique_ptr<TSParser, ParserDeleter> parser = [] {
    std::unique_ptr<TSParser, ParserDeleter> made(ts_parser_new());
    CODEMOD_CHECK(ts_parser_set_language(made.get(), python_language()));
    return made;
  }();
  return parser.get();
}

/// The row of a point is all the grammar's scanner and the tree's edits need of it here.
TSPoint point_at(const SourceFile& source, std::uint32_t offset) {
  return {source.line_number(offset) - 1, offset - source.line_begin(offset)};
}

void mark_change(TSTree* tree, const SourceFile& before, const SourceFile& after, const TextChange& change,
                 std::int64_t moved) {
  // Edits are told one after another, so the offsets of each are those after the earlier ones.
  TSInputEdit edit{};
  edit.start_byte = change.after_begin;
  edit.old_end_byte = static_cast<std::uint32_t>(change.before.end + moved);
  edit.new_end_byte = change.after_end;
  edit.start_point = point_at(after, change.after_begin);
  edit.new_end_point = point_at(after, change.after_end);
  const TSPoint old_begin = point_at(before, change.before.begin);
  const TSPoint old_end = point_at(before, change.before.end);
  edit.old_end_point.row = edit.start_point.row + (old_end.row - old_begin.row);
  edit.old_end_point.column = old_end.row == old_begin.row
                                  ? edit.start_point.column + (old_end.column - old_begin.column)
                                  : old_end.column;
  ts_tree_edit(tree, &edit);
}

constexpr std::size_t kMostChanges = 256;

/// Each change is told to every node of its level, so that thousands of them are told in groups; what stands between the
/// members of a group is parsed again, too.
std::vector<TextChange> grouped(const std::vector<TextChange>& changes) {
  if (changes.size() <= kMostChanges) return changes;
  std::vector<TextChange> groups;
  const std::size_t size = (changes.size() + kMostChanges - 1) / kMostChanges;
  for (std::size_t first = 0; first < changes.size(); first += size) {
    const TextChange& last = changes[std::min(first + size, changes.size()) - 1];
    TextChange& group = groups.emplace_back(changes[first]);
    group.before.end = last.before.end;
    group.after_end = last.after_end;
  }
  return groups;
}

}  // namespace

void TreeDeleter::operator()(TSTree* tree) const noexcept { ts_tree_delete(tree); }

std::unique_ptr<const SyntaxTree> SyntaxTree::parse(SourceFile source) {
  std::unique_ptr<SyntaxTree> tree(new SyntaxTree(std::move(source)));
  tree->parse_with(nullptr);
  return tree;
}

std::unique_ptr<const SyntaxTree> SyntaxTree::reparse(SourceFile source, const SyntaxTree& previous,
                                                      const std::vector<TextChange>& changes) {
  const std::unique_ptr<TSTree, TreeDeleter> old(ts_tree_copy(previous.tree_.get()));
  std::int64_t moved = 0;
  for (const TextChange& change : grouped(changes)) {
    mark_change(old.get(), previous.source(), source, change, moved);
    moved += static_cast<std::int64_t>(change.after_end - change.after_begin) - change.before.size();
  }
  std::unique_ptr<SyntaxTree> tree(new SyntaxTree(std::move(source)));
  tree->parse_with(old.get());
  return tree;
}

void SyntaxTree::parse_with(TSTree* old_tree) {
  const std::string_view text = source_.parser_text();
  tree_.reset(ts_parser_parse_string(thread_parser(), old_tree, text.data(), static_cast<std::uint32_t>(text.size())));
  CODEMOD_CHECK(tree_ != nullptr);
  flatten();
}

void SyntaxTree::flatten() {
  TreeRecords read = read_records(*tree_);
  records_ = std::move(read.nodes);
  first_error_ = read.first_error;
  // A newline that the parser made up is in no node; only the nodes around it tell.
  note_leniency(read.has_error);
}

/// What the parser lets pass without an error node: blocks without a statement, newlines that it made up.
void SyntaxTree::note_leniency(bool has_error) {
  for (std::uint32_t index = 0; index < size(); ++index) {
    const NodeKind kind = records_[index].kind;
    if (kind != NodeKind::block && !(has_error && kind == NodeKind::module)) continue;
    Node last;
    for (Node child = node(index).first_child(); child; child = child.next_sibling()) {
      if (child.is(NodeKind::comment)) continue;
      const bool beside_last = has_error && last.named() && child.named();
      if (beside_last && source_.line_number(last.end()) == source_.line_number(child.begin())) note_error(child.begin());
      last = child;
      if (!has_error) break;
    }
    if (!last && kind == NodeKind::block) note_error(records_[index].range.begin);
  }
  if (has_error && !first_error_) first_error_ = 0;
}

void SyntaxTree::note_error(std::uint32_t offset) { first_error_ = std::min(offset, first_error_.value_or(offset)); }

Node SyntaxTree::root() const { return {this, 0}; }

Node SyntaxTree::node(std::uint32_t index) const { return {this, index}; }

Node SyntaxTree::smallest_covering(TextRange range) const {
  Node best = root();
  for (Node child = best.first_child(); child;) {
    if (!child.range().contains(range)) {
      child = child.next_sibling();
      continue;
    }
    best = child;
    child = best.first_child();
  }
  return best;
}

}  // namespace codemod

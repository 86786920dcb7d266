#include "engine/syntax/tree_records.h"

#include <gtest/gtest.h>
#include <tree_sitter/api.h>

#include <memory>
#include <string>
#include <string_view>

#include "tests/python_fixtures.h"

namespace codemod {
namespace {

using Parser = std::unique_ptr<TSParser, decltype(&ts_parser_delete)>;
using Tree = std::unique_ptr<TSTree, decltype(&ts_tree_delete)>;

Tree tree_of(std::string_view text) {
  const Parser parser(ts_parser_new(), &ts_parser_delete);
  ts_parser_set_language(parser.get(), python_language());
  return {ts_parser_parse_string(parser.get(), nullptr, text.data(), static_cast<std::uint32_t>(text.size())), &ts_tree_delete};
}

/// The walk as the parser's own cursor does it.
class CursorWalk {
 public:
  explicit CursorWalk(const TSTree* tree) : cursor_(ts_tree_cursor_new(ts_tree_root_node(tree))) { visit(0); }
  ~CursorWalk() { ts_tree_cursor_delete(&cursor_); }
  CursorWalk(const CursorWalk&) = delete;
  CursorWalk& operator=(const CursorWalk&) = delete;

  TreeRecords records;

 private:
  void visit(std::uint32_t parent) {
    const TSNode node = ts_tree_cursor_current_node(&cursor_);
    const std::size_t index = records.nodes.size();
    NodeRecord record;
    record.range = {ts_node_start_byte(node), ts_node_end_byte(node)};
    record.parent = parent;
    record.kind = kind_of_symbol(ts_node_symbol(node));
    record.field = field_of_id(ts_tree_cursor_current_field_id(&cursor_));
    record.named = ts_node_is_named(node);
    if ((ts_node_is_error(node) || ts_node_is_missing(node)) && !records.first_error) records.first_error = record.range.begin;
    records.nodes.push_back(record);
    const bool is_leaf = record.kind == NodeKind::string_content || record.kind == NodeKind::comment;
    if (!is_leaf && ts_tree_cursor_goto_first_child(&cursor_)) {
      do visit(static_cast<std::uint32_t>(index));
      while (ts_tree_cursor_goto_next_sibling(&cursor_));
      ts_tree_cursor_goto_parent(&cursor_);
    }
    records.nodes[index].subtree_end = static_cast<std::uint32_t>(records.nodes.size());
  }

  TSTreeCursor cursor_;
};

void expect_equal_walks(std::string_view text) {
  const Tree tree = tree_of(text);
  const TreeRecords mine = read_records(*tree);
  const TreeRecords theirs = CursorWalk(tree.get()).records;
  EXPECT_EQ(mine.first_error, theirs.first_error);
  EXPECT_EQ(mine.has_error, ts_node_has_error(ts_tree_root_node(tree.get())));
  ASSERT_EQ(mine.nodes.size(), theirs.nodes.size());
  for (std::size_t index = 0; index < mine.nodes.size(); ++index) {
    const NodeRecord& one = mine.nodes[index];
    const NodeRecord& other = theirs.nodes[index];
    ASSERT_EQ(one.range, other.range);
    ASSERT_EQ(one.parent, other.parent);
    ASSERT_EQ(one.subtree_end, other.subtree_end);
    ASSERT_EQ(one.kind, other.kind);
    ASSERT_EQ(one.field, other.field) << text.substr(one.range.begin, one.range.size());
    ASSERT_EQ(one.named, other.named);
  }
}

TEST(TreeRecords, AreWhatTheCursorShows) {
  for (const std::string& fixture : testing_support::python_fixtures()) {
    SCOPED_TRACE(fixture);
    expect_equal_walks(fixture);
  }
}

TEST(TreeRecords, AreWhatTheCursorShowsOfBrokenText) {
  // What is cut off anywhere leaves errors, and nodes that the parser made up.
  for (const std::string& fixture : testing_support::python_fixtures()) {
    for (const std::size_t part : {3, 5, 7}) {
      const std::string cut = fixture.substr(0, fixture.size() * part / 8) + "\n)]}";
      SCOPED_TRACE(cut);
      expect_equal_walks(cut);
    }
  }
}

TEST(TreeRecords, AreWhatTheCursorShowsOfOddText) {
  for (const std::string_view text : {"", "\n", "# only a comment", "  x", "\\\n", "f'{a!r:>{width}} \\n {{'", "def", "x = (", "if x:\n",
                                      "print 'a'", "type X[T: int] = list[T]", "match x:\n    case {'a': 1, **rest}:\n        pass\n"}) {
    SCOPED_TRACE(text);
    expect_equal_walks(text);
  }
}

}  // namespace
}  // namespace codemod

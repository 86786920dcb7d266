#include "engine/syntax/syntax_tree.h"

#include <gtest/gtest.h>

#include "tests/parsed_text.h"
#include "tests/python_fixtures.h"

namespace codemod {
namespace {

using testing_support::node_of;
using testing_support::parse_text;
using testing_support::python_fixtures;

TEST(Tree, KeepsChildrenBesideEachOther) {
  for (const std::string& fixture : python_fixtures()) {
    const auto tree = parse_text(fixture);
    for (std::uint32_t index = 0; index < tree->size(); ++index) {
      const Node node = tree->node(index);
      std::uint32_t end = node.begin();
      for (const Node child : node.children()) {
        ASSERT_EQ(child.parent(), node);
        ASSERT_LE(end, child.begin());
        ASSERT_LE(child.end(), node.end());
        end = child.end();
      }
    }
  }
}

TEST(Tree, TellsWhereTheFirstErrorIs) {
  EXPECT_FALSE(parse_text("x = 1\n")->first_error());
  EXPECT_EQ(parse_text("x = 1\ny = (\n")->first_error().has_value(), true);
  EXPECT_FALSE(parse_text("")->first_error());
}

TEST(Tree, TellsOfNewlinesThatTheParserMadeUp) {
  EXPECT_EQ(parse_text("x = 1\nimport a  await b\n")->first_error(), 16u);
  EXPECT_FALSE(parse_text("x = 1\nimport a")->first_error());
  EXPECT_FALSE(parse_text("if x:\n    y")->first_error());
  EXPECT_FALSE(parse_text("if x: y; z;\n# end")->first_error());
}

TEST(Tree, TellsOfBlocksWithoutStatements) {
  EXPECT_TRUE(parse_text("if x:\n")->first_error());
  EXPECT_TRUE(parse_text("def f():\n    # only a comment\nx\n")->first_error());
  EXPECT_TRUE(parse_text("try:\n    x\nexcept E:\nfinally:\n    y\n")->first_error());
  EXPECT_FALSE(parse_text("def f():\n    # a comment\n    ...\n")->first_error());
  EXPECT_FALSE(parse_text("match x:\n    # a comment\n    case 1: pass\n")->first_error());
}

TEST(Tree, FindsTheSmallestNodeAround) {
  const auto tree = parse_text("f(a, b + c)\n");
  EXPECT_EQ(tree->smallest_covering({5, 6}).text(), "b");
  EXPECT_EQ(tree->smallest_covering({5, 10}).text(), "b + c");
  EXPECT_EQ(tree->smallest_covering({0, 12}), tree->root());
}

TEST(Node, NullAnswersWithNothing) {
  const Node nothing;
  EXPECT_FALSE(nothing);
  EXPECT_TRUE(nothing.is(NodeKind::null));
  EXPECT_EQ(nothing.text(), "");
  EXPECT_FALSE(nothing.parent());
  EXPECT_FALSE(nothing.first_child());
  EXPECT_FALSE(nothing.next_sibling());
  EXPECT_TRUE(nothing.named_children().empty());
  EXPECT_FALSE(parse_text("x\n")->root().parent());
}

TEST(Node, NamedChildrenLeaveCommentsOut) {
  const auto tree = parse_text("f(a,  # note\n  b)\n");
  EXPECT_EQ(tree->root().first_child().first_child().child(Field::arguments).named_children().size(), 2u);
}

TEST(Node, EnclosesWhatIsBelowIt) {
  const auto tree = parse_text("if x:\n    y\nz\n");
  const Node statement = tree->root().first_child();
  EXPECT_TRUE(statement.encloses(node_of(*tree, "y")));
  EXPECT_TRUE(statement.encloses(statement));
  EXPECT_FALSE(statement.encloses(node_of(*tree, "z")));
  EXPECT_EQ(node_of(*tree, "y").enclosing(NodeKind::if_statement), statement);
}

}  // namespace
}  // namespace codemod

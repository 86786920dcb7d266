#include "engine/syntax/context.h"

#include <gtest/gtest.h>

#include "engine/syntax/code_style.h"
#include "tests/parsed_text.h"

namespace codemod {
namespace {

using testing_support::node_of;
using testing_support::parse_text;

TEST(Context, SeesAwaitThroughParentheses) {
  const auto tree = parse_text("await ((f()))\nawait g().h\n");
  EXPECT_TRUE(await_of(node_of(*tree, "f()")));
  EXPECT_FALSE(await_of(node_of(*tree, "g()")));
  EXPECT_EQ(outermost_parentheses(node_of(*tree, "f()")).text(), "((f()))");
  EXPECT_EQ(strip_parentheses(node_of(*tree, "((f()))")).text(), "f()");
}

TEST(Context, KnowsWholeStatements) {
  const auto tree = parse_text("f()\nx = g()\n(h())\ni(), j()\n");
  EXPECT_TRUE(is_whole_statement(node_of(*tree, "f()").is(NodeKind::call) ? node_of(*tree, "f()") : node_of(*tree, "f()").first_child()));
  EXPECT_FALSE(is_whole_statement(node_of(*tree, "g()")));
  EXPECT_FALSE(is_whole_statement(node_of(*tree, "j()")));
  EXPECT_EQ(statement_of(node_of(*tree, "g()")).text(), "x = g()");
}

TEST(Context, ListsArgumentsWithoutComments) {
  const auto tree = parse_text("z = f(a,  # note\n  *b, k=c, **d)\ny = g(x for x in p)\n");
  const Node call = node_of(*tree, "f(a,  # note\n  *b, k=c, **d)");
  EXPECT_EQ(arguments_of(call).size(), 4u);
  EXPECT_EQ(keyword_value(keyword_argument_of(call, "k")).text(), "c");
  EXPECT_FALSE(keyword_argument_of(call, "d"));
  EXPECT_EQ(arguments_of(node_of(*tree, "g(x for x in p)")).size(), 1u);
}

TEST(Context, TellsAsyncFromSync) {
  const auto tree = parse_text("async def f(): ...\ndef g(): ...\n");
  EXPECT_TRUE(is_async_function(tree->root().first_child()));
  EXPECT_FALSE(is_async_function(tree->root().first_child().next_sibling()));
}

TEST(Context, RecognisesPython2) {
  EXPECT_TRUE(python2_syntax(*parse_text("print 'x'\n")));
  EXPECT_TRUE(python2_syntax(*parse_text("if a <> b: pass\n")));
  EXPECT_TRUE(python2_syntax(*parse_text("exec 'x' in y\n")));
  EXPECT_FALSE(python2_syntax(*parse_text("print('x')\nprint(a, file=b)\n")));
}

TEST(Context, KnowsAnnotations) {
  const auto tree = parse_text("def f(a: T1 = v1) -> list[T2]:\n    b: T3 = v2\n");
  for (const char* name : {"T1", "T2", "T3"}) EXPECT_TRUE(in_annotation(node_of(*tree, name).first_child() ? node_of(*tree, name).first_child() : node_of(*tree, name))) << name;
  for (const char* name : {"v1", "v2"}) EXPECT_FALSE(in_annotation(node_of(*tree, name))) << name;
}

TEST(Context, KnowsThatTypeMayBeCalled) {
  const auto tree = parse_text("type(self).x = v1()\ntype X = list[T1]\ntype Y[T] = T2\n");
  EXPECT_FALSE(in_annotation(node_of(*tree, "v1")));
  EXPECT_TRUE(in_annotation(node_of(*tree, "T1").first_child()));
  EXPECT_TRUE(in_annotation(node_of(*tree, "T2").first_child()));
}

std::string unit_of(const std::string& text) { return indent_unit(*parse_text(text)); }

TEST(CodeStyle, TakesTheUnitOfTheFirstIndentedBlock) {
  EXPECT_EQ(unit_of("x\n"), "    ");
  EXPECT_EQ(unit_of("if x:\n  y\n"), "  ");
  EXPECT_EQ(unit_of("if x: y\nif x:\n\ty\n"), "\t");
  EXPECT_EQ(unit_of("if x:\n# note\n   y\n"), "   ");
  EXPECT_EQ(unit_of("\xEF\xBB\xBFif x:\r\n  y\r\n"), "  ");
}

TEST(CodeStyle, KnowsWhatBeginsALine) {
  const auto tree = parse_text("\xEF\xBB\xBF\x66()\nif x: a; b\n");
  EXPECT_TRUE(begins_its_line(tree->root().first_child()));
  EXPECT_FALSE(begins_its_line(node_of(*tree, "b")));
}

}  // namespace
}  // namespace codemod

#include "engine/edit/block_editor.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/edit/composer.h"
#include "tests/parsed_text.h"

namespace codemod {
namespace {

using testing_support::parse_text;
using testing_support::statement_at;

std::string applied(const std::string& text, std::vector<Edit> edits) {
  Fix fix;
  fix.edits = std::move(edits);
  Composer composer;
  EXPECT_TRUE(composer.accept(fix));
  std::string result = apply_edits(text, composer.edits()).text;
  EXPECT_FALSE(parse_text(result)->first_error()) << result;
  return result;
}

/// Puts the statements that begin with `a` … `b` (the first of each) under `with w:`.
std::string wrapped(const std::string& text, std::string_view first = "a", std::string_view last = "") {
  const auto tree = parse_text(text);
  const Node from = statement_at(*tree, first);
  return applied(text, wrap_statements(from, last.empty() ? from : statement_at(*tree, last), "with w:"));
}

std::string before(const std::string& text, std::string_view statement, std::vector<std::string> lines = {"n()"}) {
  const auto tree = parse_text(text);
  return applied(text, insert_before(statement_at(*tree, statement), lines));
}

std::string after(const std::string& text, std::string_view statement, std::vector<std::string> lines = {"n()"}) {
  const auto tree = parse_text(text);
  return applied(text, insert_after(statement_at(*tree, statement), lines));
}

TEST(WrapStatements, MovesExactlyTheirLines) {
  EXPECT_EQ(wrapped("x\na()\ny\n"), "x\nwith w:\n    a()\ny\n");
  EXPECT_EQ(wrapped("x\na()\n\nb()\ny\n", "a", "b"), "x\nwith w:\n    a()\n\n    b()\ny\n");
  EXPECT_EQ(wrapped("a()"), "with w:\n    a()");
}

TEST(WrapStatements, UsesTheIndentationOfTheFile) {
  EXPECT_EQ(wrapped("if x:\n  a()\n"), "if x:\n  with w:\n    a()\n");
  EXPECT_EQ(wrapped("if x:\n\ta(\n\t\t1)\n"), "if x:\n\twith w:\n\t\ta(\n\t\t\t1)\n");
  EXPECT_EQ(wrapped("if x:\r\n    a()\r\n    b()\r\n", "a", "b"), "if x:\r\n    with w:\r\n        a()\r\n        b()\r\n");
}

TEST(WrapStatements, LeavesTheInsideOfStringsAlone) {
  EXPECT_EQ(wrapped("a('''one\n  two\n''', 1,\n  2)\nx\n"), "with w:\n    a('''one\n  two\n''', 1,\n      2)\nx\n");
  EXPECT_EQ(wrapped("a(f'''{x}\n{y}\n''')\n"), "with w:\n    a(f'''{x}\n{y}\n''')\n");
  EXPECT_EQ(wrapped("a('''\n''' '''\n''')\n"), "with w:\n    a('''\n''' '''\n''')\n");
}

TEST(WrapStatements, MovesCompoundStatementsWhole) {
  EXPECT_EQ(wrapped("for a in b:\n    if x:\n        y\n    else:\n        z\nq\n", "for"),
            "with w:\n    for a in b:\n        if x:\n            y\n        else:\n            z\nq\n");
}

TEST(WrapStatements, TakesCommentsBetweenAlong) {
  EXPECT_EQ(wrapped("# above\na()  # a\n# between\n\nb()  # b\n# behind\n", "a", "b"),
            "# above\nwith w:\n    a()  # a\n    # between\n\n    b()  # b\n# behind\n");
}

TEST(WrapStatements, KeepsBlankLinesBlank) {
  EXPECT_EQ(wrapped("a()\n\n  \nb()\n", "a", "b"), "with w:\n    a()\n\n  \n    b()\n");
}

TEST(WrapStatements, MovesContinuedLines) {
  EXPECT_EQ(wrapped("a = 1 + \\\n  2\n"), "with w:\n    a = 1 + \\\n      2\n");
}

TEST(WrapStatements, SplitsLinesAtSemicolons) {
  EXPECT_EQ(wrapped("x; a(); y\n"), "x\nwith w:\n    a()\ny\n");
  EXPECT_EQ(wrapped("a(); y\n"), "with w:\n    a()\ny\n");
  EXPECT_EQ(wrapped("x; a();\n"), "x\nwith w:\n    a();\n");
  EXPECT_EQ(wrapped("x; a(); b(); y\n", "a", "b"), "x\nwith w:\n    a(); b()\ny\n");
}

TEST(WrapStatements, OpensOneLineBlocks) {
  EXPECT_EQ(wrapped("if x: a()\ny\n"), "if x:\n    with w:\n        a()\ny\n");
  EXPECT_EQ(wrapped("if x: p; a(); q\n"), "if x:\n    p\n    with w:\n        a()\n    q\n");
  EXPECT_EQ(wrapped("class C:\n  def f(self): a()\n"), "class C:\n  def f(self):\n    with w:\n      a()\n");
  EXPECT_EQ(wrapped("if x: a()\nelse: b()\n", "b"), "if x: a()\nelse:\n    with w:\n        b()\n");
}

TEST(WrapStatements, KeepsTheByteOrderMarkFirst) {
  EXPECT_EQ(wrapped("\xEF\xBB\xBF\x61()\n", "\x61"), "\xEF\xBB\xBFwith w:\n    a()\n");
}

TEST(InsertBefore, GivesEachLineTheIndentationOfTheStatement) {
  EXPECT_EQ(before("if x:\n  a()\n", "a", {"m()", "n()"}), "if x:\n  m()\n  n()\n  a()\n");
  EXPECT_EQ(before("if x:\r\n\ta()\r\n", "a"), "if x:\r\n\tn()\r\n\ta()\r\n");
  EXPECT_EQ(before("# above\na()\n", "a"), "# above\nn()\na()\n");
}

TEST(InsertBefore, SplitsSharedLines) {
  EXPECT_EQ(before("x; a(); y\n", "a"), "x\nn()\na(); y\n");
  EXPECT_EQ(before("if x: a()\n", "a"), "if x:\n    n()\n    a()\n");
  EXPECT_EQ(before("if x: y; a()\n", "a"), "if x:\n    y\n    n()\n    a()\n");
}

TEST(InsertAfter, GivesEachLineTheIndentationOfTheStatement) {
  EXPECT_EQ(after("if x:\n  a()\n  b()\n", "a", {"m()", "n()"}), "if x:\n  a()\n  m()\n  n()\n  b()\n");
  EXPECT_EQ(after("a()  # note\r\nb()\r\n", "a"), "a()  # note\r\nn()\r\nb()\r\n");
  EXPECT_EQ(after("a()", "a"), "a()\nn()");
  EXPECT_EQ(after("a(\n  1,\n)\nb\n", "a"), "a(\n  1,\n)\nn()\nb\n");
}

TEST(InsertAfter, SplitsSharedLines) {
  EXPECT_EQ(after("a(); y\n", "a"), "a()\nn()\ny\n");
  EXPECT_EQ(after("x; a();  # note\ny\n", "a"), "x; a();  # note\nn()\ny\n");
  EXPECT_EQ(after("if x: a()\ny\n", "a"), "if x:\n    a()\n    n()\ny\n");
  EXPECT_EQ(after("if x: p; a(); q\n", "a"), "if x:\n    p; a()\n    n()\n    q\n");
}

}  // namespace
}  // namespace codemod

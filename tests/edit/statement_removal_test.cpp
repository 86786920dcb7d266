#include "engine/edit/statement_removal.h"

#include <gtest/gtest.h>

#include "engine/edit/composer.h"
#include "tests/parsed_text.h"

namespace codemod {
namespace {

using testing_support::parse_text;
using testing_support::statement_at;

/// The text without the statements that begin with these words; what it was where they must stay.
std::string removed(const std::string& text, const std::vector<std::string>& words) {
  const auto tree = parse_text(text);
  std::vector<Node> statements;
  for (const std::string& word : words) statements.push_back(statement_at(*tree, word));
  Fix fix;
  if (!remove_statements(statements, fix.edits)) {
    EXPECT_TRUE(fix.edits.empty());
    return text;
  }
  Composer composer;
  EXPECT_TRUE(composer.accept(fix));
  std::string result = apply_edits(text, composer.edits()).text;
  EXPECT_FALSE(parse_text(result)->first_error()) << result;
  return result;
}

TEST(RemoveStatements, TakesThemWithTheirLines) {
  EXPECT_EQ(removed("a()\nb()\nc()\n", {"b"}), "a()\nc()\n");
  EXPECT_EQ(removed("a()\nb()\nc()\nd()\n", {"b", "c"}), "a()\nd()\n");
  EXPECT_EQ(removed("a(); b(); c()\n", {"b"}), "a(); c()\n");
  EXPECT_EQ(removed("a()\n# note\nb()\nc()\n", {"b"}), "a()\n# note\nc()\n");
}

TEST(RemoveStatements, UnwrapsATryWhoseFinallyIsEmpty) {
  EXPECT_EQ(removed("try:\n    a()\n\n    # note\n    b()\nfinally:\n    c()\nd()\n", {"c"}), "a()\n\n# note\nb()\nd()\n");
  EXPECT_EQ(removed("try:\n    x()\n    a = '''\n  b\n'''\nfinally:\n    c()\n", {"c", "x"}), "a = '''\n  b\n'''\n");
  EXPECT_EQ(removed("if x:\n\ttry:\n\t\ta(b,\n\t\t  c)\n\tfinally:\n\t\td()\n", {"d"}), "if x:\n\ta(b,\n\t  c)\n");
}

TEST(RemoveStatements, LeavesATryThatHasHandlers) {
  EXPECT_EQ(removed("try:\n    a()\nexcept E:\n    b()\n\nfinally:\n    c()\nd()\n", {"c"}), "try:\n    a()\nexcept E:\n    b()\nd()\n");
  EXPECT_EQ(removed("try:\n    a()\nfinally:\n    b()\n    c()\n", {"c"}), "try:\n    a()\nfinally:\n    b()\n");
}

TEST(RemoveStatements, TakesATryOfWhichNothingStays) {
  EXPECT_EQ(removed("x()\ntry:\n    a()\nexcept E:\n    b()\n    c()\ny()\n", {"a", "b", "c"}), "x()\ny()\n");
  EXPECT_EQ(removed("try:\n    if x:\n        a()\nfinally:\n    b()\ny()\n", {"if x", "a", "b"}), "y()\n");
}

TEST(RemoveStatements, KeepsComments) {
  EXPECT_EQ(removed("a()\nb()  # one\nc()\n", {"b"}), "a()\n# one\nc()\n");
  EXPECT_EQ(removed("a()\nb()  # noqa\nc()\n", {"b"}), "a()\nc()\n");
  EXPECT_EQ(removed("try:\n    a()\n    b()  # one\n    d()\nfinally:\n    # two\n    c()\n", {"c", "b"}), "a()\n# one\nd()\n# two\n");
}

TEST(RemoveStatements, LeavesAFileWithoutItsLastNewline) {
  EXPECT_EQ(removed("a()\nb()", {"b"}), "a()");
  EXPECT_EQ(removed("try:\n    a()\nfinally:\n    b()", {"b"}), "a()");
  EXPECT_EQ(removed("a()\r\nb()  # c", {"b"}), "a()\r\n# c");
}

TEST(RemoveStatements, EmptiesNoOtherBlock) {
  for (const std::string text : {"if x:\n    a()\n", "try:\n    a()\nexcept E:\n    b()\n", "def f():\n    a()\n", "try:\n    b()\nexcept E:\n    a()\n"})
    EXPECT_EQ(removed(text, {"a"}), text);
}

TEST(RemoveStatements, MovesNoLineThatCannotMove) {
  for (const std::string text : {"try: a()\nfinally:\n    b()\n", "try:  # note\n    a()\nfinally:\n    b()\n", "try:\n    a()\nfinally: b()\n"}) {
    const std::string result = removed(text, {"b"});
    EXPECT_TRUE(result == text || result == "a()\n") << result;
  }
}

TEST(UnwrapBlock, MovesTheLinesOfOtherEdits) {
  const std::string text = "with x:\n    a = f(\n        b(\n            c,\n        )\n    )\n    d()\n";
  const auto tree = parse_text(text);
  const Node with = statement_at(*tree, "with");
  const auto at = [&](std::string_view word) { return static_cast<std::uint32_t>(text.find(word)); };
  Fix fix;
  fix.insert(at("b("), "\n        n");
  fix.erase({at("            c"), at("            c") + 4});
  fix.erase({at("\n        )"), at("\n        )") + 10});
  ASSERT_TRUE(unwrap_block(with, with.child(Field::body), fix.edits));
  Composer composer;
  ASSERT_TRUE(composer.accept(fix));
  EXPECT_EQ(apply_edits(text, composer.edits()).text, "a = f(\n    \n    nb(\n    c,\n)\nd()\n");
}

}  // namespace
}  // namespace codemod

#include "engine/transform/suppressions.h"

#include <gtest/gtest.h>

#include "tests/parsed_text.h"

namespace codemod {
namespace {

using testing_support::parse_text;

/// Which of the names `t…` of a text are suppressed for `transform`, and how many comments were of no use.
std::string suppressed(const std::string& text, std::string_view transform = "nap") {
  const auto tree = parse_text(text);
  if (tree->first_error()) return "the snippet has an error";
  Suppressions suppressions = Suppressions::read(*tree, "tool");
  std::string found;
  for (std::uint32_t index = 0; index < tree->size(); ++index) {
    const Node node = tree->node(index);
    if (node.is(NodeKind::identifier) && node.text().starts_with('t') && suppressions.suppresses(node, transform))
      found += (found.empty() ? "" : " ") + std::string(node.text());
  }
  const std::size_t unused = suppressions.unused().size();
  return found + (unused ? " (" + std::to_string(unused) + " unused)" : "");
}

TEST(Suppressions, CoverTheirLine) { EXPECT_EQ(suppressed("t1()\nt2()  # tool: ignore\nt3()\n"), "t2"); }

TEST(Suppressions, CoverLogicalLines) {
  EXPECT_EQ(suppressed("t1(\n  t2,  # tool: ignore\n  t3,\n)\nt4()\n"), "t1 t2 t3");
  EXPECT_EQ(suppressed("t1 = t2 + \\\n  t3  # tool: ignore\nt4\n"), "t1 t2 t3");
  EXPECT_EQ(suppressed("t1('''\n''', t2)  # tool: ignore\nt3\n"), "t1 t2");
}

TEST(Suppressions, OfAHeaderDoNotCoverTheBlock) {
  EXPECT_EQ(suppressed("with t1:  # tool: ignore\n    t2()\n"), "t1");
  EXPECT_EQ(suppressed("with t1:\n    t2()  # tool: ignore\n"), "t2");
  EXPECT_EQ(suppressed("with (\n    t1,  # tool: ignore\n    t2,\n):\n    t3\n"), "t1 t2");
  EXPECT_EQ(suppressed("def f(\n    t1: t2,  # tool: ignore\n):\n    t3\n"), "t1 t2");
}

TEST(Suppressions, OfAClauseCoverThatClause) {
  const std::string text = "try:\n    t1\nexcept t2:  # tool: ignore\n    t3\nexcept t4:\n    t5\n";
  EXPECT_EQ(suppressed(text), "t2");
  EXPECT_EQ(suppressed("if t1:\n    t2\nelif t3:  # tool: ignore\n    t4\n"), "t3");
}

TEST(Suppressions, OfADecoratorCoverThatDecorator) {
  EXPECT_EQ(suppressed("@t1  # tool: ignore\n@t2\ndef t3():\n    t4\n"), "t1");
  EXPECT_EQ(suppressed("@t1\ndef t2(x: t3):  # tool: ignore\n    t4\n"), "t2 t3");
}

TEST(Suppressions, MayNameTransforms) {
  EXPECT_EQ(suppressed("t1  # tool: ignore[nap]\n"), "t1");
  EXPECT_EQ(suppressed("t1  # tool: ignore[ run , nap ]\n"), "t1");
  EXPECT_EQ(suppressed("t1  # tool: ignore[run]\n"), " (1 unused)");
}

TEST(Suppressions, StandBesideOtherComments) {
  EXPECT_EQ(suppressed("t1  # tool: ignore[nap]  # noqa: E501\n"), "t1");
  EXPECT_EQ(suppressed("t1  # noqa  # tool: ignore\n"), "t1");
  EXPECT_EQ(suppressed("t1  #tool:ignore\n"), "t1");
}

TEST(Suppressions, CoverRanges) {
  EXPECT_EQ(suppressed("t1\n# tool: off\nt2\nt3\n# tool: on\nt4\n# tool: off\nt5\n"), "t2 t3 t5");
  EXPECT_EQ(suppressed("# tool: off\nt1\n# tool: off\nt2\n# tool: on\nt3\n"), "t1 t2");
  EXPECT_EQ(suppressed("# tool: on\nt1\n"), "");
}

TEST(Suppressions, AreNotReadFromStrings) { EXPECT_EQ(suppressed("t1('# tool: ignore')\n"), ""); }

TEST(Suppressions, TellOfThoseOfNoUse) {
  EXPECT_EQ(suppressed("x  # tool: ignore\n"), " (1 unused)");
  EXPECT_EQ(suppressed("# tool: off\nx\n# tool: on\n"), " (1 unused)");
  EXPECT_EQ(suppressed("t1  # tool: ignore\n"), "t1");
}

TEST(Suppressions, TellOfMistakes) {
  for (const char* text : {"t1  # tool: ignor\n", "t1  # tool: ignore(nap)\n", "t1  # tool: ignore[nap\n"}) EXPECT_EQ(suppressed(text), " (1 unused)") << text;
  const auto tree = parse_text("x  # tool: nonsense\n");
  const auto unused = Suppressions::read(*tree, "tool").unused();
  ASSERT_EQ(unused.size(), 1u);
  EXPECT_NE(unused.front().message.find("unknown directive"), std::string::npos);
}

TEST(Suppressions, AreNotConfusedByTheWordAlone) {
  EXPECT_EQ(suppressed("t1  # the tool ignores this\n"), "");
  EXPECT_EQ(suppressed("t1  # see tool: ignore in the docs\n"), "");
}

TEST(Suppressions, MaySkipTheFile) {
  EXPECT_TRUE(Suppressions::read(*parse_text("x\n# tool: skip-file\n"), "tool").skips_file());
  EXPECT_FALSE(Suppressions::read(*parse_text("x\n"), "tool").skips_file());
}

}  // namespace
}  // namespace codemod

#include <gtest/gtest.h>

#include <random>
#include <tuple>

#include "engine/edit/composer.h"
#include "tests/parsed_text.h"
#include "tests/python_fixtures.h"

namespace codemod {
namespace {

using testing_support::parse_text;
using testing_support::python_fixtures;

/// Everything that anyone can see of a tree.
std::vector<std::tuple<TextRange, std::uint32_t, std::uint32_t, NodeKind, Field, bool>> records_of(const SyntaxTree& tree) {
  std::vector<std::tuple<TextRange, std::uint32_t, std::uint32_t, NodeKind, Field, bool>> records;
  for (std::uint32_t index = 0; index < tree.size(); ++index) {
    const NodeRecord& record = tree.record(index);
    records.emplace_back(record.range, record.parent, record.subtree_end, record.kind, record.field, record.named);
  }
  return records;
}

/// Between one and four disjoint edits at random places.
std::vector<Edit> random_edits(const std::string& text, std::mt19937& random) {
  static constexpr const char* kPieces[] = {"anyio", "(", ")", "\n", "    ", "# note\n", "x = 1\n", "'", "", ", y", "\r\n", "\n\n", "é"};
  const auto below = [&](std::size_t end) { return static_cast<std::uint32_t>(random() % std::max<std::size_t>(end, 1)); };
  std::vector<Edit> edits;
  std::uint32_t at = 0;
  for (std::uint32_t left = 1 + below(4); left > 0 && at < text.size(); --left) {
    const std::uint32_t begin = at + below((text.size() - at) / left);
    const std::uint32_t end = std::min(begin + below(12), static_cast<std::uint32_t>(text.size()));
    edits.push_back({{begin, end}, kPieces[below(std::size(kPieces))]});
    at = end + 1;
  }
  return edits;
}

TEST(Reparse, GivesWhatAFreshParseGives) {
  std::mt19937 random(11);
  int compared = 0;
  for (const std::string& fixture : python_fixtures()) {
    if (fixture.size() > 20'000) continue;
    auto tree = parse_text(fixture);
    for (int step = 0; step < 6; ++step) {
      const AppliedEdits applied = apply_edits(tree->text(), random_edits(std::string(tree->text()), random));
      Result<SourceFile> source = tree->source().with_bytes(applied.text);
      if (!source) break;
      auto next = SyntaxTree::reparse(std::move(*source), *tree, applied.changes);
      const auto fresh = parse_text(applied.text);
      // Where a text has errors the parser may recover from them in another way.
      ASSERT_EQ(next->first_error().has_value(), fresh->first_error().has_value()) << applied.text;
      if (fresh->first_error()) break;
      ASSERT_EQ(records_of(*next), records_of(*fresh)) << applied.text;
      ++compared;
      tree = std::move(next);
    }
  }
  EXPECT_GT(compared, 50);
}

TEST(Reparse, TakesThousandsOfChangesTogether) {
  std::string text;
  std::vector<Edit> edits;
  for (std::uint32_t line = 0; line < 3'001; ++line) {
    text += "import a as name_" + std::to_string(line) + "\n";
    const auto end = static_cast<std::uint32_t>(text.size());
    if (line % 3 == 0) edits.push_back({{end - 1, end - 1}, "0"});
    if (line % 3 == 1) edits.push_back({{end - 3, end}, "x\n\n"});
  }
  const auto tree = parse_text(text);
  const AppliedEdits applied = apply_edits(text, edits);
  Result<SourceFile> source = tree->source().with_bytes(applied.text);
  ASSERT_TRUE(source);
  const auto next = SyntaxTree::reparse(std::move(*source), *tree, applied.changes);
  EXPECT_EQ(records_of(*next), records_of(*parse_text(applied.text)));
}

}  // namespace
}  // namespace codemod

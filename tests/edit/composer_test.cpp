#include "engine/edit/composer.h"

#include <gtest/gtest.h>

#include <random>

namespace codemod {
namespace {

Fix fix_of(std::vector<Edit> edits, std::vector<TextRange> guards = {}) {
  Fix fix;
  fix.edits = std::move(edits);
  fix.guards = std::move(guards);
  return fix;
}

/// `text` after as many of the fixes as the composer takes, in this order.
std::string composed(std::string_view text, const std::vector<Fix>& fixes) {
  Composer composer;
  for (const Fix& fix : fixes) composer.accept(fix);
  return apply_edits(text, composer.edits()).text;
}

TEST(Composer, TakesFixesThatStandApart) {
  EXPECT_EQ(composed("abcdef", {fix_of({{{4, 5}, "E"}}), fix_of({{{0, 1}, "A"}, {{2, 3}, ""}})}), "AbdEf");
}

TEST(Composer, RefusesAFixWholeWhenOneEditOverlaps) {
  EXPECT_EQ(composed("abcdef", {fix_of({{{1, 3}, "X"}}), fix_of({{{5, 6}, "F"}, {{2, 4}, "Y"}})}), "aXdef");
}

TEST(Composer, LetsReplacementsTouch) {
  EXPECT_EQ(composed("abcd", {fix_of({{{0, 2}, "X"}}), fix_of({{{2, 4}, "Y"}})}), "XY");
}

TEST(Composer, SharesIdenticalReplacements) {
  EXPECT_EQ(composed("abcdef", {fix_of({{{0, 2}, "X"}, {{3, 4}, "D"}}), fix_of({{{0, 2}, "X"}, {{5, 6}, "F"}})}), "XcDeF");
  EXPECT_EQ(composed("abc", {fix_of({{{0, 2}, "X"}}), fix_of({{{0, 2}, "Y"}})}), "Xc");
}

TEST(Composer, RefusesInsertionsWhoseOrderNothingDecides) {
  EXPECT_EQ(composed("ab", {fix_of({{{1, 1}, "X"}}), fix_of({{{1, 1}, "Y"}})}), "aXb");
  EXPECT_EQ(composed("ab", {fix_of({{{1, 1}, "X"}}), fix_of({{{1, 1}, "X"}})}), "aXb");
  EXPECT_EQ(composed("abc", {fix_of({{{1, 1}, "X"}}), fix_of({{{1, 2}, "Y"}})}), "aXbc");
  EXPECT_EQ(composed("abc", {fix_of({{{0, 1}, "X"}}), fix_of({{{1, 1}, "Y"}})}), "Xbc");
}

TEST(Composer, RefusesLinesAmongLinesThatMove) {
  const auto moving = [](TextRange lines, std::vector<Edit> edits) {
    Fix fix = fix_of(std::move(edits));
    fix.moves.push_back(lines);
    return fix;
  };
  const std::string text = " a\n b\n c\n";
  const Fix wrap = moving({0, 5}, {{{1, 1}, "with x:\n   "}, {{3, 3}, "  "}});
  const std::string wrapped = " with x:\n   a\n   b\n c\n";
  EXPECT_EQ(composed(text, {wrap, fix_of({{{4, 5}, "B"}})}), " with x:\n   a\n   B\n c\n");
  EXPECT_EQ(composed(text, {wrap, fix_of({{{4, 5}, "B\n B"}})}), wrapped);
  EXPECT_EQ(composed(text, {wrap, fix_of({{{5, 5}, "\n B"}})}), wrapped) << "behind the last of the lines";
  EXPECT_EQ(composed(text, {wrap, fix_of({{{7, 8}, "C\n C"}})}), " with x:\n   a\n   b\n C\n C\n");
  EXPECT_EQ(composed(text, {fix_of({{{4, 5}, "B\n B"}}), wrap}), " a\n B\n B\n c\n");
  EXPECT_EQ(composed(text, {wrap, moving({3, 8}, {{{6, 6}, "  "}})}), wrapped) << "two fixes move one line";
}

TEST(Composer, KeepsTheInsertionsOfOneFixInTheirOrder) {
  EXPECT_EQ(composed("ab", {fix_of({{{1, 1}, ")"}, {{1, 1}, ")"}, {{1, 1}, ";"}})}), "a));b");
  EXPECT_EQ(composed("abc", {fix_of({{{1, 1}, "("}, {{1, 2}, "B"}, {{2, 2}, ")"}})}), "a(B)c");
}

TEST(Composer, RefusesAFixThatOverlapsItself) {
  Composer composer;
  EXPECT_FALSE(composer.accept(fix_of({{{0, 3}, "X"}, {{2, 4}, "Y"}})));
  EXPECT_FALSE(composer.accept(fix_of({{{0, 3}, "X"}, {{1, 1}, "Y"}})));
  EXPECT_TRUE(composer.accept(fix_of({{{0, 3}, "X"}, {{0, 3}, "X"}})));
  EXPECT_EQ(composer.edits().size(), 1u);
}

TEST(Composer, KeepsOthersOutOfGuards) {
  EXPECT_EQ(composed("abcdef", {fix_of({{{0, 1}, "A"}}, {{0, 4}}), fix_of({{{3, 4}, "D"}})}), "Abcdef");
  EXPECT_EQ(composed("abcdef", {fix_of({{{3, 4}, "D"}}), fix_of({{{0, 1}, "A"}}, {{0, 4}})}), "abcDef");
  EXPECT_EQ(composed("abcdef", {fix_of({{{0, 1}, "A"}}, {{0, 4}}), fix_of({{{2, 2}, "+"}})}), "Abcdef");
}

TEST(Composer, LetsOthersInsertAtTheBorderOfAGuard) {
  EXPECT_EQ(composed("abcdef", {fix_of({}, {{1, 4}}), fix_of({{{1, 1}, "+"}}), fix_of({{{4, 4}, "-"}})}), "a+bcd-ef");
}

TEST(Composer, LetsAFixWriteIntoItsOwnGuard) {
  EXPECT_EQ(composed("abcd", {fix_of({{{1, 2}, "B"}}, {{0, 4}})}), "aBcd");
}

TEST(Composer, LetsGuardsOverlap) {
  EXPECT_EQ(composed("abcdefgh", {fix_of({{{0, 1}, "A"}}, {{0, 4}}), fix_of({{{7, 8}, "H"}}, {{2, 8}}), fix_of({{{5, 6}, "F"}})}),
            "AbcdefgH");
}

TEST(Composer, KnowsWhatIsErased) {
  Composer composer;
  composer.accept(fix_of({{{2, 4}, ""}, {{6, 6}, "x"}}));
  EXPECT_TRUE(composer.erases({3, 9}));
  EXPECT_FALSE(composer.erases({0, 2}));
  EXPECT_FALSE(composer.erases({4, 6}));
}

TEST(Composer, JoinsDeletionsThatOverlapWhenTheyBelongToNoFix) {
  Composer composer;
  composer.accept(fix_of({{{1, 3}, ""}, {{6, 7}, ""}}));
  composer.add({{2, 5}, ""});
  EXPECT_EQ(apply_edits("abcdefgh", composer.edits()).text, "afh");
}

/// What the composer promises, written without regard to speed.
class SlowComposer {
 public:
  bool accept(const Fix& fix) {
    const auto writes = [](TextRange edit, TextRange guard) {
      return edit.empty() ? guard.begin < edit.begin && edit.begin < guard.end : edit.overlaps(guard);
    };
    for (const Edit& edit : fix.edits) {
      for (const Edit& taken : edits_) {
        const bool insertion = edit.range.empty() || taken.range.empty();
        if (insertion ? edit.range.touches(taken.range) : edit != taken && edit.range.overlaps(taken.range)) return false;
      }
      for (const TextRange guard : guards_)
        if (writes(edit.range, guard)) return false;
    }
    for (const TextRange guard : fix.guards)
      for (const Edit& taken : edits_)
        if (writes(taken.range, guard)) return false;
    edits_.insert(edits_.end(), fix.edits.begin(), fix.edits.end());
    guards_.insert(guards_.end(), fix.guards.begin(), fix.guards.end());
    return true;
  }

 private:
  std::vector<Edit> edits_;
  std::vector<TextRange> guards_;
};

TEST(Composer, DecidesLikeASlowOneOnRandomFixes) {
  std::mt19937 random(7);
  const auto below = [&](std::uint32_t end) { return static_cast<std::uint32_t>(random() % end); };
  const auto range = [&] {
    const std::uint32_t begin = below(60);
    return TextRange{begin, begin + below(4)};
  };
  for (int round = 0; round < 3000; ++round) {
    Composer fast;
    SlowComposer slow;
    for (int i = 0; i < 12; ++i) {
      Fix fix = fix_of({{range(), below(2) ? "x" : "y"}});
      if (below(3) == 0) {
        const TextRange other = range();
        if (!other.touches(fix.edits.front().range)) fix.edits.push_back({other, "z"});
      }
      if (below(3) == 0) fix.guards.push_back(range());
      if (below(5) == 0) fix.guards.push_back({below(20), 20 + below(20)});
      ASSERT_EQ(fast.accept(fix), slow.accept(fix)) << "round " << round << ", fix " << i;
    }
    static_cast<void>(fast.edits());  // checks that they are disjoint
  }
}

TEST(AppliedEdits, TellWhereEachEditWent) {
  const AppliedEdits applied = apply_edits("abcdef", {{{1, 2}, "BBB"}, {{3, 3}, "+"}, {{4, 6}, ""}});
  EXPECT_EQ(applied.text, "aBBBc+d");
  ASSERT_EQ(applied.changes.size(), 3u);
  EXPECT_EQ(applied.changes[1].after_begin, 5u);
  EXPECT_EQ(applied.changes[1].after_end, 6u);
  EXPECT_EQ(applied.changes[2].after_begin, 7u);
}

TEST(MapOffset, FollowsWhatWasNotReplaced) {
  const auto changes = apply_edits("abcdef", {{{1, 2}, "BBB"}, {{3, 3}, "+"}, {{4, 5}, ""}}).changes;
  EXPECT_EQ(map_offset(0, changes), 0u);
  EXPECT_EQ(map_offset(1, changes), std::nullopt);
  EXPECT_EQ(map_offset(2, changes), 4u);
  EXPECT_EQ(map_offset(3, changes), 6u) << "an insertion goes before what it was made at";
  EXPECT_EQ(map_offset(4, changes), std::nullopt);
  EXPECT_EQ(map_offset(5, changes), 7u);
  EXPECT_EQ(map_offset(6, changes), 8u);
}

}  // namespace
}  // namespace codemod

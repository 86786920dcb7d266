#include "cli/nearest_name.h"

#include <gtest/gtest.h>

namespace asyncio2anyio {
namespace {

TEST(NearestName, CountsEditsAndSwapsOfNeighbours) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("sleep", "sleep"), 0U);
  EXPECT_EQ(edit_distance("slep", "sleep"), 1U);
  EXPECT_EQ(edit_distance("selep", "sleep"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(NearestName, PrefersTheNearestAndThenTheFirst) {
  EXPECT_EQ(nearest_name("lock", {"clock", "locks", "sleep"}), "locks");
  EXPECT_EQ(nearest_name("rin", {"run", "ran"}), "run");
}

TEST(NearestName, TakesABeginningForAName) {
  EXPECT_EQ(nearest_name("--target-p", {"--target-anyio", "--target-python"}), "--target-python");
}

TEST(NearestName, DoesNotGuessWildly) {
  EXPECT_EQ(nearest_name("xyz", {"sleep", "run"}), "");
  EXPECT_EQ(nearest_name("x", {"y"}), "");
  EXPECT_EQ(nearest_name("sleep", {}), "");
  EXPECT_EQ(nearest_name("sleep", {"sleep"}), "");
}

TEST(NearestName, EndsALineWithTheQuestion) {
  EXPECT_EQ(did_you_mean("slep", {"sleep"}), "; did you mean `sleep`?");
  EXPECT_EQ(did_you_mean("qqqq", {"sleep"}), "");
}

}  // namespace
}  // namespace asyncio2anyio

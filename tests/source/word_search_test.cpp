#include "engine/source/word_search.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace codemod {
namespace {

TEST(WordSearch, FindsEachWordAnywhere) {
  const WordSearch search{"asyncio", "anyio", "on_event", "\xff\xfe"};
  for (const std::string word : {"asyncio", "anyio", "on_event", "\xff\xfe"}) {
    EXPECT_TRUE(search.finds_in(word));
    EXPECT_TRUE(search.finds_in("x" + word));
    EXPECT_TRUE(search.finds_in("some text before " + word));
    EXPECT_TRUE(search.finds_in(word + " some text behind"));
    EXPECT_FALSE(search.finds_in(word.substr(1)));
    EXPECT_FALSE(search.finds_in(word.substr(0, word.size() - 1)));
  }
  EXPECT_FALSE(search.finds_in(""));
  EXPECT_FALSE(search.finds_in("a"));
  EXPECT_FALSE(search.finds_in("asynci oanyi oon_even t"));
}

TEST(WordSearch, AgreesWithSearchesOneByOne) {
  const WordSearch search{"aab", "abab", "bbbaa"};
  std::mt19937 random(1);
  for (int round = 0; round < 20'000; ++round) {
    std::string text(random() % 12, '\0');
    for (char& c : text) c = "abc"[random() % 3];
    const bool expected = text.contains("aab") || text.contains("abab") || text.contains("bbbaa");
    ASSERT_EQ(search.finds_in(text), expected) << text;
  }
}

TEST(FindText, FindsTheNextPlaceFromAnOffset) {
  EXPECT_EQ(find_text("abcabc", "bc"), 1U);
  EXPECT_EQ(find_text("abcabc", "bc", 2), 4U);
  EXPECT_EQ(find_text("abcabc", "bc", 5), std::string_view::npos);
  EXPECT_EQ(find_text("abc", "abcd"), std::string_view::npos);
  EXPECT_EQ(find_text("", "a"), std::string_view::npos);
  EXPECT_EQ(find_text("abc", "c", 9), std::string_view::npos);
}

}  // namespace
}  // namespace codemod

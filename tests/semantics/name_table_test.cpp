#include "engine/semantics/name_table.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace codemod {
namespace {

TEST(NameTable, NumbersNamesInTheOrderOfTheirFirstUse) {
  NameTable names;
  EXPECT_EQ(names.intern("a"), 0U);
  EXPECT_EQ(names.intern("b"), 1U);
  EXPECT_EQ(names.intern("a"), 0U);
  EXPECT_EQ(names.find("b"), 1U);
}

TEST(NameTable, DoesNotFindWhatItNeverMet) {
  NameTable names;
  EXPECT_EQ(names.find("a"), std::nullopt);
  names.intern("a");
  EXPECT_EQ(names.find("aa"), std::nullopt);
  EXPECT_EQ(names.find(""), std::nullopt);
}

TEST(NameTable, KeepsNumbersWhenItGrows) {
  std::vector<std::string> texts;
  for (int i = 0; i < 5000; ++i) texts.push_back("name" + std::to_string(i));
  NameTable names(4);
  for (const std::string& text : texts) names.intern(text);
  for (std::uint32_t i = 0; i < texts.size(); ++i) EXPECT_EQ(names.find(texts[i]), i);
}

}  // namespace
}  // namespace codemod

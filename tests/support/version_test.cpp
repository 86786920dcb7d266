#include "engine/support/version.h"

#include <gtest/gtest.h>

namespace codemod {
namespace {

TEST(Version, ReadsOneToThreeNumbers) {
  EXPECT_EQ(parse_version("4"), (Version{4, 0}));
  EXPECT_EQ(parse_version("4.16"), (Version{4, 16}));
  EXPECT_EQ(parse_version("4.16.2"), (Version{4, 16}));
  EXPECT_EQ(parse_version("0.0"), (Version{0, 0}));
}

TEST(Version, RefusesAnyOtherText) {
  for (const char* text : {"", ".", "4.", ".4", "4..1", "4.x", "v4", "-4", "4.-1", "+4", " 4", "4 ",
                           "4.16.0.1", "4.16.0.", "4.16rc1", "99999999999", "4.99999999999"})
    EXPECT_FALSE(parse_version(text)) << text;
}

TEST(Version, ComparesByNumberAndPrintsBothParts) {
  EXPECT_LT(*parse_version("4.9"), *parse_version("4.16"));
  EXPECT_LT(*parse_version("3.16"), *parse_version("4"));
  EXPECT_EQ(to_string(*parse_version("4")), "4.0");
  EXPECT_EQ(to_string(*parse_version("3.11.7")), "3.11");
}

}  // namespace
}  // namespace codemod

#include "cli/inputs.h"

#include <gtest/gtest.h>

namespace asyncio2anyio {
namespace {

using Paths = std::vector<std::string>;

TEST(PathList, IsSplitAtNewlines) {
  EXPECT_EQ(split_path_list("a.py\nb c.py\r\n\nd.py"), (Paths{"a.py", "b c.py", "d.py"}));
  EXPECT_EQ(split_path_list(""), Paths{});
}

TEST(PathList, IsSplitAtNulWhenThereIsOne) {
  EXPECT_EQ(split_path_list(std::string_view("a\nb.py\0c.py\r\0", 12)),
            (Paths{"a\nb.py", "c.py\r"}));
}

}  // namespace
}  // namespace asyncio2anyio

#include "cli/help.h"

#include <gtest/gtest.h>

#include <sstream>

namespace asyncio2anyio {
namespace {

TEST(Help, FitsATerminal) {
  for (const Command command :
       {Command::rewrite, Command::status, Command::transforms, Command::explain}) {
    std::istringstream lines(help_text(command));
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(line.size(), 80U) << line;
      EXPECT_FALSE(line.ends_with(' ')) << line;
    }
  }
}

TEST(Help, NamesEveryOptionWhereItIsAccepted) {
  for (const OptionSpec& option : option_table()) {
    const std::string name = "--" + std::string(option.name) + (option.value.empty() ? "" : " ") +
                             std::string(option.value);
    EXPECT_EQ(help_text(Command::rewrite).contains(name), option.for_rewrite) << name;
    EXPECT_EQ(help_text(Command::status).contains(name), option.for_status) << name;
  }
}

TEST(Help, ShowsExamplesAndExitStatuses) {
  const std::string text = help_text(Command::rewrite);
  EXPECT_TRUE(text.contains("Examples:"));
  EXPECT_TRUE(text.contains("Exit status:"));
}

}  // namespace
}  // namespace asyncio2anyio

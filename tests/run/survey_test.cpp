#include "engine/run/survey.h"

#include <gtest/gtest.h>

namespace codemod {
namespace {

FileSurvey survey(std::string text) {
  const auto source = SourceFile::from_bytes("a.py", std::move(text));
  EXPECT_TRUE(source.has_value());
  const SurveyQuestion question{
      .word = "asyncio", .library = "anyio", .packages = {"asyncio", "anyio", "redis"}};
  return source ? survey_source(*source, question) : FileSurvey{};
}

using Names = std::vector<std::string>;

TEST(Survey, TellsImportsOfThePackagesAskedFor) {
  const FileSurvey found = survey(
      "import os, asyncio\nfrom redis import asyncio as aioredis\n"
      "def f():\n    try: import anyio.abc as x\n    finally: pass\n");
  EXPECT_EQ(found.imports, (Names{"anyio.abc", "asyncio", "redis", "redis.asyncio"}));
}

TEST(Survey, DoesNotTakeTextOrRelativeModulesForImports) {
  EXPECT_TRUE(survey("'''\nimport asyncio\n'''\nfrom . import redis\nfrom .redis import x\n")
                  .imports.empty());
}

TEST(Survey, SeesTheWordAnywhere) {
  EXPECT_TRUE(survey("# asyncio\n").mentions);
  EXPECT_TRUE(survey("x = 'pytest-asyncio'\n").mentions);
  EXPECT_FALSE(survey("myasyncio = asyncio_x\n").mentions);
}

TEST(Survey, FindsGuardedImportsAndTheirFlags) {
  const FileSurvey found = survey(
      "import os\ntry:\n    import anyio\n    import anyio.abc\n    HAS_ANYIO = True\n"
      "except ImportError:\n    anyio = None\n    HAS_ANYIO = False\n");
  EXPECT_EQ(found.guards, (std::vector<GuardedImport>{{2, {"HAS_ANYIO"}}}));
}

TEST(Survey, KnowsWhatIsNoGuard) {
  EXPECT_TRUE(survey("try:\n    import anyio\nexcept ValueError:\n    pass\n").guards.empty());
  EXPECT_TRUE(
      survey("try:\n    import redis\nexcept ImportError:\n    import anyio\n").guards.empty());
  EXPECT_TRUE(survey("try:\n    def f():\n        import anyio\nexcept ImportError:\n    pass\n")
                  .guards.empty());
}

TEST(Survey, CountsUsesOfTheLibrary) {
  const FileSurvey found = survey(
      "import anyio\nfrom anyio import Lock as L\nL()\nanyio.sleep(1)\nanyio.sleep(2)\n"
      "def f(anyio):\n    anyio.run()\n");
  EXPECT_EQ(found.uses.at("anyio.sleep"), 2U);
  EXPECT_EQ(found.uses.at("anyio.Lock"), 1U);
  EXPECT_FALSE(found.uses.contains("anyio.run"));
}

TEST(Survey, CountsWords) {
  EXPECT_EQ(count_word("asyncio, asyncio.x myasyncio asyncio2 \"asyncio\"", "asyncio"), 3U);
  EXPECT_EQ(count_word("", "asyncio"), 0U);
}

TEST(Survey, SplitsLinesAsPythonDoes) {
  EXPECT_EQ(lines_of("a\r\nb\rc\n\nd"), (Names{"a", "b", "c", "", "d"}));
  EXPECT_EQ(lines_of("a\n"), Names{"a"});
  EXPECT_TRUE(lines_of("").empty());
}

}  // namespace
}  // namespace codemod

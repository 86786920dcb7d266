#include "transforms/api/pytest_configuration.h"

#include <gtest/gtest.h>

namespace asyncio2anyio {
namespace {

/// The settings of a configuration, as `name=value@line` and the text that is to be replaced.
std::string settings(std::string_view path, std::string_view text) {
  std::string told;
  for (const PytestSetting& setting : read_pytest_configuration(path, text).settings)
    told += setting.name + "=" + setting.value + "@" + std::to_string(setting.line) + " " +
            std::string(text.substr(setting.word.begin, setting.word.size())) +
            (setting.suppressed ? " suppressed" : "") + "\n";
  return told;
}

TEST(PytestConfiguration, FindsTheKeyInIniFiles) {
  EXPECT_EQ(settings("pytest.ini", "[pytest]\nasyncio_mode = auto\n"), "asyncio_mode=auto@2 asyncio\n");
  EXPECT_EQ(settings("a/tox.ini", "[tox]\nasyncio_mode = x\n[pytest]  # here\r\nasyncio_mode:auto\r\n"),
            "asyncio_mode=auto@4 asyncio\n");
  EXPECT_EQ(settings("setup.cfg", "[pytest]\nasyncio_mode = auto\n[tool:pytest]\n; x\nasyncio_mode=\n  auto"),
            "asyncio_mode=auto@5 asyncio\n");
  EXPECT_EQ(settings("tox.ini", "[pytest]\n# asyncio_mode = auto\n other = 1\n[x]\nasyncio_mode = auto\n"), "");
}

TEST(PytestConfiguration, FindsTheOption) {
  EXPECT_EQ(settings("tox.ini", "[pytest]\naddopts =\n  -q\n# --asyncio-mode=auto\n  --asyncio-mode auto -pasyncio\n"),
            "asyncio_mode=auto@5 asyncio\n-p=asyncio@5 asyncio\n");
  EXPECT_EQ(settings("pyproject.toml",
                     "[tool.pytest]\naddopts = [\n \"\xC3\xA4\", '-p', 'pytest_asyncio.plugin', # --asyncio-mode=x\n"
                     " '--asyncio-mode=strict']\n"),
            "-p=pytest_asyncio.plugin@3 pytest_asyncio.plugin\nasyncio_mode=strict@4 asyncio\n");
}

TEST(PytestConfiguration, FindsTheKeyHoweverTheTableIsSpelled) {
  for (const char* text : {"[tool.pytest.ini_options]\nasyncio_mode = \"auto\"\n",
                           "[tool.pytest.ini_options]\r\n\"asyncio_mode\" = 'auto'\r\n",
                           "[tool.'pytest']\nini_options.asyncio_mode = \"auto\"\n",
                           "[tool]\npytest.ini_options = {x = \"\xC3\xA4\", asyncio_mode = \"auto\"}\n"})
    EXPECT_EQ(settings("pyproject.toml", text), "asyncio_mode=auto@2 asyncio\n") << text;
  EXPECT_EQ(settings("pyproject.toml", "[tool.other]\nasyncio_mode = \"auto\"\n"), "");
  EXPECT_EQ(settings("pyproject.toml", "[tool.pytest.ini_options\nasyncio_mode = \"auto\"\n"),
            "asyncio_mode=unreadable@1 \n");
}

TEST(PytestConfiguration, KnowsWhatPytestReads) {
  EXPECT_TRUE(read_pytest_configuration("pytest.ini", "").counts);
  EXPECT_FALSE(read_pytest_configuration("tox.ini", "[tox]\n").counts);
  EXPECT_FALSE(read_pytest_configuration("pyproject.toml", "[project]\n").counts);
  EXPECT_TRUE(read_pytest_configuration("pyproject.toml", "[tool.pytest.ini_options]\n").counts);
  EXPECT_TRUE(is_pytest_configuration("x/.pytest.ini"));
  EXPECT_FALSE(is_pytest_configuration("x/mypytest.ini"));
}

TEST(PytestConfiguration, ObeysComments) {
  EXPECT_EQ(settings("pytest.ini", "[pytest]\n; asyncio2anyio: ignore\nasyncio_mode = auto\n"),
            "asyncio_mode=auto@3 asyncio suppressed\n");
  EXPECT_EQ(settings("pyproject.toml",
                     "[tool.pytest.ini_options]\nasyncio_mode = 'auto'  # asyncio2anyio: ignore[pytest-marks]\n"),
            "asyncio_mode=auto@2 asyncio suppressed\n");
  EXPECT_EQ(settings("pytest.ini", "# asyncio2anyio: ignore[sleep]\n[pytest]\nasyncio_mode = auto\n"),
            "asyncio_mode=auto@3 asyncio\n");
}

TEST(PytestConfiguration, SeesOtherCommands) {
  EXPECT_EQ(read_pytest_configuration("tox.ini", "[testenv]\ncommands = pytest --asyncio-mode=auto\n").elsewhere, 2U);
  EXPECT_EQ(read_pytest_configuration("tox.ini", "[pytest]\naddopts = --asyncio-mode=auto\n").elsewhere, 0U);
}

}  // namespace
}  // namespace asyncio2anyio

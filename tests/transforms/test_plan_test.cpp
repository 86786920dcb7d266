#include "transforms/api/test_plan.h"

#include <gtest/gtest.h>

#include "transforms/api/test_notes.h"

namespace asyncio2anyio {
namespace {

using codemod::Safety;

/// The files of a program, by path.
using Files = std::vector<std::pair<std::string, std::string>>;

codemod::ProgramFacts facts_of(const Files& files) {
  codemod::ProgramFacts facts;
  for (const auto& [path, text] : files) {
    codemod::FileFacts own;
    own.notes = notes_of_file(path, text);
    facts.add(path, std::move(own));
  }
  facts.finish();
  return facts;
}

/// What becomes of an item: `moves`, `moves unsafe` or `stays`, and the scope of the backend that
/// its file defines.
std::string verdict(const Files& files, const std::string& path, const std::string& key) {
  const codemod::Conclusions all = plan_tests(facts_of(files), {4, 16});
  const auto found = all.find(path);
  if (found == all.end()) return "nothing";
  const TestPlan plan = plan_from(found->second);
  if (key == "define")
    return plan.defines ? std::string(scope_name(*plan.defines)) +
                              (plan.level == Safety::safe ? "" : " unsafe")
                        : "nothing";
  const auto item = plan.items.find(key);
  if (item == plan.items.end()) return "nothing";
  std::string text = item->second.moves ? "moves" : "stays";
  if (item->second.level == Safety::unsafe) text += " unsafe";
  if (item->second.defines) text += " " + std::string(scope_name(*item->second.defines));
  return text;
}

constexpr const char* kTest =
    "import pytest\n@pytest.mark.asyncio\nasync def test_a(one):\n    pass\n";
constexpr const char* kConftest =
    "import pytest_asyncio\n@pytest_asyncio.fixture\nasync def one():\n    return 1\n";
constexpr const char* kSession =
    "import pytest_asyncio\n@pytest_asyncio.fixture(scope='session')\nasync def one():\n    return "
    "1\n";
constexpr const char* kAlone =
    "import pytest\n@pytest.mark.asyncio\nasync def test_b():\n    pass\n";

TEST(TestPlan, MovesATestWithItsFixture) {
  const Files files{{"t/conftest.py", kConftest}, {"t/a/test_a.py", kTest}};
  EXPECT_EQ(verdict(files, "t/a/test_a.py", "test_a"), "moves");
  EXPECT_EQ(verdict(files, "t/conftest.py", "one"), "moves");
  EXPECT_EQ(verdict(files, "t/conftest.py", "define"), "function");
}

TEST(TestPlan, DefinesTheBackendOnceAndWideEnough) {
  const Files files{{"t/a/conftest.py", kSession},
                    {"t/a/test_a.py", kTest},
                    {"t/a/test_b.py", kAlone},
                    {"t/conftest.py", "\n"}};
  EXPECT_EQ(verdict(files, "t/a/test_a.py", "test_a"), "moves unsafe");
  EXPECT_EQ(verdict(files, "t/a/test_b.py", "test_b"), "moves");
  EXPECT_EQ(verdict(files, "t/a/conftest.py", "define"), "session");
  EXPECT_EQ(verdict(files, "t/conftest.py", "define"), "nothing");
}

TEST(TestPlan, LeavesTheBackendToAnOuterConftestThatIsAsSafe) {
  Files files{{"t/a/conftest.py", "\n"},
              {"t/a/test_b.py", kAlone},
              {"t/conftest.py", "\n"},
              {"t/test_b.py", kAlone}};
  files[0].second = "import pytest_asyncio\n";
  files[2].second = "import pytest_asyncio\n";
  EXPECT_EQ(verdict(files, "t/conftest.py", "define"), "function");
  EXPECT_EQ(verdict(files, "t/a/conftest.py", "define"), "nothing");
  files[3].second =
      "import pytest\n@pytest.mark.asyncio\nasync def test_b(unheard_of):\n    pass\n";
  EXPECT_EQ(verdict(files, "t/conftest.py", "define"), "function unsafe");
  EXPECT_EQ(verdict(files, "t/a/conftest.py", "define"), "function");
}

TEST(TestPlan, DefinesTheBackendInTheModuleWithoutConftest) {
  EXPECT_EQ(verdict({{"test_b.py", kAlone}}, "test_b.py", "test_b"), "moves function");
}

TEST(TestPlan, KeepsWhatAnotherFileHoldsBack) {
  const Files files{{"t/conftest.py", kConftest},
                    {"t/test_a.py", kTest},
                    {"t/test_c.py", "def test_c(one):\n    pass\n"}};
  EXPECT_EQ(verdict(files, "t/test_a.py", "test_a"), "stays");
  EXPECT_EQ(verdict(files, "t/conftest.py", "one"), "stays");
  const Files apart{{"t/conftest.py", kConftest},
                    {"t/test_a.py", kTest},
                    {"u/test_c.py", "def test_c(one):\n    pass\n"}};
  EXPECT_EQ(verdict(apart, "t/test_a.py", "test_a"), "moves");
}

TEST(TestPlan, FollowsFixturesThatAreImported) {
  const Files files{{"t/fixtures.py", std::string("import pytest\n") + kConftest},
                    {"t/conftest.py", "from .fixtures import *\nimport pytest_asyncio\n"},
                    {"t/test_a.py", kTest}};
  EXPECT_EQ(verdict(files, "t/fixtures.py", "one"), "moves");
  EXPECT_EQ(verdict(files, "t/test_a.py", "test_a"), "moves");
  const Files unused{{"t/fixtures.py", std::string("import pytest\n") + kConftest}};
  EXPECT_EQ(verdict(unused, "t/fixtures.py", "one"), "stays");
}

TEST(TestPlan, KeepsWhatClassesOfOtherFilesInherit) {
  const std::string base =
      "import pytest\n@pytest.mark.asyncio\nclass TestBase:\n    async def test_a(self):\n        "
      "pass\n";
  const std::string heir =
      "from t.test_base import TestBase\nclass TestHeir(TestBase):\n    pass\n";
  EXPECT_EQ(verdict({{"t/test_base.py", base}}, "t/test_base.py", "TestBase"), "moves function");
  EXPECT_EQ(
      verdict({{"t/test_base.py", base}, {"t/test_heir.py", heir}}, "t/test_base.py", "TestBase"),
      "stays");
  EXPECT_EQ(
      verdict({{"t/test_base.py", base}, {"t/test_heir.py", "import pytest, asyncio\n" + heir}},
              "t/test_base.py", "TestBase"),
      "stays");
}

constexpr const char* kCase =
    "import unittest\nclass TestCase(unittest.IsolatedAsyncioTestCase):\n    async def "
    "test_a(self):\n        self.assertTrue(1)\n";

TEST(TestPlan, MovesTestCasesWhereSomethingShowsThatPytestRunsThem) {
  const auto with = [](const std::string& path, const std::string& text) {
    return verdict({{"p/t/test_a.py", kCase}, {path, text}}, "p/t/test_a.py", "class TestCase");
  };
  EXPECT_EQ(with("p/t/test_b.py", "import unittest\n"), "stays");
  EXPECT_EQ(with("p/t/helpers.py", "import pytest\n"), "stays");
  EXPECT_EQ(with("p/t/test_b.py", "import pytest\ndef test_b(): pass\n"), "moves unsafe function");
  EXPECT_EQ(with("p/pytest.ini", ""), "moves unsafe function");
  EXPECT_EQ(with("p/pyproject.toml", "[tool.other]\n"), "stays");
  EXPECT_EQ(with("p/conftest.py", "import os\n"), "moves unsafe");
  EXPECT_EQ(with("p/setup.cfg", "[tool:pytest]\npython_classes = *Tests\n"), "stays");
  EXPECT_EQ(with("p/setup.cfg", "[tool:pytest]\npython_functions = check\n"), "stays");
}

TEST(TestPlan, TellsApartForWhomABackendIsDefined) {
  const std::string pytest = "import pytest\n";
  const Files both{{"t/conftest.py", pytest}, {"t/test_a.py", kCase}, {"t/test_b.py", kAlone}};
  const auto plan_of = [](const Files& files) {
    return plan_from(plan_tests(facts_of(files), {4, 16}).at("t/conftest.py"));
  };
  EXPECT_TRUE(plan_of(both).defines);
  EXPECT_EQ(plan_of(both).level, Safety::safe);
  EXPECT_TRUE(plan_of(both).defines_for_cases);
  const TestPlan cases = plan_of({{"t/conftest.py", pytest}, {"t/test_a.py", kCase}});
  EXPECT_FALSE(cases.defines);
  EXPECT_TRUE(cases.defines_for_cases);
}

TEST(TestPlan, TakesTheNearestFixture) {
  const Files files{
      {"t/conftest.py", kSession}, {"t/a/conftest.py", kConftest}, {"t/a/test_a.py", kTest}};
  EXPECT_EQ(verdict(files, "t/a/test_a.py", "test_a"), "moves");
  EXPECT_EQ(verdict(files, "t/a/conftest.py", "one"), "moves");
  EXPECT_EQ(verdict(files, "t/conftest.py", "one"), "stays") << "nobody uses it";
}

TEST(TestPlan, ObeysTheNearestConfiguration) {
  const auto with = [](const std::string& name, const std::string& text) {
    return verdict({{"p/" + name, text}, {"p/t/test_b.py", kAlone}}, "p/t/test_b.py", "test_b");
  };
  EXPECT_EQ(with("pyproject.toml", "[tool.pytest.ini_options]\nasyncio_mode = \"auto\"\n"),
            "moves");
  EXPECT_EQ(with("pytest.ini", "[pytest]\nasyncio_mode = legacy\n"), "stays");
  EXPECT_EQ(with("pyproject.toml", "[tool.other]\nasyncio_mode = \"auto\"\n"), "moves function");
  EXPECT_EQ(with("pytest.ini", "[pytest]\nasyncio_mode=strict\n"), "moves function");
  EXPECT_EQ(with("setup.cfg", "[tool:pytest]\naddopts = -q --asyncio-mode=auto\n"), "moves");
  EXPECT_EQ(with("tox.ini", "[pytest]\r\nasyncio_default_test_loop_scope = session\r\n"), "stays");
  EXPECT_EQ(with("tox.ini", "[pytest]\nasyncio_default_test_loop_scope = function  # as ever\n"),
            "moves function");
  EXPECT_EQ(with("pytest.ini", "[pytest]\naddopts = -p no:anyio\n"), "stays");
}

TEST(TestPlan, MovesAnAutoModeWithAllTestsBelowIt) {
  const std::string unmarked = "import pytest, asyncio\nasync def test_u(one):\n    pass\n";
  const std::string plain = "import pytest\n@pytest.fixture\nasync def one():\n    return 1\n";
  Files files{{"p/pytest.ini", "[pytest]\nasyncio_mode = auto\n"},
              {"p/t/conftest.py", plain},
              {"p/t/test_u.py", unmarked},
              {"p/u/test_b.py", kAlone}};
  EXPECT_EQ(verdict(files, "p/pytest.ini", "asyncio_mode"), "moves");
  EXPECT_EQ(verdict(files, "p/u/test_b.py", "test_b"), "moves");
  EXPECT_EQ(verdict(files, "p/t/conftest.py", "define"), "function");
  EXPECT_EQ(verdict(files, "p/u/test_b.py", "define"), "function") << "which has no conftest";
  files.emplace_back("p/v/test_c.py", "import pytest, asyncio\nclass TestC(Base):\n    pass\n");
  EXPECT_EQ(verdict(files, "p/pytest.ini", "asyncio_mode"), "stays");
  EXPECT_EQ(verdict(files, "p/u/test_b.py", "test_b"), "stays");
  files.back() = {"p/t/test_c.py", "def test_c(one):\n    pass\n"};
  EXPECT_EQ(verdict(files, "p/pytest.ini", "asyncio_mode"), "stays");
  files.back() = {"p/t/test_c.py", "import unittest, pytest, asyncio\n"
                                   "class TestC(unittest.IsolatedAsyncioTestCase):\n"
                                   "    async def test_c(self):\n        pass\n"};
  EXPECT_EQ(verdict(files, "p/pytest.ini", "asyncio_mode"), "moves");
}

TEST(TestPlan, LooksForTheModeOfEveryFolderAbove) {
  const Files files{{"p/pytest.ini", "[pytest]\nasyncio_mode = auto\n"},
                    {"p/q/pytest.ini", "[pytest]\n"},
                    {"p/q/conftest.py", "import pytest_asyncio\n"},
                    {"p/q/test_b.py", kAlone}};
  EXPECT_EQ(verdict(files, "p/pytest.ini", "asyncio_mode"), "moves");
  EXPECT_EQ(verdict(files, "p/q/test_b.py", "test_b"), "moves");
  EXPECT_EQ(verdict({files[0]}, "p/pytest.ini", "asyncio_mode"), "stays") << "there is no test";
}

TEST(TestPlan, DoesNotDependOnTheOrderOfTheFiles) {
  const Files files{{"t/a/test_b.py", kAlone}, {"t/conftest.py", kSession}, {"t/test_a.py", kTest}};
  const Files turned{files[2], files[1], files[0]};
  for (const auto& [path, text] : files)
    for (const std::string key : {"define", "one", "test_a", "test_b"})
      EXPECT_EQ(verdict(files, path, key), verdict(turned, path, key));
}

TEST(TestNotes, SayTheSameAfterReadingThemBack) {
  const std::string text =
      std::string(kConftest) +
      "pytest_plugins = ['shop.testing']\nfrom shop import client\nimport pytest\n"
      "@pytest_asyncio.fixture(scope='module', autouse=True)\nasync def two(one, client):\n    "
      "yield 2\n"
      "@pytest.mark.asyncio\nclass TestX:\n    @pytest.mark.usefixtures('two')\n"
      "    @pytest.mark.parametrize('n', [1])\n    async def test_a(self, n, one):\n        pass\n";
  const std::vector<std::string> notes = notes_of_file("t/conftest.py", text);
  EXPECT_EQ(notes_of(module_from("t/conftest.py", notes)), notes);
  EXPECT_GT(notes.size(), 6u);
}

TEST(TestNotes, SkimWhatTestsWithoutAsyncioAskFor) {
  const TestModule module = skim_test_module(
      "import pytest\n@pytest.mark.usefixtures('db')\ndef test_a(\n    one: int, *, two=(3, 4), "
      "three\n):\n    pass\n"
      "def helper(other):\n    pass\n");
  ASSERT_EQ(module.tests.size(), 1u);
  EXPECT_EQ(module.tests.front().runs.front().requests,
            (std::vector<std::string>{"db", "one", "three", "two"}));
}

}  // namespace
}  // namespace asyncio2anyio

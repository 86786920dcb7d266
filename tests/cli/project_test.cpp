#include "cli/project.h"

#include <gtest/gtest.h>

namespace asyncio2anyio {
namespace {

using codemod::Version;
using Bound = std::optional<Version>;

Project project_of(std::string_view text) { return parse_project(text, "pyproject.toml"); }

/// Bound on anyio that one requirement of `[project]` gives.
Bound anyio_of(const std::string& requirement) {
  return project_of("[project]\ndependencies = ['" + requirement + "']\n").anyio;
}

TEST(LowerBound, ReadsSpecifiers) {
  EXPECT_EQ(lower_bound(">=3.11"), Bound({3, 11}));
  EXPECT_EQ(lower_bound(">=3.10,<4"), Bound({3, 10}));
  EXPECT_EQ(lower_bound("<4, >= 3.10"), Bound({3, 10}));
  EXPECT_EQ(lower_bound("~=3.11"), Bound({3, 11}));
  EXPECT_EQ(lower_bound("~=3.11.2"), Bound({3, 11}));
  EXPECT_EQ(lower_bound("==3.12.*"), Bound({3, 12}));
  EXPECT_EQ(lower_bound("===3.12"), Bound({3, 12}));
  EXPECT_EQ(lower_bound(">3.10"), Bound({3, 10}));
  EXPECT_EQ(lower_bound(">=3"), Bound({3, 0}));
  EXPECT_EQ(lower_bound(">=3.9,!=3.9.1,>=3.10"), Bound({3, 10}));
}

TEST(LowerBound, ReadsPoetrysConstraints) {
  EXPECT_EQ(lower_bound("^3.11"), Bound({3, 11}));
  EXPECT_EQ(lower_bound("~3.11"), Bound({3, 11}));
  EXPECT_EQ(lower_bound("3.11.*"), Bound({3, 11}));
  EXPECT_EQ(lower_bound("^3.12 || ~3.9"), Bound({3, 9}));
}

TEST(LowerBound, KnowsWhenThereIsNone) {
  EXPECT_EQ(lower_bound(""), std::nullopt);
  EXPECT_EQ(lower_bound("*"), std::nullopt);
  EXPECT_EQ(lower_bound("<4"), std::nullopt);
  EXPECT_EQ(lower_bound("!=3.9"), std::nullopt);
  EXPECT_EQ(lower_bound(">=3.9 || <3"), std::nullopt);
  EXPECT_EQ(lower_bound("nonsense"), std::nullopt);
}

TEST(Project, ReadsRequirements) {
  EXPECT_EQ(anyio_of("anyio>=4.5"), Bound({4, 5}));
  EXPECT_EQ(anyio_of("AnyIO[trio] >= 4.5, < 5 ; python_version < \"3.14\""), Bound({4, 5}));
  EXPECT_EQ(anyio_of("anyio (>=4.6)"), Bound({4, 6}));
  EXPECT_EQ(anyio_of("anyio ; python_version >= \"3.9\""), std::nullopt);
  EXPECT_EQ(anyio_of("anyio @ https://example.org/anyio-4.5.whl"), std::nullopt);
  EXPECT_EQ(anyio_of("anyio["), std::nullopt);
  EXPECT_EQ(anyio_of("anyio("), std::nullopt);
}

TEST(Project, DistinguishesAnyioFromItsNeighbours) {
  EXPECT_FALSE(project_of("[project]\ndependencies = ['anyio-extras>=4.5', 'my-anyio', '']\n")
                   .depends_on_anyio);
  EXPECT_TRUE(project_of("[project]\ndependencies = ['anyio']\n").depends_on_anyio);
}

TEST(Project, TakesTheLowestOfSeveralRequirements) {
  const Project project = project_of(
      "[project]\ndependencies = ['anyio>=4.6; python_version>\"3.9\"', 'anyio>=4.5; "
      "python_version<=\"3.9\"']\n");
  EXPECT_EQ(project.anyio, Bound({4, 5}));
}

TEST(Project, LooksIntoExtrasWhenTheMainListIsSilent) {
  EXPECT_EQ(
      project_of(
          "[project]\ndependencies = []\noptional-dependencies = {a = ['x'], b = ['anyio>=4.7']}\n")
          .anyio,
      Bound({4, 7}));
  EXPECT_EQ(project_of("[project]\ndependencies = ['anyio>=4.8']\noptional-dependencies = {b = "
                       "['anyio>=4.7']}\n")
                .anyio,
            Bound({4, 8}));
}

TEST(Project, ReadsPoetry) {
  const Project text = project_of("[tool.poetry.dependencies]\npython = '^3.11'\nanyio = '^4.5'\n");
  EXPECT_EQ(text.python, Bound({3, 11}));
  EXPECT_EQ(text.anyio, Bound({4, 5}));
  const Project table =
      project_of("[tool.poetry.dependencies]\nanyio = {version = '>=4.6', extras = ['trio']}\n");
  EXPECT_EQ(table.anyio, Bound({4, 6}));
  const Project list = project_of(
      "[tool.poetry.dependencies]\nanyio = [{version = '^4.7', python = '>3.9'}, {version = "
      "'^4.5'}]\n");
  EXPECT_EQ(list.anyio, Bound({4, 5}));
}

TEST(Project, PrefersTheStandardTable) {
  const Project project = project_of(
      "[project]\nrequires-python = '>=3.12'\ndependencies = ['anyio>=4.6']\n"
      "[tool.poetry.dependencies]\npython = '^3.9'\nanyio = '^4.4'\n");
  EXPECT_EQ(project.python, Bound({3, 12}));
  EXPECT_EQ(project.anyio, Bound({4, 6}));
}

TEST(Project, SurvivesTablesOfTheWrongShape) {
  for (const char* text :
       {"project = 3\n", "[project]\nrequires-python = 3\ndependencies = 'anyio'\n",
        "[project]\ndependencies = [1, ['anyio']]\noptional-dependencies = ['anyio']\n",
        "[tool.poetry]\ndependencies = ['anyio']\n", "[tool.poetry.dependencies]\npython = 3\n"}) {
    const Project project = project_of(text);
    EXPECT_EQ(project.warning, "") << text;
    EXPECT_EQ(project.python, std::nullopt) << text;
    EXPECT_FALSE(project.depends_on_anyio) << text;
  }
}

TEST(Project, WarnsOfMalformedText) {
  const Project project = project_of("[project]\nname = \n");
  EXPECT_TRUE(project.warning.starts_with("pyproject.toml:2: not valid TOML")) << project.warning;
  EXPECT_EQ(project.warning.find('\n'), std::string::npos);
}

}  // namespace
}  // namespace asyncio2anyio

#include "cli/targets.h"

#include <gtest/gtest.h>

namespace asyncio2anyio {
namespace {

using codemod::Targets;
using codemod::Version;

Project project_with(std::optional<Version> python, std::optional<Version> anyio) {
  return {.path = "pyproject.toml",
          .warning = "",
          .python = python,
          .anyio = anyio,
          .depends_on_anyio = anyio.has_value()};
}

ChosenTargets chosen(const Project& project) {
  return choose_targets(std::nullopt, std::nullopt, project)
      .value_or(ChosenTargets{.targets = {{0, 0}, {0, 0}}, .notes = {}});
}

TEST(Targets, AreTheUsualOnesWithoutAProject) {
  EXPECT_EQ(chosen({}).targets, (Targets{.python = {3, 10}, .library = {4, 16}}));
  EXPECT_TRUE(chosen({}).notes.empty());
}

TEST(Targets, FollowTheProject) {
  EXPECT_EQ(chosen(project_with(Version{3, 12}, Version{4, 7})).targets,
            (Targets{.python = {3, 12}, .library = {4, 7}}));
}

TEST(Targets, StayInTheSupportedRangeAndSaySo) {
  const ChosenTargets low = chosen(project_with(Version{3, 6}, Version{3, 7}));
  EXPECT_EQ(low.targets, (Targets{.python = {3, 8}, .library = {4, 4}}));
  ASSERT_EQ(low.notes.size(), 2U);
  EXPECT_EQ(low.notes[1],
            "pyproject.toml: supports anyio 3.7; the oldest target is 4.4, which is used");
  EXPECT_EQ(chosen(project_with(Version{3, 15}, Version{5, 0})).targets,
            (Targets{.python = {3, 14}, .library = {4, 16}}));
}

TEST(Targets, FollowTheUserFirst) {
  const Project project = project_with(Version{3, 12}, Version{4, 7});
  EXPECT_EQ(choose_targets("py311", "4.5", project)->targets,
            (Targets{.python = {3, 11}, .library = {4, 5}}));
  EXPECT_EQ(choose_targets("3.9", std::nullopt, project)->targets,
            (Targets{.python = {3, 9}, .library = {4, 7}}));
}

TEST(Targets, RefuseWhatIsNotSupported) {
  for (const char* wrong : {"3.7", "3.15", "2.7", "3", "py3", "python3.11", "", "latest"}) {
    const auto result = choose_targets(wrong, std::nullopt, {});
    ASSERT_FALSE(result.has_value()) << wrong;
    EXPECT_EQ(result.error().message,
              "--target-python: `" + std::string(wrong) + "` is not a version from 3.8 to 3.14");
  }
  for (const char* wrong : {"4.3", "4.17", "3.7.1", "4"})
    EXPECT_FALSE(choose_targets(std::nullopt, wrong, {}).has_value()) << wrong;
}

TEST(Targets, PassOnTheWarningAboutTheProject) {
  const ChosenTargets result =
      chosen({.path = "p", .warning = "p:1: bad", .python = {}, .anyio = {}});
  EXPECT_EQ(result.notes, std::vector<std::string>{"p:1: bad"});
}

TEST(DependencyNote, SpeaksOnlyWhenThereIsSomethingToDo) {
  EXPECT_EQ(dependency_note({}, {4, 5}), "");
  EXPECT_EQ(dependency_note(project_with({}, Version{4, 5}), {4, 5}), "");
  EXPECT_EQ(dependency_note(project_with({}, Version{4, 4}), Version{}), "");
  EXPECT_EQ(dependency_note(project_with({}, Version{4, 4}), {4, 5}),
            "pyproject.toml only asks for anyio 4.4 or newer");
  EXPECT_EQ(dependency_note(project_with({}, {}), {4, 5}),
            "pyproject.toml does not depend on anyio yet");
}

}  // namespace
}  // namespace asyncio2anyio

// Keeps the promises that no single transform can break unseen: documentation, fixtures, layers.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>

#include "engine/transform/knowledge.h"
#include "engine/transform/transform.h"
#include "tests/fixture_cases.h"
#include "transforms/transforms.h"

namespace asyncio2anyio::testing_support {
namespace {

namespace fs = std::filesystem;
using codemod::TransformInfo;

fs::path root() { return A2A_SOURCE_DIR; }

std::vector<TransformInfo> all_infos() {
  std::vector<TransformInfo> infos;
  const codemod::Pipeline pipeline = make_pipeline();
  for (const auto& transform : pipeline.transforms) infos.push_back(transform->info());
  return infos;
}

std::vector<const FixtureCase*> cases_of(std::string_view transform) {
  std::vector<const FixtureCase*> cases;
  for (const FixtureCase& fixture : fixture_cases())
    if (fixture.transform == transform) cases.push_back(&fixture);
  return cases;
}

TEST(Completeness, SummariesAreInStyle) {
  for (const TransformInfo& info : all_infos()) {
    SCOPED_TRACE(info.name);
    ASSERT_FALSE(info.summary.empty());
    EXPECT_TRUE(std::isupper(static_cast<unsigned char>(info.summary.front()))) << info.summary;
    EXPECT_FALSE(info.summary.ends_with('.')) << info.summary;
    EXPECT_EQ(info.summary.find('\n'), std::string_view::npos) << info.summary;
    EXPECT_LE(info.summary.size(), 90U) << info.summary;
  }
}

TEST(Completeness, EveryTransformIsDocumented) {
  const std::string assumptions = read_if_present(root() / "docs" / "assumptions.md").value_or("");
  const std::regex id("\\bA-[A-Z]+\\b");
  for (const TransformInfo& info : all_infos()) {
    SCOPED_TRACE(info.name);
    EXPECT_GE(info.docs.size(), 100U) << "say why, what is left alone, and how safe it is";
    const std::string docs(info.docs);
    for (std::sregex_iterator at(docs.begin(), docs.end(), id); at != std::sregex_iterator(); ++at) {
      const std::size_t section = assumptions.find("## " + at->str());
      ASSERT_NE(section, std::string::npos) << at->str() << " is not in docs/assumptions.md";
      const std::string text = assumptions.substr(section, assumptions.find("\n## ", section) - section);
      EXPECT_NE(text.find("`" + std::string(info.name) + "`", text.find("*Rests on it:*")), std::string::npos)
          << "docs/assumptions.md does not say that it rests on " << at->str();
    }
  }
}

TEST(Completeness, EveryTransformHasAnExampleAndRefusals) {
  for (const TransformInfo& info : all_infos()) {
    SCOPED_TRACE(info.name);
    const std::vector<const FixtureCase*> cases = cases_of(info.name);
    EXPECT_TRUE(std::ranges::any_of(cases, &FixtureCase::is_example));
    EXPECT_GE(std::ranges::count_if(cases, &FixtureCase::is_refusal), 3);
    // One that reports only never changes anything.
    if (info.max_safety == codemod::Safety::advice) continue;
    EXPECT_TRUE(std::ranges::any_of(
        cases, [](const FixtureCase* fixture) { return fixture->after.has_value(); }));
  }
}

TEST(Completeness, EveryFixtureIsAboutATransform) {
  std::set<std::string, std::less<>> names;
  for (const TransformInfo& info : all_infos()) names.emplace(info.name);
  for (const FixtureCase& fixture : fixture_cases())
    EXPECT_TRUE(names.contains(fixture.transform)) << fixture.folder;
}

TEST(Completeness, FixturesMeanWhatTheirNamesSay) {
  std::set<std::string, std::less<>> reporters;
  for (const TransformInfo& info : all_infos())
    if (info.max_safety == codemod::Safety::advice) reporters.emplace(info.name);
  for (const FixtureCase& fixture : fixture_cases()) {
    SCOPED_TRACE(fixture.transform + "/" + fixture.name);
    EXPECT_EQ(fixture.problem, "");
    EXPECT_TRUE(!fixture.is_refusal() || !fixture.after) << "an unchanged case has no after.py";
    EXPECT_TRUE(fixture.is_refusal() || fixture.after || reporters.contains(fixture.transform))
        << "no after.py";
    EXPECT_TRUE(!fixture.after || *fixture.after != fixture.before) << "after.py equals before.py";
    const auto single = read_if_present(fixture.folder / "single");
    EXPECT_TRUE(!single || single->size() > 10) << "`single` holds the reason";
  }
}

TEST(Completeness, FilesAreNamedLikeTheirTransforms) {
  std::set<std::string> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(root() / "transforms"))
    if (entry.path().extension() == ".cpp") files.insert(entry.path().stem());
  std::set<std::string> names;
  for (const TransformInfo& info : all_infos()) {
    std::string name(info.name);
    std::ranges::replace(name, '-', '_');
    names.insert(name);
  }
  EXPECT_EQ(files, names);
}

/// What a source includes of this repository.
std::vector<std::string> own_includes(const fs::path& file) {
  std::istringstream text(read_if_present(file).value_or(""));
  std::vector<std::string> includes;
  const std::string_view directive = "#include \"";
  for (std::string line; std::getline(text, line);)
    if (line.starts_with(directive))
      includes.push_back(
          line.substr(directive.size(), line.find('"', directive.size()) - directive.size()));
  return includes;
}

TEST(Completeness, LayersSeeOnlyWhatIsToTheirLeft) {
  const std::vector<std::string> layers{"support", "source",    "syntax", "semantics",
                                        "edit",    "transform", "report", "run"};
  std::size_t checked = 0;
  for (std::size_t level = 0; level < layers.size(); ++level) {
    for (const fs::directory_entry& entry :
         fs::recursive_directory_iterator(root() / "engine" / layers[level])) {
      if (!entry.is_regular_file()) continue;
      for (const std::string& include : own_includes(entry.path())) {
        SCOPED_TRACE(entry.path().string() + " includes " + include);
        const fs::path path = include;
        ASSERT_EQ(path.begin()->string(), "engine")
            << "the engine knows nothing of what is built on it";
        const auto target = std::ranges::find(layers, std::next(path.begin())->string());
        EXPECT_LE(static_cast<std::size_t>(target - layers.begin()), level);
        ++checked;
      }
    }
  }
  EXPECT_GT(checked, 50U);
}

TEST(Completeness, TransformsDoNotSeeTheCommandLine) {
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root() / "transforms"))
    for (const std::string& include :
         entry.is_regular_file() ? own_includes(entry.path()) : std::vector<std::string>{})
      EXPECT_FALSE(include.starts_with("cli/") || include.starts_with("tests/"))
          << entry.path() << ": " << include;
}

}  // namespace
}  // namespace asyncio2anyio::testing_support

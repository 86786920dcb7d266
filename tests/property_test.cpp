// What holds for every program, whatever is rewritten in it.

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>

#include "engine/syntax/node.h"
#include "engine/syntax/syntax_tree.h"
#include "engine/transform/knowledge.h"
#include "engine/transform/transform.h"
#include "tests/fixture_cases.h"
#include "transforms/transforms.h"

namespace asyncio2anyio::testing_support {
namespace {

using codemod::FileReport;
using codemod::RewriteOptions;

/// The texts of all comments, each as often as it occurs.
std::multiset<std::string> comments_of(const std::string& text) {
  auto source = codemod::SourceFile::from_bytes("comments.py", text);
  std::multiset<std::string> comments;
  if (!source) return comments;
  const auto tree = codemod::SyntaxTree::parse(std::move(*source));
  for (std::uint32_t index = 0; index < tree->size(); ++index)
    if (const codemod::Node node = tree->node(index); node.is(codemod::NodeKind::comment))
      comments.emplace(node.text());
  return comments;
}

std::map<std::string, codemod::Safety> most_safety_by_transform() {
  std::map<std::string, codemod::Safety> safety;
  const codemod::Pipeline pipeline = make_pipeline();
  for (const auto& transform : pipeline.transforms)
    safety.emplace(transform->info().name, transform->info().max_safety);
  return safety;
}

class Property : public testing::TestWithParam<FixtureCase> {
 protected:
  static RewriteOptions with_unsafe(bool allowed) {
    RewriteOptions options = GetParam().options;
    options.allow_unsafe = allowed;
    return options;
  }
  static FileReport run(const std::string& text, bool unsafe) {
    return rewrite(GetParam(), text, with_unsafe(unsafe));
  }
};

TEST_P(Property, CommentsSurvive) {
  if (GetParam().drops_comments) GTEST_SKIP() << "drops comments on purpose";
  const std::string& before = GetParam().before;
  for (const bool unsafe : {false, true})
    EXPECT_EQ(comments_of(text_after(run(before, unsafe), before)), comments_of(before))
        << "unsafe: " << unsafe;
}

TEST_P(Property, SuppressedTextIsLeftAlone) {
  const std::string off = "# asyncio2anyio: off\n" + GetParam().before;
  const FileReport report = run(off, true);
  EXPECT_EQ(text_after(report, off), off);
  for (const codemod::ReferenceReport& reference : report.references)
    EXPECT_NE(reference.outcome, codemod::Outcome::rewritten)
        << reference.line << ": " << reference.name;
}

TEST_P(Property, UnsafeRewritesSettle) {
  const std::string& before = GetParam().before;
  const FileReport first = run(before, true);
  const std::string after = text_after(first, before);
  const FileReport second = run(after, true);
  EXPECT_FALSE(second.skipped) << *second.skipped;
  EXPECT_EQ(text_after(second, after), after);
}

TEST_P(Property, NoRewriteHasToBeUndone) {
  for (const bool unsafe : {false, true})
    for (const codemod::Notice& notice : run(GetParam().before, unsafe).notices)
      EXPECT_EQ(notice.message.find("please report this"), std::string::npos) << notice.message;
}

TEST_P(Property, LedgerIsComplete) {
  static const auto most_safety = most_safety_by_transform();
  for (const bool unsafe : {false, true})
    for (const codemod::ReferenceReport& reference : run(GetParam().before, unsafe).references) {
      SCOPED_TRACE(std::to_string(reference.line) + ": " + reference.name);
      EXPECT_FALSE(reference.message.empty());
      EXPECT_FALSE(reference.transform.empty());
      if (const auto limit = most_safety.find(reference.transform); limit != most_safety.end()) {
        EXPECT_GE(reference.level, limit->second);
      }
      if (reference.outcome == codemod::Outcome::rewritten && !unsafe) {
        EXPECT_EQ(reference.level, codemod::Safety::safe);
      }
    }
}

INSTANTIATE_TEST_SUITE_P(Golden, Property, testing::ValuesIn(fixture_cases()),
                         [](const testing::TestParamInfo<FixtureCase>& info) {
                           return test_name(info.param);
                         });

}  // namespace
}  // namespace asyncio2anyio::testing_support

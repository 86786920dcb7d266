#include "engine/run/companions.h"

#include <gtest/gtest.h>

#include "tests/temporary_directory.h"

namespace codemod {
namespace {

TEST(CompanionFiles, AreFoundInTheFoldersOfNotedFilesAndAbove) {
  const testing_support::TemporaryDirectory directory;
  const std::string top = directory.write("settings.ini").generic_string();
  const std::string inner = directory.write("a/b/settings.ini").generic_string();
  directory.write("beside/settings.ini");
  directory.write("a/other.ini");
  const std::vector<FileNotes> noted{
      {(directory.path() / "a/b/one.py").generic_string(), {"note"}},
      {(directory.path() / "a/b/../two.py").generic_string(), {"note"}}};
  EXPECT_EQ(companion_files(noted, {"settings.ini"}), (std::vector<std::string>{top, inner}));
  EXPECT_TRUE(companion_files(noted, {}).empty());
  EXPECT_TRUE(companion_files({}, {"settings.ini"}).empty());
}

TEST(ProgramFacts, KeepsNotesAndConclusionsByPath) {
  ProgramFacts facts;
  FileFacts own;
  own.notes = {"one"};
  facts.add("a.py", std::move(own));
  facts.add("b.py", {});
  facts.finish();
  facts.add_notes("settings.ini", {"two"});
  ASSERT_EQ(facts.notes().size(), 2u) << "files without notes are left out";
  EXPECT_TRUE(facts.notes()[0].given);
  EXPECT_FALSE(facts.notes()[1].given);
  facts.set_conclusions({{"a.py", {"therefore"}}});
  EXPECT_EQ(facts.conclusions("a.py"), std::vector<std::string>{"therefore"});
  EXPECT_TRUE(facts.conclusions("b.py").empty());
}

}  // namespace
}  // namespace codemod

#include "engine/report/unified_diff.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/temporary_directory.h"

namespace codemod {
namespace {

using testing_support::TemporaryDirectory;

std::string numbered_lines(int count, std::string_view end = "\n") {
  std::string text;
  for (int i = 1; i <= count; ++i) (text += "line " + std::to_string(i)) += end;
  return text;
}

std::string with_replaced(std::string text, std::string_view old_part, std::string_view new_part) {
  return text.replace(text.find(old_part), old_part.size(), new_part);
}

// Lets git apply all diffs of a change set in one go and reads the files back.
class GitApply {
 public:
  void add(const std::string& name, std::string_view before, std::string after) {
    directory_.write(name, before);
    patch_ += unified_diff(name, before, after);
    expected_.emplace_back(name, std::move(after));
  }

  void expect_success() {
    directory_.write(".patch", patch_);
    const std::string command =
        "cd '" + directory_.path().string() + "' && HOME=/nowhere GIT_CONFIG_NOSYSTEM=1 " +
        "GIT_CEILING_DIRECTORIES='" + directory_.path().parent_path().string() +
        "' git apply --whitespace=nowarn .patch";
    ASSERT_EQ(std::system(command.c_str()), 0) << patch_;
    for (const auto& [name, after] : expected_) EXPECT_EQ(directory_.read(name), after) << name;
  }

 private:
  TemporaryDirectory directory_;
  std::string patch_;
  std::vector<std::pair<std::string, std::string>> expected_;
};

TEST(UnifiedDiff, IsEmptyWhenNothingChanged) {
  EXPECT_EQ(unified_diff("a.py", "x\n", "x\n"), "");
  EXPECT_EQ(unified_diff("a.py", "", ""), "");
}

TEST(UnifiedDiff, ShowsThreeLinesOfContext) {
  EXPECT_EQ(
      unified_diff("src/a.py", numbered_lines(9),
                   with_replaced(numbered_lines(9), "line 5", "new")),
      "--- a/src/a.py\n+++ b/src/a.py\n@@ -2,7 +2,7 @@\n line 2\n line 3\n line 4\n-line 5\n+new\n"
      " line 6\n line 7\n line 8\n");
}

TEST(UnifiedDiff, SplitsHunksThatShareNoContext) {
  const auto hunks = [](std::string_view second) {
    std::string after = with_replaced(numbered_lines(30), "line 5\n", "five\n");
    after = with_replaced(after, second, "other\n");
    const std::string diff = unified_diff("a.py", numbered_lines(30), after);
    return std::pair(diff.contains("@@ -2,14 +2,14 @@\n"), diff.contains("@@ -10,7 +10,7 @@\n"));
  };
  EXPECT_EQ(hunks("line 12\n"), (std::pair{true, false}));
  EXPECT_EQ(hunks("line 13\n"), (std::pair{false, true}));
}

TEST(UnifiedDiff, CountsEmptySidesFromTheLineBefore) {
  EXPECT_EQ(unified_diff("a.py", "", "x\n"), "--- a/a.py\n+++ b/a.py\n@@ -0,0 +1 @@\n+x\n");
  EXPECT_EQ(unified_diff("a.py", "x\ny\n", ""),
            "--- a/a.py\n+++ b/a.py\n@@ -1,2 +0,0 @@\n-x\n-y\n");
}

TEST(UnifiedDiff, TellsWhereTheFinalNewlineIsMissing) {
  EXPECT_EQ(unified_diff("a.py", "x\ny", "x\ny\n"),
            "--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n x\n-y\n\\ No newline at end of file\n+y\n");
  EXPECT_EQ(unified_diff("a.py", "x\ny", "z\ny"),
            "--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n-x\n+z\n y\n\\ No newline at end of file\n");
}

TEST(UnifiedDiff, KeepsTheBytesOfLines) {
  EXPECT_EQ(unified_diff("a.py", "a\rb\r\n\xE9\r\n", "a\rb\r\n\xE8\r\n"),
            "--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n a\rb\r\n-\xE9\r\n+\xE8\r\n");
}

TEST(UnifiedDiff, WritesPathsAsGitDoes) {
  const auto header = [](std::string_view path) {
    const std::string diff = unified_diff(path, "x\n", "y\n");
    return diff.substr(0, diff.find('\n'));
  };
  EXPECT_EQ(header("./src/a.py"), "--- a/src/a.py");
  EXPECT_EQ(header("/src/a.py"), "--- a/src/a.py");
  EXPECT_EQ(header("my file.py"), "--- a/my file.py\t");
  EXPECT_EQ(header("caf\xC3\xA9.py"), "--- \"a/caf\\303\\251.py\"");
  EXPECT_EQ(header("a\"b\\c\td\x01.py"), "--- \"a/a\\\"b\\\\c\\td\\001.py\"");
}

TEST(UnifiedDiff, IsAcceptedByGitForEverySpecialFile) {
  GitApply git;
  git.add("crlf.py", numbered_lines(9, "\r\n"),
          with_replaced(numbered_lines(9, "\r\n"), "line 4", "x"));
  git.add("cr.py", numbered_lines(9, "\r"), with_replaced(numbered_lines(9, "\r"), "line 4", "x"));
  git.add("mixed.py", "a\r\nb\nc\rd\r\r\ne", "a\nb\r\nc\nd\r\r\ne");
  git.add("empty_before.py", "", "x\ny\n");
  git.add("empty_after.py", "x\ny\n", "");
  git.add("no_newline_before.py", "x\ny", "x\ny\n");
  git.add("no_newline_after.py", "x\ny\n", "x\ny");
  git.add("no_newline_either.py", "x\ny", "z\ny");
  git.add("bom.py", "\xEF\xBB\xBFimport a\n", "\xEF\xBB\xBFimport b\n");
  git.add("latin.py", "# coding: latin-1\nx = '\xE9'\n", "# coding: latin-1\ny = '\xE9'\n");
  git.add("looks like a diff.py", "--- a\n+++ b\n@@ -1 +1 @@\n\\ x\n",
          "-- a\n+++ b\n@@ -1 +1 @@\n\\ y\n");
  git.add("blank end .py", "x\n", "y\n");
  git.add("quote\"back\\slash.py", "x\n", "y\n");
  git.add("tab\there.py", "x\n", "y\n");
  git.add("caf\xC3\xA9 \xE9.py", "x\n", "y\n");
  git.add("deep/er/a.py", "x\n\f\n", "y\n\f\n");
  git.expect_success();
}

std::string random_text(std::mt19937& random, std::size_t lines) {
  constexpr std::string_view kEnds[] = {"\n", "\n", "\n", "\r\n", "\r"};
  std::string text;
  while (lines-- > 0) {
    text += std::string(random() % 3, ' ') + "word" + std::to_string(random() % 12);
    text += kEnds[random() % std::size(kEnds)];
  }
  if (random() % 4 == 0) text += "end";
  return text;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    lines.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return lines;
}

// A few lines deleted, replaced, doubled or moved.
std::string randomly_edited(std::mt19937& random, const std::string& text) {
  std::vector<std::string> lines = lines_of(text);
  for (auto edits = random() % 8; edits > 0 && !lines.empty(); --edits) {
    const auto at = lines.begin() + static_cast<std::ptrdiff_t>(random() % lines.size());
    switch (random() % 4) {
      case 0:
        lines.erase(at);
        break;
      case 1:
        *at = random_text(random, 1 + random() % 3);
        break;
      case 2:
        lines.insert(at, *at);
        break;
      default:
        std::swap(*at, lines[random() % lines.size()]);
    }
  }
  std::string result;
  for (const std::string& line : lines) result += line;
  return result;
}

TEST(UnifiedDiff, IsAcceptedByGitForRandomEdits) {
  std::mt19937 random(20240229);
  for (int round = 0; round < 12; ++round) {
    GitApply git;
    for (int file = 0; file < 100; ++file) {
      const std::string before = random_text(random, random() % 60);
      const bool unrelated = random() % 10 == 0;
      git.add("f" + std::to_string(file) + ".py", before,
              unrelated ? random_text(random, random() % 60) : randomly_edited(random, before));
    }
    git.expect_success();
  }
}

TEST(UnifiedDiff, IsAcceptedByGitForLargeFiles) {
  std::mt19937 random(5);
  GitApply git;
  for (int file = 0; file < 6; ++file) {
    std::string before = numbered_lines(1500) + random_text(random, 1500);
    std::string after = before;
    for (int edit = 0; edit < 20; ++edit) after = randomly_edited(random, after);
    git.add("f" + std::to_string(file) + ".py", before, after);
  }
  git.add("unrelated.py", random_text(random, 4000), random_text(random, 4000));
  git.expect_success();
}

// What changed and nothing else, although the file is too long for one exact comparison.
TEST(UnifiedDiff, StaysSmallForLargeFiles) {
  std::string before = numbered_lines(20000);
  std::string after = with_replaced(before, "line 9\n", "first\n");
  after = with_replaced(after, "line 10000\n", "");
  after = with_replaced(after, "line 19990\n", "last\nand one more\n");
  const std::string diff = unified_diff("a.py", before, after);
  const auto count = [&](char mark) {
    const std::vector<std::string> lines = lines_of(diff);
    return std::ranges::count_if(lines,
                                 [&](const std::string& line) { return line.front() == mark; });
  };
  EXPECT_EQ(count('+'), 1 + 3);
  EXPECT_EQ(count('-'), 1 + 3);
  EXPECT_EQ(count('@'), 3);
}

TEST(UnifiedDiff, TakesNoLongerThanLinearForUnrelatedFiles) {
  std::mt19937 random(11);
  const std::string before = random_text(random, 60'000);
  const std::string after = random_text(random, 60'000);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(unified_diff("a.py", before, after).empty());
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

}  // namespace
}  // namespace codemod

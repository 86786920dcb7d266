#include "engine/source/glob.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace codemod {
namespace {

void expect_matches(std::string_view pattern, std::initializer_list<std::string_view> paths) {
  for (const std::string_view path : paths)
    EXPECT_TRUE(glob_matches(pattern, path)) << pattern << " should match " << path;
}

void expect_no_match(std::string_view pattern, std::initializer_list<std::string_view> paths) {
  for (const std::string_view path : paths)
    EXPECT_FALSE(glob_matches(pattern, path)) << pattern << " should not match " << path;
}

TEST(Glob, ComparesLiterally) {
  expect_matches("a.py", {"a.py"});
  expect_no_match("a.py", {"a.pyi", "ba.py", "axpy", ""});
  expect_matches("", {""});
}

TEST(Glob, StarsStopAtSlashes) {
  expect_matches("*.py", {"a.py", ".py"});
  expect_no_match("*.py", {"a/b.py", "a.pyc"});
  expect_matches("a*b*c", {"abc", "axbxc", "abbcc"});
  expect_no_match("a*b*c", {"acb", "ab/c"});
  expect_matches("src/*/t", {"src/a/t"});
  expect_no_match("src/*/t", {"src/t", "src/a/b/t"});
  expect_matches("x**y", {"xy", "xay"});
  expect_no_match("x**y", {"xa/y"});
}

TEST(Glob, QuestionMarksAreOneCharacter) {
  expect_matches("?.py", {"a.py"});
  expect_no_match("?.py", {".py", "ab.py", "/.py"});
}

TEST(Glob, DoubleStarsAreFolders) {
  expect_matches("**/t.py", {"t.py", "a/t.py", "a/b/t.py"});
  expect_no_match("**/t.py", {"at.py", "a/at.py"});
  expect_matches("a/**/b", {"a/b", "a/x/b", "a/x/y/b"});
  expect_no_match("a/**/b", {"ab", "a/xb", "x/a/b"});
  expect_matches("a/**", {"a/b", "a/b/c"});
  expect_no_match("a/**", {"a", "ab/c"});
  expect_matches("**", {"a", "a/b"});
  expect_matches("**/x*/**/*.py", {"x/a.py", "a/xy/b/c.py", "a/b/x/y/x.py"});
  expect_no_match("**/x*/**/*.py", {"x.py", "a/b/c.py"});
  expect_matches("a/**/b/*d/e", {"a/b/x/b/cd/e"});
}

TEST(Glob, SetsHaveRangesClassesAndNegation) {
  expect_matches("[ab].py", {"a.py", "b.py"});
  expect_no_match("[ab].py", {"c.py", "/.py"});
  expect_matches("[a-cx-z]1", {"b1", "y1"});
  expect_no_match("[a-c]1", {"d1"});
  expect_matches("[!a]", {"b"});
  expect_matches("[^a]", {"b"});
  expect_no_match("[!a]", {"a", "/"});
  expect_matches("[]]", {"]"});
  expect_matches("[]-]", {"]", "-"});
  expect_matches("[a-]", {"a", "-"});
  expect_matches("[\\]]", {"]"});
  expect_matches("[[:digit:]_]", {"7", "_"});
  expect_no_match("[[:digit:]]", {"a"});
  expect_no_match("[[:nonsense:]]", {"a", ":"});
  expect_matches("[[:upper:][:space:]]", {"A", " "});
}

TEST(Glob, MalformedPatternsMatchNothing) {
  expect_no_match("[a", {"a", "[a"});
  expect_no_match("a\\", {"a", "a\\"});
}

TEST(Glob, BackslashesTakeSpecialCharactersLiterally) {
  expect_matches("\\*.py", {"*.py"});
  expect_no_match("\\*.py", {"a.py"});
  expect_matches("\\[a]", {"[a]"});
}

TEST(Glob, NoPatternExplodes) {
  std::string pattern;
  for (int i = 0; i < 40; ++i) pattern += i % 2 == 0 ? "*a" : "*?";
  std::string folders = "**/";
  for (int i = 0; i < 20; ++i) folders += "*a*/**/";
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(glob_matches(pattern + "b", std::string(2000, 'a')));
  std::string path;
  for (int i = 0; i < 300; ++i) path += "aaaa/";
  EXPECT_FALSE(glob_matches(folders + "b", path + "a"));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

}  // namespace
}  // namespace codemod

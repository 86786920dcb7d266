#include "engine/source/file_walker.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/temporary_directory.h"

namespace codemod {
namespace {

namespace fs = std::filesystem;
using testing_support::TemporaryDirectory;
using Paths = std::vector<std::string>;

/// Each test stands in a new directory, and paths are relative to it.
class FileWalker : public testing::Test {
 protected:
  FileWalker() : old_(fs::current_path()) {
    fs::current_path(directory_.path());
    // The settings of whoever runs the tests must not matter.
    ::setenv("HOME", (directory_.path() / ".home").c_str(), 1);
    ::unsetenv("XDG_CONFIG_HOME");
    ::setenv("GIT_CEILING_DIRECTORIES", directory_.path().parent_path().c_str(), 1);
  }
  ~FileWalker() override { fs::current_path(old_); }

  void write(std::initializer_list<const char*> names, std::string_view text = {}) const {
    for (const char* name : names) directory_.write(name, text);
  }

  static void make_repository(const std::string& folder) {
    ASSERT_EQ(std::system(("git init -q --template= '" + folder + "'").c_str()), 0);
  }

  static Paths walk(const Paths& paths, const WalkOptions& options = {}) {
    const WalkResult result = walk_files(paths, options);
    for (const Error& error : result.errors) ADD_FAILURE() << error.message;
    return result.files;
  }

  TemporaryDirectory directory_;

 private:
  fs::path old_;
};

TEST_F(FileWalker, FindsPythonByName) {
  write({"a.py", "b.pyi", "c.pyw", "d.pyx", "e.js", "f.txt", "py", "pkg/sub/g.py"});
  EXPECT_EQ(walk({"."}), (Paths{"a.py", "b.pyi", "c.pyw", "pkg/sub/g.py"}));
}

TEST_F(FileWalker, FindsPythonByShebang) {
  write({"tool", "pkg/tool"}, "#!/usr/bin/env python3\nimport asyncio\n");
  write({"tool.sh"}, "#!/usr/bin/env python3\n");
  write({"shell"}, "#!/bin/sh\n# python\n");
  write({"notes"}, "python\n");
  write({"empty"});
  ASSERT_EQ(::mkfifo("pipe", 0600), 0);
  EXPECT_EQ(walk({"."}), (Paths{"pkg/tool", "tool"}));
}

TEST_F(FileWalker, KeepsThePrefixGiven) {
  write({"src/a.py"});
  EXPECT_EQ(walk({"src"}), (Paths{"src/a.py"}));
  EXPECT_EQ(walk({"src///"}), (Paths{"src/a.py"}));
  EXPECT_EQ(walk({"./src"}), (Paths{"./src/a.py"}));
  EXPECT_EQ(walk({"./"}), (Paths{"src/a.py"}));
  EXPECT_EQ(walk({"src/../src"}), (Paths{"src/../src/a.py"}));
  const std::string absolute = (directory_.path() / "src").string();
  EXPECT_EQ(walk({absolute}), (Paths{absolute + "/a.py"}));
  EXPECT_EQ(walk({"src/a.py"}), (Paths{"src/a.py"}));
}

TEST_F(FileWalker, TakesExplicitFilesWhateverTheirName) {
  write({"a.txt", ".hidden.py", "node_modules/b.py", "ignored.py"});
  write({".gitignore"}, "ignored.py\n");
  make_repository(".");
  const Paths files{".hidden.py", "a.txt", "ignored.py", "node_modules/b.py"};
  EXPECT_EQ(walk(files, {.exclude = {"a.txt", "*.py"}}), files);
}

TEST_F(FileWalker, SkipsHiddenEntriesCachesAndEnvironments) {
  write({"a.py", ".b.py", ".tox/c.py", "__pycache__/d.py", "node_modules/e.py", "env/lib/f.py",
         "env/pyvenv.cfg", "build/g.py", "venv/h.py"});
  EXPECT_EQ(walk({"."}), (Paths{"a.py", "build/g.py", "venv/h.py"}));
  EXPECT_EQ(walk({"env", ".tox", "__pycache__"}),
            (Paths{".tox/c.py", "__pycache__/d.py", "env/lib/f.py"}));
}

TEST_F(FileWalker, SortsByBytesAndDropsDuplicates) {
  write({"b.py", "a/z.py", "a-b/y.py", "B.py", "a.py"});
  const Paths expected{"B.py", "a-b/y.py", "a.py", "a/z.py", "b.py"};
  EXPECT_EQ(walk({"."}), expected);
  EXPECT_EQ(walk({"a", "b.py", ".", "b.py", "a/z.py"}), expected);
}

TEST_F(FileWalker, NamesAFileOnceHoweverManyWaysLeadToIt) {
  write({"src/a.py"});
  fs::create_symlink("a.py", "src/A.py");
  EXPECT_EQ(walk({"."}), (Paths{"src/a.py"}));
  EXPECT_EQ(walk({"src/A.py"}), (Paths{"src/A.py"}));
  EXPECT_EQ(walk({"./src", "src", directory_.path().string()}).size(), 1U);
  fs::create_hard_link("src/a.py", "src/b.py");
  EXPECT_EQ(walk({"src"}), (Paths{"src/a.py"}));
}

TEST_F(FileWalker, FollowsLinksToFilesOnly) {
  write({"elsewhere/a.py", "src/b.py"});
  fs::create_symlink("../elsewhere/a.py", "src/link.py");
  fs::create_directory_symlink("../elsewhere", "src/folder");
  fs::create_directory_symlink("..", "src/loop");
  fs::create_symlink("nowhere.py", "src/broken.py");
  EXPECT_EQ(walk({"src"}), (Paths{"src/b.py", "src/link.py"}));
  EXPECT_EQ(walk({"src/folder"}), (Paths{"src/folder/a.py"}));
}

TEST_F(FileWalker, ReportsWhatCannotBeVisitedAndGoesOn) {
  write({"a.py"});
  const WalkResult result = walk_files({"zzz.py", "a.py", "a.py/b", ""}, {});
  EXPECT_EQ(result.files, (Paths{"a.py"}));
  EXPECT_EQ(result.errors, (std::vector<Error>{{": no such file or directory"},
                                               {"a.py/b: no such file or directory"},
                                               {"zzz.py: no such file or directory"}}));
}

TEST_F(FileWalker, ReportsFoldersThatCannotBeRead) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  write({"a.py", "closed/b.py"});
  ASSERT_EQ(::chmod("closed", 0), 0);
  const WalkResult result = walk_files({"."}, {});
  ASSERT_EQ(::chmod("closed", 0755), 0);
  EXPECT_EQ(result.files, (Paths{"a.py"}));
  EXPECT_EQ(result.errors, (std::vector<Error>{{"closed: cannot be read: Permission denied"}}));
}

TEST_F(FileWalker, ExcludesByGlob) {
  write({"a.py", "gen/b.py", "src/gen/c.py", "src/d_pb2.py", "src/deep/er/e.py"});
  const auto excluding = [](const std::string& glob, const Paths& paths = {"."}) {
    return walk(paths, {.exclude = {glob}});
  };
  EXPECT_EQ(excluding("gen"), (Paths{"a.py", "src/d_pb2.py", "src/deep/er/e.py"}));
  EXPECT_EQ(excluding("/gen/"),
            (Paths{"a.py", "src/d_pb2.py", "src/deep/er/e.py", "src/gen/c.py"}));
  EXPECT_EQ(excluding("*_pb2.py", {"src"}), (Paths{"src/deep/er/e.py", "src/gen/c.py"}));
  EXPECT_EQ(excluding("src/**/e.py", {"src"}), (Paths{"src/d_pb2.py", "src/gen/c.py"}));
  EXPECT_EQ(excluding("./src/gen", {"./src"}), (Paths{"./src/d_pb2.py", "./src/deep/er/e.py"}));
  const std::string absolute = directory_.path().string();
  EXPECT_EQ(excluding("src/*", {absolute}), (Paths{absolute + "/a.py", absolute + "/gen/b.py"}));
  EXPECT_EQ(excluding(absolute + "/src", {absolute}),
            (Paths{absolute + "/a.py", absolute + "/gen/b.py"}));
  EXPECT_EQ(excluding("src", {"src"}).size(), 3U) << "a folder given is walked";
}

TEST_F(FileWalker, IncludesByGlobInAddition) {
  write({"a.py", "SConstruct", "b.pyx", "wafdir/wscript.txt"});
  EXPECT_EQ(walk({"."}, {.include = {"SConstruct", "*.pyx", "wafdir/*"}}),
            (Paths{"SConstruct", "a.py", "b.pyx", "wafdir/wscript.txt"}));
  EXPECT_EQ(walk({"."}, {.exclude = {"b.*"}, .include = {"*.pyx"}}), (Paths{"a.py"}));
}

TEST_F(FileWalker, HonoursIgnoreFilesInsideRepositoriesOnly) {
  write({"a.py", "gen/b.py", "src/c.py", "src/keep.py", "src/sub/c.py"});
  write({".gitignore"}, "/gen/\nc.py\n!src/sub/c.py\nkeep.py\n");
  write({"src/.gitignore"}, "!keep.py\n");
  const Paths all{"a.py", "gen/b.py", "src/c.py", "src/keep.py", "src/sub/c.py"};
  EXPECT_EQ(walk({"."}), all);
  make_repository(".");
  const Paths kept{"a.py", "src/keep.py", "src/sub/c.py"};
  EXPECT_EQ(walk({"."}), kept);
  EXPECT_EQ(walk({"src"}), (Paths{"src/keep.py", "src/sub/c.py"}));
  EXPECT_EQ(walk({"src/sub"}), (Paths{"src/sub/c.py"}));
  EXPECT_EQ(walk({"."}, {.respect_ignore_files = false}), all);
}

TEST_F(FileWalker, WalksAnIgnoredFolderThatIsGiven) {
  write({"build/lib/a.py", "build/lib/b_pb2.py", "build/lib/dist/c.py"});
  write({".gitignore"}, "/build/\n*_pb2.py\ndist/\n");
  make_repository(".");
  EXPECT_EQ(walk({"."}), Paths{});
  EXPECT_EQ(walk({"build"}), (Paths{"build/lib/a.py"}));
  EXPECT_EQ(walk({"build/lib"}), (Paths{"build/lib/a.py"}));
}

TEST_F(FileWalker, HonoursTheRepositorysAndTheUsersExcludes) {
  write({"a.py", "b.py", "c.py", "d.py"});
  make_repository(".");
  write({".git/info/exclude"}, "b.py\n");
  write({".home/.config/git/ignore"}, "c.py\n");
  EXPECT_EQ(walk({"."}), (Paths{"a.py", "d.py"}));
  write({".home/mine"}, "d.py\n!b.py\n");
  ASSERT_EQ(std::system("git config core.excludesFile '~/mine'"), 0);
  EXPECT_EQ(walk({"."}), (Paths{"a.py", "c.py"})) << "weaker than the repository's own";
}

TEST_F(FileWalker, ARepositoryInsideAnotherHasItsOwnRules) {
  write({"a.py", "inner/a.py", "inner/b.py", "inner/deep/b.py"});
  write({".gitignore"}, "a.py\n");
  write({"inner/.gitignore"}, "/b.py\n");
  make_repository(".");
  make_repository("inner");
  EXPECT_EQ(walk({"."}), (Paths{"inner/a.py", "inner/deep/b.py"}));
  EXPECT_EQ(walk({"inner"}), (Paths{"inner/a.py", "inner/deep/b.py"}));
}

TEST_F(FileWalker, FindsARepositoryThroughALink) {
  write({"repo/src/a.py", "repo/src/b.py"});
  write({"repo/.gitignore"}, "/src/b.py\n");
  make_repository("repo");
  fs::create_directory_symlink("repo/src", "link");
  EXPECT_EQ(walk({"link"}), (Paths{"link/a.py"}));
}

// What git itself lists, for random trees and patterns.
class FileWalkerAgainstGit : public FileWalker {
 protected:
  std::string pick_name() { return std::string(1, static_cast<char>('a' + random_() % 3)); }

  std::string pick_pattern() {
    constexpr auto kParts =
        std::to_array<std::string_view>({"a", "b", "c", "*", "?", "**", "a*", "*.py", "b.py",
                                         "[ab]", "[!a]*", "*b*", "\\a", "c.p?", "[a-b].py"});
    std::string pattern = random_() % 4 == 0 ? "!" : "";
    if (random_() % 4 == 0) pattern += '/';
    for (auto parts = 1 + random_() % 3; parts > 0; --parts) {
      pattern += kParts[random_() % kParts.size()];
      if (parts > 1) pattern += '/';
    }
    if (random_() % 4 == 0) pattern += '/';
    constexpr auto kEnds =
        std::to_array<std::string_view>({"\n", "\n", "\r\n", "  \n", "\n\n# note\n"});
    return pattern + std::string(kEnds[random_() % kEnds.size()]);
  }

  void write_ignore_file(const std::string& folder) {
    std::string text;
    for (auto lines = random_() % 5; lines > 0; --lines) text += pick_pattern();
    directory_.write(folder + ".gitignore", text);
  }

  void write_tree(const std::string& top) {
    for (int file = 0; file < 25; ++file) {
      std::string folder = top;
      for (auto depth = random_() % 4; depth > 0; --depth) {
        folder += pick_name() + "/";
        if (random_() % 4 == 0) write_ignore_file(folder);
      }
      directory_.write(folder + pick_name() + ".py");
    }
    write_ignore_file(top);
  }

  Paths listed_by_git(const std::string& top) {
    EXPECT_EQ(std::system(("git -C " + top + " ls-files -co --exclude-standard > listed").c_str()),
              0);
    std::istringstream lines(directory_.read("listed"));
    Paths paths;
    for (std::string line; std::getline(lines, line);)
      if (line.ends_with(".py")) paths.push_back(top + "/" + line);
    std::ranges::sort(paths);
    return paths;
  }

  std::mt19937 random_{4711};
};

TEST_F(FileWalkerAgainstGit, TakesTheSameFiles) {
  std::size_t taken = 0;
  for (int round = 0; round < 40; ++round) {
    const std::string top = "r" + std::to_string(round);
    make_repository(top);
    write_tree(top + "/");
    const Paths expected = listed_by_git(top);
    EXPECT_EQ(walk({top}), expected) << round;
    if (testing::Test::HasFailure()) {
      const int status = std::system(
          ("cd " + top + " && find . -name '*.py' -o -name .gitignore -exec cat -A {} + -print")
              .c_str());
      FAIL() << "tree above, status " << status;
    }
    taken += expected.size();
  }
  EXPECT_GT(taken, 150U) << "the trees must not be ignored as a whole";
}

}  // namespace
}  // namespace codemod

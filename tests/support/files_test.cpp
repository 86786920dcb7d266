#include "engine/support/files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "tests/temporary_directory.h"

namespace codemod {
namespace {

namespace fs = std::filesystem;
using testing_support::TemporaryDirectory;

std::ptrdiff_t entries_in(const fs::path& directory) {
  return std::distance(fs::directory_iterator(directory), fs::directory_iterator());
}

mode_t mode_of(const fs::path& path) {
  struct stat status {};
  ::stat(path.c_str(), &status);
  return status.st_mode & 07777;
}

class Files : public testing::Test {
 protected:
  TemporaryDirectory directory_;
};

TEST_F(Files, ReadsEveryByte) {
  const std::string bytes("a\0b\r\n\xff", 6);
  EXPECT_EQ(read_file(directory_.write("a.py", bytes)), bytes);
  EXPECT_EQ(read_file(directory_.write("empty.py")), "");
  const std::string large(3'000'001, 'x');
  EXPECT_EQ(read_file(directory_.write("large.py", large)), large);
}

TEST_F(Files, ReadsAFileThatClaimsToBeEmpty) {
  const Result<std::string> status = read_file("/proc/self/status");
  ASSERT_TRUE(status);
  EXPECT_TRUE(status->starts_with("Name:"));
}

TEST_F(Files, RefusesWhatIsNoRegularFile) {
  const fs::path pipe = directory_.path() / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(read_file(pipe).error().message, pipe.string() + ": is a pipe, not a regular file");
  EXPECT_EQ(read_file(directory_.path()).error().message,
            directory_.path().string() + ": is a directory, not a regular file");
  EXPECT_EQ(read_file("/dev/zero").error().message, "/dev/zero: is a device, not a regular file");
  EXPECT_EQ(read_file("no/such.py").error().message, "no/such.py: no such file or directory");
}

TEST_F(Files, RefusesToReadAboveFourGibibytes) {
  const fs::path file = directory_.write("huge.py");
  if (::truncate(file.c_str(), off_t{1} << 32) != 0) GTEST_SKIP() << "no sparse files here";
  EXPECT_EQ(read_file(file).error().message, file.string() + ": larger than 4 GiB");
}

TEST_F(Files, ReplacesBytesAndKeepsTheMode) {
  for (const mode_t mode : {0644U, 0600U, 0755U, 0664U}) {
    const fs::path file = directory_.write("a.py", "old");
    ASSERT_EQ(::chmod(file.c_str(), mode), 0);
    ASSERT_TRUE(replace_file(file, "old", "new text"));
    EXPECT_EQ(directory_.read("a.py"), "new text");
    EXPECT_EQ(mode_of(file), mode);
    EXPECT_EQ(entries_in(directory_.path()), 1);
  }
}

TEST_F(Files, KeepsTheOwner) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root may give files away";
  const fs::path file = directory_.write("a.py", "old");
  ASSERT_EQ(::chown(file.c_str(), 12345, 23456), 0);
  ASSERT_TRUE(replace_file(file, "old", "new"));
  struct stat status {};
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_uid, 12345U);
  EXPECT_EQ(status.st_gid, 23456U);
}

TEST_F(Files, WritesThroughSymlinks) {
  directory_.write("real/a.py", "old");
  fs::create_symlink("real/a.py", directory_.path() / "one.py");
  fs::create_symlink("one.py", directory_.path() / "two.py");
  ASSERT_TRUE(replace_file(directory_.path() / "two.py", "old", "new"));
  EXPECT_TRUE(fs::is_symlink(directory_.path() / "two.py"));
  EXPECT_TRUE(fs::is_symlink(directory_.path() / "one.py"));
  EXPECT_FALSE(fs::is_symlink(directory_.path() / "real/a.py"));
  EXPECT_EQ(directory_.read("real/a.py"), "new");
  EXPECT_EQ(entries_in(directory_.path() / "real"), 1);
}

TEST_F(Files, KeepsHardLinks) {
  const fs::path file = directory_.write("a.py", "old and long");
  fs::create_hard_link(file, directory_.path() / "b.py");
  ASSERT_TRUE(replace_file(file, "old and long", "new"));
  EXPECT_EQ(directory_.read("b.py"), "new");
  EXPECT_TRUE(fs::equivalent(file, directory_.path() / "b.py"));
  EXPECT_EQ(entries_in(directory_.path()), 2);
}

TEST_F(Files, RefusesAFileThatChanged) {
  const fs::path file = directory_.write("a.py", "edited by somebody");
  fs::create_hard_link(file, directory_.path() / "b.py");
  for (const char* name : {"a.py", "b.py"}) {
    const Result<void> result = replace_file(directory_.path() / name, "old", "new");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message, (directory_.path() / name).string() +
                                          ": changed while it was processed, left as it is");
  }
  EXPECT_EQ(directory_.read("a.py"), "edited by somebody");
  EXPECT_EQ(entries_in(directory_.path()), 2);
}

TEST_F(Files, RefusesMissingFilesAndDirectories) {
  const fs::path missing = directory_.path() / "a.py";
  EXPECT_EQ(replace_file(missing, "", "new").error().message,
            missing.string() + ": no such file or directory");
  EXPECT_FALSE(fs::exists(missing));
  EXPECT_EQ(replace_file(directory_.path(), "", "new").error().message,
            directory_.path().string() + ": is a directory, not a regular file");
}

TEST_F(Files, NamesTheFileAsItWasGiven) {
  directory_.write("real.py", "edited");
  const fs::path link = directory_.path() / "link.py";
  fs::create_symlink("real.py", link);
  EXPECT_TRUE(replace_file(link, "old", "new").error().message.starts_with(link.string() + ": "));
}

TEST_F(Files, ReplacesAFileWithTheLongestName) {
  const std::string name = std::string(252, 'n') + ".py";
  directory_.write(name, "old");
  ASSERT_TRUE(replace_file(directory_.path() / name, "old", "new"));
  EXPECT_EQ(directory_.read(name), "new");
}

TEST_F(Files, RefusesReadOnlyFilesAndDirectories) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  const fs::path file = directory_.write("a.py", "old");
  ASSERT_EQ(::chmod(file.c_str(), 0444), 0);
  EXPECT_EQ(replace_file(file, "old", "new").error().message,
            file.string() + ": cannot be written: Permission denied");
  ASSERT_EQ(::chmod(file.c_str(), 0644), 0);
  ASSERT_EQ(::chmod(directory_.path().c_str(), 0555), 0);
  EXPECT_EQ(replace_file(file, "old", "new").error().message,
            file.string() +
                ": cannot be replaced, its directory refuses a temporary file: Permission denied");
  ASSERT_EQ(::chmod(directory_.path().c_str(), 0755), 0);
  EXPECT_EQ(directory_.read("a.py"), "old");
}

}  // namespace
}  // namespace codemod

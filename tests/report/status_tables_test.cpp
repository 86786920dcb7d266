#include "engine/report/status_tables.h"

#include <gtest/gtest.h>

#include "tests/report/status_sample.h"

namespace codemod {
namespace {

TEST(StatusTables, KnowTestsByTheirPath) {
  for (const char* path : {"tests/a.py", "src/test/b.py", "pkg/testing/c.py", "test_x.py",
                           "src/x_test.py", "pkg/conftest.py"})
    EXPECT_TRUE(is_test_path(path)) << path;
  for (const char* path :
       {"src/a.py", "contest/a.py", "latest.py", "src/attest/tests.py", "testdata/a.py"})
    EXPECT_FALSE(is_test_path(path)) << path;
}

TEST(StatusTables, FindOriginalsOfTwins) {
  EXPECT_EQ(original_of_twin("src/api_anyio.py", "anyio"), "src/api.py");
  EXPECT_EQ(original_of_twin("src/_anyio.py", "anyio"), "");
  EXPECT_EQ(original_of_twin("src/anyio.py", "anyio"), "");
}

TEST(StatusTables, GroupByFolder) {
  StatusDocument document = empty_status();
  add_file(document, "a.py", FileKind::library, {});
  add_file(document, "src/a.py", FileKind::both, one_of_each());
  add_file(document, "src/b.py", FileKind::never, {});
  const std::vector<FolderRow> rows = folder_rows(document);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].folder, ".");
  EXPECT_EQ(rows[0].library, 1U);
  EXPECT_EQ(rows[1].folder, "src");
  EXPECT_EQ(rows[1].files, 2U);
  EXPECT_EQ(rows[1].available, 2U);
  EXPECT_EQ(rows[1].left, 2U);
  EXPECT_EQ(busiest_folders(document).size(), 1U);
}

TEST(StatusTables, CountReadiness) {
  StatusDocument document = empty_status();
  const std::string_view library = "aiolib";
  document.libraries = {{library, "why", "what"}};
  add_file(document, "a.py", FileKind::library, {});
  add_file(document, "b.py", FileKind::tracked, {});
  add_file(document, "c.py", FileKind::both, {});
  add_file(document, "d.py", FileKind::never, {});
  add_file(document, "e.py", FileKind::skipped, {});
  document.files[2].single_backend = {library};
  document.files[3].single_backend = {library};
  const Readiness counts = readiness(document);
  EXPECT_EQ(counts.ready, 1U);
  EXPECT_EQ(counts.references, 1U);
  EXPECT_EQ(counts.both, 1U);
  EXPECT_EQ(counts.libraries, 1U);
  EXPECT_EQ(counts.unknown, 1U);
  EXPECT_EQ(library_rows(document)[0].files, (std::vector<std::string_view>{"c.py", "d.py"}));
}

TEST(StatusTables, GroupOtherFilesBySuffix) {
  StatusDocument document = empty_status();
  document.others = {{"a.md", 1}, {"b.js", 1}, {"c/d.md", 9}, {"Makefile", 1}};
  const auto rows = others_by_suffix(document);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0], (std::pair<std::string, std::size_t>(".md", 2)));
}

}  // namespace
}  // namespace codemod

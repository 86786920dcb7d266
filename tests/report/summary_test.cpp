#include "engine/report/summary.h"

#include <gtest/gtest.h>

namespace codemod {
namespace {

constexpr SummaryWords kWords{
    .module = "asyncio", .library = "anyio", .changed_verb = "would change"};

FileReport skipped(std::string path, std::string reason) {
  FileReport report;
  report.path = std::move(path);
  report.skipped = std::move(reason);
  return report;
}

FileReport changed() {
  FileReport report;
  report.path = "a.py";
  report.before = "x";
  report.held_back = 2;
  report.needs_library = {4, 5};
  report.references = {ReferenceReport{.name = "n",
                                       .outcome = Outcome::rewritten,
                                       .level = Safety::safe,
                                       .transform = "sleep",
                                       .message = "",
                                       .advice = ""},
                       ReferenceReport{.name = "n",
                                       .outcome = Outcome::suppressed,
                                       .level = Safety::safe,
                                       .transform = "sleep",
                                       .message = "",
                                       .advice = ""},
                       ReferenceReport{.name = "n",
                                       .outcome = Outcome::kept,
                                       .level = Safety::advice,
                                       .transform = "wait",
                                       .message = "",
                                       .advice = ""}};
  return report;
}

TEST(Summary, AddsUp) {
  Summary summary;
  add(summary, changed());
  add(summary, changed());
  add(summary, FileReport{});
  EXPECT_EQ(summary.files, 3U);
  EXPECT_EQ(summary.changed, 2U);
  EXPECT_EQ(summary.references,
            (ReferenceCounts{.found = 6, .rewritten = 2, .kept = 2, .suppressed = 2}));
  EXPECT_EQ(summary.held_back, 4U);
  EXPECT_EQ(summary.needs_library, (Version{4, 5}));
  EXPECT_EQ(summary.transforms["sleep"],
            (TransformCounts{.safe = 2, .unsafe = 0, .kept = 0, .suppressed = 2}));
  EXPECT_EQ(summary.kept_by_file["a.py"], 2U);
}

TEST(Summary, CountsAFileThatBecomesEmptyAsChanged) {
  FileReport report;
  report.before = "import asyncio\n";
  Summary summary;
  add(summary, report);
  EXPECT_EQ(summary.changed, 1U);
}

TEST(Summary, IsToldInAFewLines) {
  Summary summary;
  add(summary, changed());
  add(summary, FileReport{});
  EXPECT_EQ(summary_text(summary, kWords),
            "2 files: 1 would change, 1 unchanged\n"
            "3 asyncio references: 1 rewritten, 1 kept, 1 suppressed\n"
            "2 unsafe fixes held back (--unsafe applies them)\n"
            "the result needs anyio 4.5 or newer\n");
}

TEST(Summary, LeavesOutWhatIsNotThere) {
  EXPECT_EQ(summary_text({}, kWords),
            "0 files: 0 would change, 0 unchanged\n"
            "0 asyncio references: 0 rewritten, 0 kept, 0 suppressed\n");
}

TEST(Summary, GroupsSkippedFilesByReason) {
  Summary summary;
  add(summary, skipped("a.py", "cannot be decoded"));
  add(summary, skipped("b.py", "syntax error: line 3"));
  add(summary, skipped("c.py", "syntax error: line 9"));
  EXPECT_EQ(skip_lines(summary), "  skipped 2: syntax error\n  skipped 1: cannot be decoded\n");
  EXPECT_TRUE(summary_text(summary, kWords)
                  .starts_with("3 files: 0 would change, 0 unchanged, 3 skipped\n"));
}

TEST(Summary, LeavesDetailsOutOfReasons) {
  const auto line = [](std::string reason) {
    Summary summary;
    add(summary, skipped("a.py", std::move(reason)));
    return skip_lines(summary);
  };
  EXPECT_EQ(line("a.py:3: not valid UTF-8 (byte 0xff), file left unchanged: convert it"),
            "  skipped 1: not valid UTF-8\n");
  EXPECT_EQ(line("a.py: is a pipe, not a regular file"),
            "  skipped 1: is a pipe, not a regular file\n");
  EXPECT_EQ(line("Python 2 syntax at line 2"), "  skipped 1: Python 2 syntax\n");
  EXPECT_EQ(line("syntax error, at line 2"), "  skipped 1: syntax error\n");
  EXPECT_EQ(line("a.python is not a path"), "  skipped 1: a.python is not a path\n");
}

TEST(Summary, ShowsTheCommonReasonsOnly) {
  Summary summary;
  for (int i = 0; i < 12; ++i) add(summary, skipped("x.py", "reason " + std::to_string(i)));
  EXPECT_TRUE(skip_lines(summary).ends_with("  skipped 4 for other reasons\n"));
}

}  // namespace
}  // namespace codemod

#include "engine/report/text_report.h"

#include <gtest/gtest.h>

namespace codemod {
namespace {

ReferenceReport reference(std::string transform, Outcome outcome, Safety level) {
  return {.line = 3,
          .column = 9,
          .kind = ReferenceKind::name,
          .name = "asyncio.x",
          .outcome = outcome,
          .level = level,
          .transform = std::move(transform),
          .message = "because",
          .advice = "do it"};
}

FileReport sample(std::string path) {
  FileReport report;
  report.path = std::move(path);
  report.references = {reference("sleep", Outcome::rewritten, Safety::safe),
                       reference("gather", Outcome::kept, Safety::unsafe),
                       reference("gather", Outcome::rewritten, Safety::unsafe),
                       reference("wait", Outcome::kept, Safety::advice),
                       reference("sleep", Outcome::suppressed, Safety::safe)};
  return report;
}

std::string without_escapes(const std::string& text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\x1b') {
      plain += text[i];
      continue;
    }
    i = text.find('m', i);
  }
  return plain;
}

TEST(TextReport, ListsWhatIsKept) {
  EXPECT_EQ(kept_lines(sample("a.py")),
            "a.py:3:9: gather: because (do it)\na.py:3:9: wait: because (do it)\n");
}

TEST(TextReport, LeavesOutAdviceThatIsNotThere) {
  FileReport report = sample("a.py");
  report.references[1].advice.clear();
  EXPECT_TRUE(kept_lines(report).starts_with("a.py:3:9: gather: because\n"));
}

TEST(TextReport, ListsNotices) {
  FileReport report;
  report.path = "a.py";
  report.notices = {
      {.line = 1, .column = 2, .transform = "sleep", .message = "suppresses nothing"}};
  EXPECT_EQ(notice_lines(report), "a.py:1:2: sleep: suppresses nothing\n");
}

TEST(TextReport, DoesNotLetTextSteerATerminal) {
  EXPECT_EQ(printable("a\x1b[2Jb\n\x7f"), "a\\x1b[2Jb\\x0a\\x7f");
  EXPECT_EQ(printable("naïve"), "naïve");
}

TEST(ColoredDiff, ColoursAsGitDoes) {
  EXPECT_EQ(colored_diff("--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n same\n-old\n+new\n"),
            "\x1b[1m--- a/x\x1b[m\n\x1b[1m+++ b/x\x1b[m\n\x1b[36m@@ -1,2 +1,2 @@\x1b[m\n same\n"
            "\x1b[31m-old\x1b[m\n\x1b[32m+new\x1b[m\n");
}

TEST(ColoredDiff, TellsChangedLinesFromHeadersByCounting) {
  const std::string diff = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n--- old\n+++ new\n--- a/y\n";
  EXPECT_TRUE(
      colored_diff(diff).contains("\x1b[31m--- old\x1b[m\n\x1b[32m+++ new\x1b[m\n\x1b[1m--- a/y"));
}

TEST(ColoredDiff, ChangesNoByteOtherwise) {
  const std::string diff =
      "--- a/x\n+++ b/x\n@@ -1,3 +1,2 @@\n-a\r\n \f\n-b\n+c\n\\ No newline at end of file\n@@ -9 "
      "+8,0 @@\n-x";
  EXPECT_EQ(without_escapes(colored_diff(diff)), diff);
  EXPECT_EQ(colored_diff(""), "");
}

}  // namespace
}  // namespace codemod

#include "engine/report/status_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "engine/report/baseline.h"
#include "engine/report/json_report.h"
#include "engine/report/status_markdown.h"
#include "tests/report/status_sample.h"

namespace codemod {
namespace {

StatusDocument sample() {
  StatusDocument document = empty_status();
  add_file(document, "src/a.py", FileKind::both, one_of_each());
  add_file(document, "tests/b.py", FileKind::never, {});
  document.files[1].is_test = true;
  return document;
}

/// A document in which everything is there, long and often.
StatusDocument crowded() {
  StatusDocument document = empty_status();
  const StatusDocument before = document;
  for (int i = 10; i < 35; ++i) {
    const std::string path = std::string(100, 'x') + "é/" + std::to_string(i) + "/a.py";
    add_file(document, path, FileKind::tracked, one_of_each());
    document.files.back().single_backend = {"library"};
    document.files.back().guards = {{.line = 12345, .flags = {std::string(90, 'F')}}};
    document.twins.push_back({.path = path, .original = path, .references = 3});
    document.others.push_back(
        {.path = "a." + std::string(90, 's') + std::to_string(i), .mentions = 1});
  }
  document.libraries = {{"library",
                         std::string_view("because it is so and not otherwise, for "
                                          "reasons that go beyond one line"),
                         "none"}};
  const auto baseline = parse_baseline(status_json(before), std::string(99, 'b'), "tool.status/1");
  if (baseline) compare_with(*baseline, document);
  return document;
}

std::size_t visible_width(const std::string& line) {
  std::size_t width = 0;
  for (const char c : line)
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++width;
  return width;
}

TEST(StatusText, Counts) {
  const std::string text = status_text(sample(), Colors::off);
  EXPECT_TRUE(text.starts_with("4 asyncio references in 2 files\n")) << text;
  EXPECT_TRUE(text.contains("  rewritten                            1   25 %  #####\n")) << text;
  EXPECT_TRUE(text.contains("  held back (--unsafe)                 1   25 %")) << text;
  EXPECT_TRUE(text.contains("  left for a person                    1   25 %")) << text;
  EXPECT_TRUE(text.contains("  asyncio and anyio                            1       1       0\n"))
      << text;
  EXPECT_TRUE(text.contains("  neither                                      1       0       1\n"))
      << text;
  EXPECT_TRUE(
      text.contains("  an object that stays                         3       0       1       1\n"))
      << text;
  EXPECT_TRUE(text.contains("  sleep                    0       1       1       1           1\n"))
      << text;
  EXPECT_TRUE(text.contains("       2  src/a.py\n")) << text;
}

TEST(StatusText, FitsATerminal) {
  std::istringstream lines(status_text(crowded(), Colors::off));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(visible_width(line), 80U) << line;
}

TEST(StatusText, SaysHowMuchItLeavesOut) {
  const std::string text = status_text(crowded(), Colors::off);
  for (const char* rest : {"  ... 15 more folders\n", "  ... 15 more files\n",
                           "  ... 15 more guards\n", "  ... 15 more kinds\n", "  ... 90 more\n"})
    EXPECT_TRUE(text.contains(rest)) << rest << text;
}

TEST(StatusText, TellsWhatIsNew) {
  StatusDocument document = sample();
  const auto baseline = parse_baseline(status_json(empty_status()), "old.json", "tool.status/1");
  ASSERT_TRUE(baseline.has_value());
  compare_with(*baseline, document);
  const std::string text = status_text(document, Colors::off);
  EXPECT_TRUE(text.contains("  since old.json\n  4 new, 0 gone, 0 unchanged\n")) << text;
  EXPECT_TRUE(text.contains("  new  src/a.py:3 asyncio.Queue\n")) << text;
}

TEST(StatusText, HasColoursOnlyWhenAsked) {
  EXPECT_FALSE(status_text(crowded(), Colors::off).contains('\x1b'));
  EXPECT_TRUE(status_text(crowded(), Colors::on).contains("\x1b[1m"));
}

TEST(StatusText, IsShortWhenThereIsNothing) {
  EXPECT_EQ(status_text(empty_status(), Colors::off),
            "0 asyncio references in 0 files\n"
            "  rewritten                            0    0 %\n"
            "  held back (--unsafe)                 0    0 %\n"
            "  left for a person                    0    0 %\n"
            "  suppressed                           0    0 %\n");
}

TEST(StatusMarkdown, HasItsTables) {
  const std::string text = status_markdown(sample());
  EXPECT_TRUE(
      text.starts_with("# Migration from asyncio to anyio\n\n"
                       "4 asyncio references in 2 files.\n"))
      << text;
  EXPECT_TRUE(text.contains("| asyncio and anyio | 1 | 1 | 0 |\n")) << text;
  EXPECT_TRUE(text.contains("| an object that stays | 3 | 0 | 1 | 1 |\n")) << text;
  EXPECT_TRUE(text.contains("| `sleep` | 0 | 1 | 1 | 1 | 1 |\n")) << text;
  EXPECT_TRUE(
      text.contains("### `src/a.py`\n\n- line 3, `asyncio.Queue`: because of `x \\| y`; do it\n"))
      << text;
}

TEST(StatusMarkdown, KeepsNamesFromBeingMarkup) {
  StatusDocument document = empty_status();
  add_file(document, "odd`|name.py", FileKind::skipped, {});
  document.files[0].skipped = "*why* <b>";
  document.summary.skipped = 1;
  const std::string text = status_markdown(document);
  EXPECT_TRUE(text.contains("- skipped ``odd`\\|name.py``: \\*why\\* \\<b\\>\n")) << text;
}

TEST(StatusMarkdown, EveryTableHasCellsForItsColumns) {
  std::istringstream lines(status_markdown(crowded()));
  std::ptrdiff_t columns = 0;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('|')) {
      columns = 0;
      continue;
    }
    const std::ptrdiff_t mine = std::ranges::count(line, '|');
    if (columns == 0) columns = mine;
    EXPECT_EQ(mine, columns) << line;
  }
}

}  // namespace
}  // namespace codemod

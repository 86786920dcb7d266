// Runs every case of testdata/: as it is, a second time, and in other spellings of the same text.
// UPDATE_GOLDEN=1 writes after.py and findings.txt from what the tool does.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <functional>

#include "tests/fixture_cases.h"

namespace asyncio2anyio::testing_support {
namespace {

/// Lines with their newlines; the last one may lack it.
std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t newline = text.find('\n', begin);
    const std::size_t end = newline == std::string::npos ? text.size() : newline + 1;
    lines.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return lines;
}

std::size_t leading_blanks(const std::string& line) {
  const std::size_t text = line.find_first_not_of(' ');
  return text == std::string::npos ? line.size() : text;
}

std::string map_lines(const std::string& text,
                      const std::function<std::string(const std::string&)>& change) {
  std::string result;
  for (const std::string& line : lines_of(text)) result += change(line);
  return result;
}

bool always(const FixtureCase&) { return true; }

std::string with_crlf(const std::string& text) {
  return map_lines(text, [](const std::string& line) {
    return line.ends_with('\n') ? line.substr(0, line.size() - 1) + "\r\n" : line;
  });
}

bool is_unix(const FixtureCase& fixture) { return fixture.before.find('\r') == std::string::npos; }

std::string with_tabs(const std::string& text) {
  return map_lines(text, [](const std::string& line) {
    const std::size_t blanks = leading_blanks(line);
    return std::string(blanks / 4, '\t') + line.substr(blanks);
  });
}

bool is_indented_by_four(const FixtureCase& fixture) {
  bool indented = false;
  for (const std::string& text : {fixture.before, fixture.expected()})
    for (const std::string& line : lines_of(text)) {
      if (leading_blanks(line) % 4 != 0 || line.starts_with('\t')) return false;
      indented = indented || leading_blanks(line) > 0;
    }
  return indented;
}

std::string with_bom(const std::string& text) { return "\xEF\xBB\xBF" + text; }

bool has_no_bom(const FixtureCase& fixture) { return !fixture.before.starts_with("\xEF\xBB\xBF"); }

std::string without_final_newline(const std::string& text) {
  return text.ends_with('\n') ? text.substr(0, text.size() - 1) : text;
}

std::string nested(const std::string& text) {
  return "if True:\n" + map_lines(text, [](const std::string& line) {
           return line.find_first_not_of("\r\n") == std::string::npos ? line : "    " + line;
         });
}

bool can_be_nested(const FixtureCase& fixture) {
  const std::string& text = fixture.before;
  for (const std::string_view obstacle : {"from __future__", "\"\"\"", "'''", "\t", "\f"})
    if (text.find(obstacle) != std::string::npos) return false;
  return has_no_bom(fixture) && !fixture.expected().empty();
}

/// Another spelling of a text, under which the same must happen.
struct Spelling {
  std::string_view name;
  std::string (*change)(const std::string&);
  bool (*applies)(const FixtureCase&);
};

constexpr Spelling kSpellings[] = {
    {"CRLF", with_crlf, is_unix},
    {"tabs", with_tabs, is_indented_by_four},
    {"BOM", with_bom, has_no_bom},
    {"no final newline", without_final_newline, always},
    {"nested in `if True:`", nested, can_be_nested},
};

void write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

void update_golden(const FixtureCase& fixture, const codemod::FileReport& report) {
  const std::filesystem::path after = fixture.folder / "after.py";
  if (report.changed())
    write(after, report.after);
  else
    std::filesystem::remove(after);
  if (fixture.findings) write(fixture.folder / "findings.txt", findings_text(report));
}

bool update_wanted() { return std::getenv("UPDATE_GOLDEN") != nullptr; }

class Fixture : public testing::TestWithParam<FixtureCase> {};

TEST_P(Fixture, GivesItsResult) {
  const FixtureCase& fixture = GetParam();
  ASSERT_EQ(fixture.problem, "");
  const codemod::FileReport report = rewrite(fixture, fixture.before, fixture.options);
  ASSERT_FALSE(report.skipped) << *report.skipped;
  const std::string text = text_after(report, fixture.before);
  EXPECT_EQ(text_after(rewrite(fixture, text, fixture.options), text), text)
      << "the second run changes something";
  if (update_wanted()) return update_golden(fixture, report);
  EXPECT_EQ(text, fixture.expected());
  if (fixture.findings) {
    EXPECT_EQ(findings_text(report), *fixture.findings);
  }
}

TEST_P(Fixture, GivesTheSameInOtherSpellings) {
  const FixtureCase& fixture = GetParam();
  ASSERT_EQ(fixture.problem, "");
  if (fixture.single || update_wanted()) GTEST_SKIP() << "one spelling only";
  for (const Spelling& spelling : kSpellings) {
    if (!spelling.applies(fixture)) continue;
    SCOPED_TRACE(spelling.name);
    const std::string before = spelling.change(fixture.before);
    const codemod::FileReport report = rewrite(fixture, before, fixture.options);
    EXPECT_FALSE(report.skipped) << *report.skipped;
    EXPECT_EQ(text_after(report, before), spelling.change(fixture.expected()));
  }
}

INSTANTIATE_TEST_SUITE_P(Golden, Fixture, testing::ValuesIn(fixture_cases()),
                         [](const testing::TestParamInfo<FixtureCase>& info) {
                           return test_name(info.param);
                         });

}  // namespace
}  // namespace asyncio2anyio::testing_support

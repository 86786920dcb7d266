#include "engine/source/source_file.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/temporary_directory.h"

namespace codemod {
namespace {

SourceFile accepted(std::string bytes) {
  Result<SourceFile> file = SourceFile::from_bytes("a.py", std::move(bytes));
  EXPECT_TRUE(file) << file.error().message;
  return std::move(*file);
}

std::string refusal(std::string bytes) {
  const Result<SourceFile> file = SourceFile::from_bytes("a.py", std::move(bytes));
  return file ? "accepted" : file.error().message;
}

void expect_place(const SourceFile& file, std::uint32_t offset, std::uint32_t line,
                  std::uint32_t column) {
  const LineColumn place = file.line_column(offset);
  EXPECT_EQ(place.line, line) << "at " << offset;
  EXPECT_EQ(place.column, column) << "at " << offset;
}

TEST(SourceFile, KeepsEveryByte) {
  const std::string bytes = "\xEF\xBB\xBF# \xC3\xA9\r\nx = 1\r\f\ty\n  ";
  EXPECT_EQ(accepted(bytes).bytes(), bytes);
}

TEST(SourceFile, SharesPlainTextWithTheParser) {
  const SourceFile file = accepted("# coding: utf-8\r\nname = '\xC3\xA9'\n");
  EXPECT_EQ(file.parser_text().data(), file.bytes().data());
}

TEST(SourceFile, BlanksTheByteOrderMarkForTheParser) {
  const SourceFile file = accepted("\xEF\xBB\xBFx = '\xC3\xA9'\n");
  EXPECT_TRUE(file.has_bom());
  EXPECT_EQ(file.parser_text(), "\f\f\fx = '\xC3\xA9'\n");
  EXPECT_FALSE(accepted("x = '\xEF\xBB\xBF'").has_bom());
}

TEST(SourceFile, ShowsLoneCarriageReturnsAsNewlinesToTheParser) {
  EXPECT_EQ(accepted("a\rb\r\nc\nd\r\re\r").parser_text(), "a\nb\r\nc\nd\n\ne\n");
}

TEST(SourceFile, ShowsHighBytesOfOtherEncodingsAsLettersToTheParser) {
  const SourceFile file = accepted("# coding: latin-1\nn\xE9 = '\xE9'\n");
  EXPECT_EQ(file.parser_text(), "# coding: latin-1\nnx = 'x'\n");
  EXPECT_EQ(file.bytes(), "# coding: latin-1\nn\xE9 = '\xE9'\n");
}

TEST(SourceFile, FindsTheNewlineOfMostLines) {
  EXPECT_EQ(accepted("").newline(), Newline::lf);
  EXPECT_EQ(accepted("a").newline(), Newline::lf);
  EXPECT_EQ(accepted("a\nb\r\nc\n").newline(), Newline::lf);
  EXPECT_EQ(accepted("a\r\nb\r\nc\n").newline(), Newline::crlf);
  EXPECT_EQ(accepted("a\rb\rc\n").newline(), Newline::cr);
  EXPECT_EQ(newline_text(Newline::crlf), "\r\n");
}

TEST(SourceFile, CountsLinesAndColumns) {
  const SourceFile file = accepted("ab\n\r\nc\rd\fe\n");
  expect_place(file, 0, 1, 1);
  expect_place(file, 2, 1, 3);
  expect_place(file, 3, 2, 1);
  expect_place(file, 4, 2, 2);  // between CR and LF
  expect_place(file, 5, 3, 1);
  expect_place(file, 7, 4, 1);
  expect_place(file, 9, 4, 3);  // a form feed ends no line
  expect_place(file, 11, 5, 1);
}

TEST(SourceFile, CountsCodePointsAfterTheByteOrderMark) {
  const SourceFile utf8 = accepted("\xEF\xBB\xBF\xC3\xA9\xE2\x82\xAC\xF0\x9F\x90\x8Dx\n\xC3\xA9y");
  expect_place(utf8, 0, 1, 1);
  expect_place(utf8, 3, 1, 1);
  expect_place(utf8, 12, 1, 4);
  expect_place(utf8, 16, 2, 2);
  const std::string cookie = "#coding:euc-jp\n";
  const SourceFile euc = accepted(cookie + "'\xA4\xA2\x8F\xB0\xA1\x8E\xB1' x");
  expect_place(euc, 15 + 8, 2, 5);
  const SourceFile latin = accepted("#coding:cp1252\n\xE9\xE9x");
  expect_place(latin, 15 + 2, 2, 3);
}

TEST(SourceFile, FindsTheBordersOfALine) {
  const SourceFile file = accepted("ab\r\nc\rd");
  const auto borders = [&](std::uint32_t offset) {
    return std::pair(file.line_begin(offset), file.line_end(offset));
  };
  EXPECT_EQ(borders(0), (std::pair{0U, 4U}));
  EXPECT_EQ(borders(3), (std::pair{0U, 4U}));
  EXPECT_EQ(borders(4), (std::pair{4U, 6U}));
  EXPECT_EQ(borders(6), (std::pair{6U, 7U}));
  EXPECT_EQ(borders(7), (std::pair{6U, 7U}));
  EXPECT_EQ(accepted("").line_end(0), 0U);
}

TEST(SourceFile, LineIndexAgreesWithCountingByHand) {
  std::mt19937 random(7);
  constexpr std::string_view kLetters = "a \r\n\n\r";
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (auto size = random() % 40; size > 0; --size) text += kLetters[random() % kLetters.size()];
    const SourceFile file = accepted(text);
    std::uint32_t line = 1;
    std::uint32_t begin = 0;
    for (std::uint32_t at = 0; at <= text.size(); ++at) {
      if (at > 0 &&
          (text[at - 1] == '\n' || (text[at - 1] == '\r' && text.substr(at, 1) != "\n"))) {
        EXPECT_EQ(file.line_end(begin), at) << testing::PrintToString(text);
        ++line;
        begin = at;
      }
      expect_place(file, at, line, at - begin + 1);
      EXPECT_EQ(file.line_begin(at), begin) << testing::PrintToString(text);
    }
  }
}

TEST(SourceFile, AcceptsEncodingsThatAreSupersetsOfAscii) {
  for (const char* name :
       {"latin-1", "latin1", "L1", "ISO-8859-1", "iso8859_15", "iso-8859-16", "cp1252",
        "windows-1251", "KOI8-R", "koi8_u", "mac-roman", "cp437", "cp850", "euc-jp", "EUC_KR",
        "gb2312", "euc-cn", "iso-latin-1-unix", "tis-620"})
    EXPECT_EQ(accepted("# coding: " + std::string(name) + "\n'\xA4\xA2'\n").parser_text().back(),
              '\n')
        << name;
}

TEST(SourceFile, RefusesEncodingsThatCannotBeEditedAsBytes) {
  for (const char* name : {"utf-16", "utf-7", "shift_jis", "cp932", "gbk", "big5", "iso-2022-jp",
                           "hz", "cp037", "cp864", "unicode_escape", "no-such-codec"})
    EXPECT_EQ(refusal("#!/usr/bin/python\n# coding: " + std::string(name) + "\n"),
              "a.py:2: encoding `" + std::string(name) +
                  "` is unknown or no superset of ASCII, file left unchanged: convert it to UTF-8");
}

TEST(SourceFile, FindsTheCookieWherePythonDoes) {
  for (const char* head :
       {"# -*- coding: latin-1 -*-\n", "# vim: set fileencoding=latin-1 :\n",
        "\f \t#coding=latin-1\n", "\n# coding: latin-1\n", "# x\r# coding: latin-1\r",
        "# x\r\n#coding:\tlatin-1\r\n", "#!python\n# encoding: latin-1\n",
        "# coding x coding: latin-1\n", "# coding: ! coding: latin-1\n"})
    EXPECT_EQ(refusal(std::string(head) + "x = '\xE9'\n"), "accepted") << head;
}

TEST(SourceFile, FindsNoCookieWherePythonFindsNone) {
  for (const char* head :
       {"x = 1  # coding: latin-1\n", "x = 1\n# coding: latin-1\n", "\n\n# coding: latin-1\n",
        "'''\n# coding: latin-1\n'''\n", "\\\n# coding: latin-1\n", "# coding latin-1\n",
        "# coding : latin-1\n", "# Coding: latin-1\n", "# x\r\r# coding: latin-1\n"})
    EXPECT_NE(refusal(std::string(head) + "x = '\xE9'\n"), "accepted") << head;
}

TEST(SourceFile, RefusesACookieThatContradictsTheByteOrderMark) {
  EXPECT_EQ(refusal("\xEF\xBB\xBF# coding: latin-1\n"),
            "a.py:1: encoding `latin-1` contradicts the UTF-8 byte order mark, file left "
            "unchanged: remove one of them");
  EXPECT_TRUE(accepted("\xEF\xBB\xBF# coding: utf-8-sig\n").has_bom());
}

TEST(SourceFile, RefusesBytesThatTheEncodingDoesNotAllow) {
  const std::string remedy = ", file left unchanged: declare its encoding (PEP 263) or convert it";
  EXPECT_EQ(refusal("a\nb\n'caf\xE9'\n"), "a.py:3: not valid UTF-8 (byte 0xe9)" + remedy);
  EXPECT_EQ(refusal("# coding: ascii\n'\xC3\xA9'\n"),
            "a.py:2: not valid ASCII (byte 0xc3)" + remedy);
  EXPECT_EQ(refusal("x = 1\r\ry\xFF"), "a.py:3: not valid UTF-8 (byte 0xff)" + remedy);
}

TEST(SourceFile, RefusesWhatIsNoText) {
  EXPECT_EQ(refusal(std::string("a\nb\0c", 5)),
            "a.py:2: NUL byte, file left unchanged: Python source has none, is it binary?");
  EXPECT_EQ(refusal(std::string("\xFF\xFE"
                                "a\0",
                                4)),
            "a.py:1: UTF-16, file left unchanged: convert it to UTF-8");
}

TEST(SourceFile, ChecksUtf8AsTheStandardSaysAtEveryAlignment) {
  for (const char* good : {"\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                           "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"})
    for (std::size_t shift = 0; shift < 17; ++shift)
      EXPECT_EQ(refusal("#" + std::string(shift, 'x') + good + std::string(9, 'y')), "accepted")
          << good;
  for (const char* bad :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xC2", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xE2\x82",
        "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF0\x9F\x90", "\xFF"})
    for (std::size_t shift = 0; shift < 17; ++shift) {
      EXPECT_NE(refusal("#" + std::string(shift, 'x') + bad + std::string(9, 'y')), "accepted")
          << bad;
      EXPECT_NE(refusal("#" + std::string(shift, 'x') + bad), "accepted") << bad << " at the end";
    }
}

TEST(SourceFile, LoadsFromDisk) {
  const testing_support::TemporaryDirectory directory;
  const std::filesystem::path path = directory.write("a.py", "x = 1\r\n");
  const Result<SourceFile> file = SourceFile::load(path);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(file->bytes(), "x = 1\r\n");
  EXPECT_EQ(file->path(), path.string());
  EXPECT_FALSE(SourceFile::load(directory.path()));
  const Result<SourceFile> next = file->with_bytes("y = 2\n");
  ASSERT_TRUE(next);
  EXPECT_EQ(next->path(), path.string());
}

}  // namespace
}  // namespace codemod

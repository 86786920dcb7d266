#include "engine/source/encoding.h"

#include <algorithm>
#include <cstring>
#include <optional>

namespace codemod {
namespace {

// The normalised names of Python's codecs and their aliases, by what their bytes mean. Codecs
// that are no superset of ASCII byte by byte are missing on purpose. A blank
// stands before and behind each name.
constexpr std::string_view kUtf8Names = " cp65001 u8 utf utf8 utf8_ucs2 utf8_ucs4 utf_8 utf_8_sig ";

constexpr std::string_view kAsciiNames =
    " 646 ansi_x3_4_1968 ansi_x3_4_1986 ascii cp367 csascii ibm367 iso646_us iso_646_irv_1991 "
    "iso_ir_6 us us_ascii ";

constexpr std::string_view kDoubleByteNames =
    " chinese csiso58gb231280 euc_cn euc_jis2004 euc_jis_2004 euc_jisx0213 euc_jp euc_kr euccn "
    "eucgb2312_cn eucjis2004 eucjisx0213 eucjp euckr gb2312 gb2312_1980 gb2312_80 iso_ir_58 "
    "jisx0213 korean ks_c_5601 ks_c_5601_1987 ks_x_1001 ksc5601 ksx1001 u_jis ujis x_mac_korean "
    "x_mac_simp_chinese ";

constexpr std::string_view kSingleByteNames =
    " 1125 1250 1251 1252 1253 1254 1255 1256 1257 1258 437 775 850 852 855 857 858 860 861 862 "
    "863 865 866 869 8859 arabic asmo_708 cp1006 cp1051 cp1125 cp1250 cp1251 cp1252 cp1253 "
    "cp1254 cp1255 cp1256 cp1257 cp1258 cp154 cp437 cp720 cp737 cp775 cp819 cp850 cp852 cp855 "
    "cp856 cp857 cp858 cp860 cp861 cp862 cp863 cp865 cp866 cp866u cp869 cp874 cp_gr cp_is "
    "cshproman8 csibm855 csibm857 csibm858 csibm860 csibm861 csibm863 csibm865 csibm866 "
    "csibm869 csisolatin1 csisolatin2 csisolatin3 csisolatin4 csisolatin5 csisolatin6 "
    "csisolatinarabic csisolatincyrillic csisolatingreek csisolatinhebrew cskoi8r cspc775baltic "
    "cspc850multilingual cspc862latinhebrew cspc8codepage437 cspcp852 csptcp154 cyrillic "
    "cyrillic_asian ecma_114 ecma_118 elot_928 greek greek8 hebrew hp_roman8 ibm1051 ibm1125 "
    "ibm437 ibm775 ibm819 ibm850 ibm852 ibm855 ibm857 ibm858 ibm860 ibm861 ibm862 ibm863 ibm865 "
    "ibm866 ibm869 iso8859 iso8859_1 iso8859_10 iso8859_11 iso8859_13 iso8859_14 iso8859_15 "
    "iso8859_16 iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_9 "
    "iso_8859_1 iso_8859_10 iso_8859_10_1992 iso_8859_11 iso_8859_11_2001 iso_8859_13 "
    "iso_8859_14 iso_8859_14_1998 iso_8859_15 iso_8859_16 iso_8859_16_2001 iso_8859_1_1987 "
    "iso_8859_2 iso_8859_2_1987 iso_8859_3 iso_8859_3_1988 iso_8859_4 iso_8859_4_1988 "
    "iso_8859_5 iso_8859_5_1988 iso_8859_6 iso_8859_6_1987 iso_8859_7 iso_8859_7_1987 "
    "iso_8859_8 iso_8859_8_1988 iso_8859_9 iso_8859_9_1989 iso_celtic iso_ir_100 iso_ir_101 "
    "iso_ir_109 iso_ir_110 iso_ir_126 iso_ir_127 iso_ir_138 iso_ir_144 iso_ir_148 iso_ir_157 "
    "iso_ir_166 iso_ir_199 iso_ir_226 koi8_r koi8_t koi8_u kz1048 kz_1048 l1 l10 l2 l3 l4 l5 l6 "
    "l7 l8 l9 latin latin1 latin10 latin2 latin3 latin4 latin5 latin6 latin7 latin8 latin9 "
    "latin_1 mac_arabic mac_centeuro mac_croatian mac_cyrillic mac_farsi mac_greek mac_iceland "
    "mac_latin2 mac_roman mac_romanian mac_turkish maccentraleurope maccyrillic macgreek "
    "maciceland macintosh maclatin2 macroman macturkish pt154 ptcp154 r8 rk1048 roman8 ruscii "
    "strk1048_2002 thai tis620 tis_620 tis_620_0 tis_620_2529_0 tis_620_2529_1 windows_1250 "
    "windows_1251 windows_1252 windows_1253 windows_1254 windows_1255 windows_1256 windows_1257 "
    "windows_1258 ";

bool is_alphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); }

// Runs of other characters become one underscore, none at either end.
std::string normalised_codec_name(std::string_view name) {
  std::string result;
  bool separated = false;
  for (char c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (!is_alphanumeric(c)) {
      separated = true;
      continue;
    }
    if (separated && !result.empty()) result += '_';
    separated = false;
    result += c;
  }
  return result;
}

std::optional<Encoding> encoding_named(std::string_view name) {
  const std::string key = normalised_codec_name(name);
  const std::string word = " " + key + " ";
  const auto is_in = [&](std::string_view names) { return names.contains(word); };
  // The tokenizer itself, before any codec is looked up, cuts what editors add (`utf-8-unix`).
  const auto has_prefix = [&](std::string_view prefix) { return key.starts_with(prefix); };
  if (is_in(kUtf8Names) || has_prefix("utf_8_")) return Encoding::utf8;
  if (is_in(kAsciiNames)) return Encoding::ascii;
  if (is_in(kSingleByteNames) || key == "iso_latin_1") return Encoding::single_byte;
  if (has_prefix("latin_1_") || has_prefix("iso_8859_1_") || has_prefix("iso_latin_1_"))
    return Encoding::single_byte;
  if (is_in(kDoubleByteNames)) return Encoding::double_byte;
  return std::nullopt;
}

bool is_cookie_character(char c) {
  return is_alphanumeric(c) || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
}

// The name in `# … coding: NAME …`, empty for any other line.
std::string_view cookie_in(std::string_view line) {
  const std::size_t comment = line.find_first_not_of(" \t\f");
  if (comment == line.npos || line[comment] != '#') return {};
  constexpr std::string_view kWord = "coding";
  for (std::size_t at = line.find(kWord, comment); at != line.npos; at = line.find(kWord, at + 1)) {
    const std::string_view tail = line.substr(at + kWord.size());
    if (!tail.starts_with(':') && !tail.starts_with('=')) continue;
    const std::size_t begin = tail.find_first_not_of(" \t", 1);
    if (begin == tail.npos) continue;
    const auto* const end = std::ranges::find_if_not(tail.substr(begin), is_cookie_character);
    const std::string_view name(tail.data() + begin, end);
    if (!name.empty()) return name;
  }
  return {};
}

bool is_blank_or_comment(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\f");
  return first == line.npos || line[first] == '#';
}

struct Cookie {
  std::string_view name;
  std::uint32_t line = 1;
};

Cookie find_cookie(std::string_view text) {
  for (std::uint32_t number = 1; number <= 2; ++number) {
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    if (const std::string_view name = cookie_in(line); !name.empty()) return {name, number};
    if (!is_blank_or_comment(line) || line.size() == text.size()) break;
    text.remove_prefix(line.size());
    text.remove_prefix(text.starts_with("\r\n") ? 2 : 1);
  }
  return {};
}

std::size_t skip_ascii(std::string_view bytes, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  for (std::uint64_t word = 0; at + sizeof word <= bytes.size(); at += sizeof word) {
    std::memcpy(&word, bytes.data() + at, sizeof word);
    if ((word & kHighBits) != 0) break;
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at;
}

// Length of the UTF-8 sequence at the start, 0 when there is none: no surrogates, no overlong
// forms, nothing above U+10FFFF.
std::size_t utf8_sequence_length(std::string_view bytes) {
  const auto byte = [&](std::size_t i) {
    return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : static_cast<unsigned char>(0);
  };
  const auto is_tail = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned char lead = byte(0);
  const unsigned char second = byte(1);
  if (lead < 0x80) return bytes.empty() ? 0 : 1;
  if (lead < 0xC2 || lead > 0xF4 || !is_tail(1)) return 0;
  if (lead < 0xE0) return 2;
  if (lead == 0xE0 && second < 0xA0) return 0;
  if (lead == 0xED && second > 0x9F) return 0;
  if (lead < 0xF0) return is_tail(2) ? 3 : 0;
  if (lead == 0xF0 && second < 0x90) return 0;
  if (lead == 0xF4 && second > 0x8F) return 0;
  return is_tail(2) && is_tail(3) ? 4 : 0;
}

std::size_t double_byte_character_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  return lead == 0x8F ? 3 : 2;
}

std::size_t count_double_byte(std::string_view bytes) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < bytes.size(); ++count)
    at += double_byte_character_length(static_cast<unsigned char>(bytes[at]));
  return count;
}

}  // namespace

std::expected<Encoding, EncodingProblem> detect_encoding(std::string_view bytes) {
  const bool has_bom = bytes.starts_with(kByteOrderMark);
  const Cookie cookie = find_cookie(has_bom ? bytes.substr(kByteOrderMark.size()) : bytes);
  if (cookie.name.empty()) return Encoding::utf8;
  const auto problem = [&](const char* what) {
    return std::unexpected(
        EncodingProblem{cookie.line, "encoding `" + std::string(cookie.name) + "` " + what});
  };
  const std::optional<Encoding> encoding = encoding_named(cookie.name);
  if (has_bom && encoding != Encoding::utf8)
    return problem(
        "contradicts the UTF-8 byte order mark, file left unchanged: remove one of them");
  if (!encoding)
    return problem("is unknown or no superset of ASCII, file left unchanged: convert it to UTF-8");
  return *encoding;
}

std::size_t find_undecodable(std::string_view bytes, Encoding encoding) {
  if (encoding == Encoding::single_byte || encoding == Encoding::double_byte) return bytes.size();
  std::size_t at = skip_ascii(bytes, 0);
  if (encoding == Encoding::ascii) return at;
  while (at < bytes.size()) {
    const std::size_t length = utf8_sequence_length(bytes.substr(at));
    if (length == 0) return at;
    at = skip_ascii(bytes, at + length);
  }
  return at;
}

std::size_t count_code_points(std::string_view bytes, Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return static_cast<std::size_t>(std::ranges::count_if(
          bytes, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
    case Encoding::ascii:
    case Encoding::single_byte:
      return bytes.size();
    case Encoding::double_byte:
      return count_double_byte(bytes);
  }
  return bytes.size();
}

}  // namespace codemod

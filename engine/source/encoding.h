#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace codemod {

/// How the bytes of a text are to be read. In all of them a byte below 0x80 is that ASCII
/// character and never part of another one, so that the text can be edited as bytes.
enum class Encoding : std::uint8_t {
  utf8,
  ascii,
  single_byte,  ///< ISO-8859, Windows and DOS code pages, KOI8, Mac, …
  double_byte,  ///< EUC: two bytes from 0x80 are one character; three when the first is 0x8F.
};

/// `text` begins with the UTF-8 byte order mark.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// A declared encoding that cannot be edited, and where it is declared.
struct EncodingProblem {
  std::uint32_t line = 1;
  std::string message;
};

/// The encoding of Python source by its BOM and PEP 263 comment, UTF-8 without either.
/// Names are matched as Python's codec registry does. Only looks at the first two lines.
[[nodiscard]] std::expected<Encoding, EncodingProblem> detect_encoding(std::string_view bytes);

/// Offset of the first byte that the encoding does not allow, or the size of the text. Only UTF-8
/// and ASCII are checked.
[[nodiscard]] std::size_t find_undecodable(std::string_view bytes, Encoding encoding);

/// Number of characters in `bytes`, which begins and ends between two of them.
[[nodiscard]] std::size_t count_code_points(std::string_view bytes, Encoding encoding);

}  // namespace codemod

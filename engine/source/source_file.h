#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/source/encoding.h"
#include "engine/source/text_range.h"
#include "engine/support/result.h"

namespace codemod {

/// The newline that inserted text uses: the one that most lines of the file end
/// with (`\n` for a file without any).
enum class Newline : std::uint8_t { lf, crlf, cr };

[[nodiscard]] std::string_view newline_text(Newline newline);

/// A place as people count it: both start at 1, columns count Unicode code points.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// One file's bytes, exactly as read, with what is needed to edit them: encoding
/// (BOM and PEP 263 cookie), newline kind and line index.
///
/// Encodings that are supersets of ASCII byte by byte (UTF-8, Latin-1, the ISO-8859
/// and Windows code pages, KOI8, EUC, …) are accepted and edited as bytes; UTF-8 is
/// validated. Others (UTF-16, Shift-JIS, GBK, UTF-7, …), unknown names, NUL bytes and
/// files above 4 GiB are refused.
class SourceFile {
 public:
  /// Takes text that is in memory. `path` is only used in messages.
  /// Errors: undecodable or unsupported encoding, NUL bytes, too large.
  static Result<SourceFile> from_bytes(std::string path, std::string bytes);
  /// The same after reading the file. Errors also: not readable, not a regular file.
  static Result<SourceFile> load(const std::filesystem::path& path);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string_view bytes() const { return bytes_; }
  /// What the parser sees: as long as `bytes()`, same offsets. The BOM is blanked (by form
  /// feeds, which indent nothing), lone
  /// CRs are newlines (as CPython has it), and non-ASCII bytes of files that are not
  /// UTF-8 are letters.
  [[nodiscard]] std::string_view parser_text() const {
    return parser_text_.empty() ? std::string_view(bytes_) : std::string_view(parser_text_);
  }
  [[nodiscard]] Newline newline() const { return newline_; }
  [[nodiscard]] bool has_bom() const { return has_bom_; }
  /// Line and column of a byte offset (at most `bytes().size()`). CRLF, LF and lone CR end lines.
  [[nodiscard]] LineColumn line_column(std::uint32_t offset) const;
  /// The line alone: `line_column` has to count the characters before the offset.
  [[nodiscard]] std::uint32_t line_number(std::uint32_t offset) const;
  /// The line that the text of that place had in the file that was read, for messages about later passes: `line_number`
  /// unless `set_original_lines` was told otherwise.
  [[nodiscard]] std::uint32_t original_line(std::uint32_t offset) const;
  /// Says which line of the file that was read each line comes from.
  void set_original_lines(std::vector<std::uint32_t> lines) { original_lines_ = std::move(lines); }
  /// Offset at which the line that holds `offset` starts.
  [[nodiscard]] std::uint32_t line_begin(std::uint32_t offset) const;
  /// Offset just behind the newline of the line that holds `offset`.
  [[nodiscard]] std::uint32_t line_end(std::uint32_t offset) const;
  /// A file with other bytes and the same path and encoding: the next pass.
  [[nodiscard]] Result<SourceFile> with_bytes(std::string bytes) const { return from_bytes(path_, std::move(bytes)); }

 private:
  SourceFile() = default;
  Result<void> check_readable() const;

  std::string path_;
  std::string bytes_;
  std::string parser_text_;  ///< Empty when equal to `bytes_`.
  std::vector<std::uint32_t> line_starts_;
  std::vector<std::uint32_t> original_lines_;  ///< By line; empty when each is its own.
  Newline newline_ = Newline::lf;
  Encoding encoding_ = Encoding::utf8;
  bool has_bom_ = false;
};

}  // namespace codemod

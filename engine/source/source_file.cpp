#include "engine/source/source_file.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <utility>

#include "engine/support/check.h"
#include "engine/support/files.h"

namespace codemod {
namespace {

// The next byte `wanted` from `at` on, or the size of the text.
std::size_t find_byte(std::string_view text, char wanted, std::size_t at) {
  const void* found =
      at < text.size() ? std::memchr(text.data() + at, wanted, text.size() - at) : nullptr;
  return found == nullptr ? text.size()
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

struct LineIndex {
  std::vector<std::uint32_t> starts{0};
  std::array<std::uint32_t, 3> counts{};  // by `Newline`
  bool has_lone_cr = false;
};

void end_line(LineIndex& index, std::size_t next, Newline newline) {
  index.starts.push_back(static_cast<std::uint32_t>(next));
  ++index.counts[static_cast<std::size_t>(newline)];
}

// Nearly all files: no carriage return anywhere.
void index_lf_lines(std::string_view text, LineIndex& index) {
  for (std::size_t at = find_byte(text, '\n', 0); at < text.size();
       at = find_byte(text, '\n', at + 1))
    end_line(index, at + 1, Newline::lf);
}

void index_mixed_lines(std::string_view text, LineIndex& index) {
  for (std::size_t at = text.find_first_of("\r\n"); at != text.npos;
       at = text.find_first_of("\r\n", at)) {
    const Newline newline = text[at] == '\n'                      ? Newline::lf
                            : text.substr(at).starts_with("\r\n") ? Newline::crlf
                                                                  : Newline::cr;
    at += newline_text(newline).size();
    end_line(index, at, newline);
  }
}

LineIndex index_lines(std::string_view text) {
  LineIndex index;
  index.starts.reserve(text.size() / 32 + 2);  // typical line length of source
  if (find_byte(text, '\r', 0) == text.size()) {
    index_lf_lines(text, index);
  } else {
    index_mixed_lines(text, index);
  }
  index.has_lone_cr = index.counts[static_cast<std::size_t>(Newline::cr)] > 0;
  return index;
}

Newline prevailing(const LineIndex& index) {
  return static_cast<Newline>(std::ranges::max_element(index.counts) - index.counts.begin());
}

// See `SourceFile::parser_text`. Form feeds stand for the BOM: blanks that, unlike spaces, indent
// nothing.
std::string make_parser_text(std::string_view bytes, bool has_bom, bool blank_high_bytes) {
  std::string text(bytes);
  if (has_bom) text.replace(0, kByteOrderMark.size(), kByteOrderMark.size(), '\f');
  for (std::size_t at = find_byte(text, '\r', 0); at < text.size();
       at = find_byte(text, '\r', at + 1))
    if (at + 1 == text.size() || text[at + 1] != '\n') text[at] = '\n';
  if (blank_high_bytes)
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, 'x');
  return text;
}

std::string at_line(const std::string& path, std::uint32_t line, const std::string& what) {
  return path + ":" + std::to_string(line) + ": " + what;
}

std::string undecodable_message(Encoding encoding, unsigned char byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  return std::string("not valid ") + (encoding == Encoding::ascii ? "ASCII" : "UTF-8") +
         " (byte 0x" + kDigits[byte >> 4] + kDigits[byte & 15] +
         "), file left unchanged: declare its encoding (PEP 263) or convert it";
}

bool is_utf16(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

}  // namespace

std::string_view newline_text(Newline newline) {
  switch (newline) {
    case Newline::lf:
      return "\n";
    case Newline::crlf:
      return "\r\n";
    case Newline::cr:
      return "\r";
  }
  return "\n";
}

Result<SourceFile> SourceFile::from_bytes(std::string path, std::string bytes) {
  if (bytes.size() > std::numeric_limits<std::uint32_t>::max())
    return failure(path + ": larger than 4 GiB, file left unchanged");
  if (is_utf16(bytes))
    return failure(path + ":1: UTF-16, file left unchanged: convert it to UTF-8");
  const std::expected<Encoding, EncodingProblem> encoding = detect_encoding(bytes);
  if (!encoding) return failure(at_line(path, encoding.error().line, encoding.error().message));

  LineIndex lines = index_lines(bytes);
  SourceFile file;
  file.path_ = std::move(path);
  file.bytes_ = std::move(bytes);
  file.line_starts_ = std::move(lines.starts);
  file.newline_ = prevailing(lines);
  file.encoding_ = *encoding;
  file.has_bom_ = file.bytes().starts_with(kByteOrderMark);
  if (Result<void> readable = file.check_readable(); !readable)
    return std::unexpected(std::move(readable.error()));
  const bool blank_high_bytes =
      *encoding == Encoding::single_byte || *encoding == Encoding::double_byte;
  if (file.has_bom_ || lines.has_lone_cr || blank_high_bytes)
    file.parser_text_ = make_parser_text(file.bytes_, file.has_bom_, blank_high_bytes);
  return file;
}

Result<SourceFile> SourceFile::load(const std::filesystem::path& path) {
  Result<std::string> bytes = read_file(path);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  return from_bytes(path.string(), std::move(*bytes));
}

Result<void> SourceFile::check_readable() const {
  const auto refuse = [this](std::size_t offset, const std::string& why) {
    return failure(at_line(path_, line_column(static_cast<std::uint32_t>(offset)).line, why));
  };
  if (const std::size_t nul = find_byte(bytes_, '\0', 0); nul < bytes_.size())
    return refuse(nul, "NUL byte, file left unchanged: Python source has none, is it binary?");
  if (const std::size_t bad = find_undecodable(bytes_, encoding_); bad < bytes_.size())
    return refuse(bad, undecodable_message(encoding_, static_cast<unsigned char>(bytes_[bad])));
  return {};
}

std::uint32_t SourceFile::line_number(std::uint32_t offset) const {
  CODEMOD_CHECK(offset <= bytes_.size());
  return static_cast<std::uint32_t>(std::ranges::upper_bound(line_starts_, offset) -
                                    line_starts_.begin());
}

std::uint32_t SourceFile::original_line(std::uint32_t offset) const {
  const std::uint32_t line = line_number(offset);
  return line <= original_lines_.size() ? original_lines_[line - 1] : line;
}

LineColumn SourceFile::line_column(std::uint32_t offset) const {
  const std::uint32_t line = line_number(offset);
  std::uint32_t begin = line_starts_[line - 1];
  if (has_bom_ && line == 1)
    begin = std::min(offset, static_cast<std::uint32_t>(kByteOrderMark.size()));
  const std::size_t before = count_code_points(bytes().substr(begin, offset - begin), encoding_);
  return {line, static_cast<std::uint32_t>(before + 1)};
}

std::uint32_t SourceFile::line_begin(std::uint32_t offset) const {
  return line_starts_[line_number(offset) - 1];
}

std::uint32_t SourceFile::line_end(std::uint32_t offset) const {
  const std::uint32_t line = line_number(offset);
  return line < line_starts_.size() ? line_starts_[line]
                                    : static_cast<std::uint32_t>(bytes_.size());
}

}  // namespace codemod

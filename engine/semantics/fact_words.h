#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace codemod::fact_words {

// Tables, because every character of every file of a program passes here.
using CharacterSet = std::array<bool, 256>;

inline constexpr CharacterSet kWordCharacters = [] {
  CharacterSet set{};
  for (std::size_t c = 0; c < set.size(); ++c)
    set[c] = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
  return set;
}();
/// What ends a stretch of a plain string literal that needs no look.
inline constexpr CharacterSet kStringCharacters = [] {
  CharacterSet set{};
  for (const unsigned char c : {'"', '\'', '\\', '\n', '\r'}) set[c] = true;
  return set;
}();

inline bool is_in(char c, const CharacterSet& set) { return set[static_cast<unsigned char>(c)]; }
inline bool is_word(char c) { return is_in(c, kWordCharacters); }
inline bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }
inline bool is_newline(char c) { return c == '\n' || c == '\r'; }

inline bool is_string_prefix(std::string_view word) {
  return word.size() <= 2 && word.find_first_not_of("rRbBuUfFtT") == std::string_view::npos;
}

inline bool is_identifier(std::string_view text) {
  return !text.empty() && !(text[0] >= '0' && text[0] <= '9') && std::ranges::all_of(text, is_word);
}

inline bool is_dotted(std::string_view text) {
  return text.find('.') != std::string_view::npos &&
         std::ranges::all_of(text, [](char c) { return is_word(c) || c == '.'; });
}

/// The next `wanted` from `at` on, or the end of the text.
inline std::size_t find_byte(std::string_view text, char wanted, std::size_t at) {
  const void* found = at < text.size() ? std::memchr(text.data() + at, wanted, text.size() - at) : nullptr;
  return found == nullptr ? text.size() : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

/// Words by their first letter and length, which rule out nearly every other word.
class WordFilter {
 public:
  void add(std::string_view word) { lengths_[static_cast<unsigned char>(word.front())] |= bit_of(word); }
  [[nodiscard]] bool may_have(std::string_view word) const { return (lengths_[static_cast<unsigned char>(word.front())] & bit_of(word)) != 0; }

 private:
  static std::uint64_t bit_of(std::string_view word) { return std::uint64_t{1} << std::min<std::size_t>(word.size(), 63); }

  std::array<std::uint64_t, 256> lengths_{};
};

/// First words of logical lines that say what the rest means.
enum class LineKind : std::uint8_t { other, self, await, assert_, condition, import_, header };

inline LineKind line_kind(std::string_view word) {
  if (word == "self") return LineKind::self;
  if (word == "await") return LineKind::await;
  if (word == "assert") return LineKind::assert_;
  if (word == "if" || word == "while" || word == "elif") return LineKind::condition;
  if (word == "from" || word == "import") return LineKind::import_;
  if (word == "def" || word == "async") return LineKind::header;
  return LineKind::other;
}

/// Whether `text` has `part` as one of its dotted components.
inline bool has_component(std::string_view text, std::string_view part) {
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    const std::size_t end = at + part.size();
    if ((at == 0 || text[at - 1] == '.') && (end == text.size() || text[end] == '.')) return true;
  }
  return false;
}

}  // namespace codemod::fact_words

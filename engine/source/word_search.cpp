#include "engine/source/word_search.h"

#include <algorithm>
#include <cstring>

#include "engine/support/check.h"

namespace codemod {

std::size_t find_text(std::string_view text, std::string_view word, std::size_t from) {
  if (from >= text.size()) return std::string_view::npos;
  const void* found = memmem(text.data() + from, text.size() - from, word.data(), word.size());
  return found == nullptr ? std::string_view::npos
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

WordSearch::WordSearch(std::initializer_list<std::string_view> words)
    : words_(words), window_(std::ranges::min(words_, {}, &std::string_view::size).size()) {
  CODEMOD_CHECK(window_ >= 2 && window_ <= 256);
  shifts_.fill(static_cast<std::uint8_t>(window_ - 1));
  for (const std::string_view word : words_)
    for (std::size_t end = 1; end < window_; ++end) {
      std::uint8_t& shift = shifts_[pair_at(word.data() + end - 1)];
      shift = std::min(shift, static_cast<std::uint8_t>(window_ - 1 - end));
    }
}

std::size_t WordSearch::pair_at(const char* at) {
  return static_cast<std::size_t>(static_cast<unsigned char>(at[0])) << 8U | static_cast<unsigned char>(at[1]);
}

bool WordSearch::finds_in(std::string_view text) const {
  for (std::size_t end = window_; end <= text.size();) {
    if (const std::uint8_t shift = shifts_[pair_at(text.data() + end - 2)]; shift > 0) {
      end += shift;
      continue;
    }
    const std::string_view rest = text.substr(end - window_);
    if (std::ranges::any_of(words_, [&](std::string_view word) { return rest.starts_with(word); })) return true;
    ++end;
  }
  return false;
}

}  // namespace codemod

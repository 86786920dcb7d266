#include "engine/source/glob.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

namespace codemod {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool is_between(char c, char low, char high) { return low <= c && c <= high; }
bool is_upper(char c) { return is_between(c, 'A', 'Z'); }
bool is_lower(char c) { return is_between(c, 'a', 'z'); }
bool is_digit(char c) { return is_between(c, '0', '9'); }
bool is_alpha(char c) { return is_upper(c) || is_lower(c); }
bool is_alnum(char c) { return is_alpha(c) || is_digit(c); }
bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_space(char c) { return c == ' ' || is_between(c, '\t', '\r'); }
bool is_graph(char c) { return is_between(c, '!', '~'); }
bool is_print(char c) { return is_between(c, ' ', '~'); }
bool is_punct(char c) { return is_graph(c) && !is_alnum(c); }
bool is_cntrl(char c) { return is_between(c, '\0', '\x1F') || c == '\x7F'; }
bool is_xdigit(char c) { return is_digit(c) || is_between(c, 'a', 'f') || is_between(c, 'A', 'F'); }

using CharacterClass = bool (*)(char);

CharacterClass class_named(std::string_view name) {
  constexpr auto kClasses =
      std::to_array<std::pair<std::string_view, CharacterClass>>({{"alnum", is_alnum},
                                                                  {"alpha", is_alpha},
                                                                  {"blank", is_blank},
                                                                  {"cntrl", is_cntrl},
                                                                  {"digit", is_digit},
                                                                  {"graph", is_graph},
                                                                  {"lower", is_lower},
                                                                  {"print", is_print},
                                                                  {"punct", is_punct},
                                                                  {"space", is_space},
                                                                  {"upper", is_upper},
                                                                  {"xdigit", is_xdigit}});
  for (const auto& [known, predicate] : kClasses)
    if (known == name) return predicate;
  return nullptr;
}

/// Reads one `[…]` while it is being compared with a character.
class BracketReader {
 public:
  BracketReader(std::string_view pattern, std::size_t open) : pattern_(pattern), at_(open + 1) {}

  /// Whether the set holds `c`; nothing when the set is malformed.
  std::optional<bool> holds(char c) {
    const bool negated = take('!') || take('^');
    bool found = false;
    for (bool first = true; first || !is_at(']'); first = false) {
      const std::optional<bool> item = item_holds(c);
      if (!item) return std::nullopt;
      found = found || *item;
    }
    ++at_;
    return found != negated;
  }
  /// Just behind the set.
  [[nodiscard]] std::size_t position() const { return at_; }

 private:
  [[nodiscard]] bool is_at(char c) const { return at_ < pattern_.size() && pattern_[at_] == c; }
  bool take(char c) { return is_at(c) && (++at_, true); }

  std::optional<char> character() {
    if (is_at('\\')) ++at_;
    if (at_ >= pattern_.size()) return std::nullopt;
    return pattern_[at_++];
  }

  // A class, a range, or a single character.
  std::optional<bool> item_holds(char c) {
    if (pattern_.substr(std::min(at_, pattern_.size())).starts_with("[:")) return class_holds(c);
    const std::optional<char> low = character();
    if (!low) return std::nullopt;
    const bool is_range = is_at('-') && at_ + 1 < pattern_.size() && pattern_[at_ + 1] != ']';
    if (!is_range) return c == *low;
    ++at_;
    const std::optional<char> high = character();
    if (!high) return std::nullopt;
    const auto code = [](char value) { return static_cast<unsigned char>(value); };
    return code(*low) <= code(c) && code(c) <= code(*high);
  }

  std::optional<bool> class_holds(char c) {
    const std::size_t end = pattern_.find(":]", at_ + 2);
    if (end == kNone) return std::nullopt;
    const CharacterClass predicate = class_named(pattern_.substr(at_ + 2, end - at_ - 2));
    at_ = end + 2;
    if (predicate == nullptr) return std::nullopt;
    return predicate(c);
  }

  std::string_view pattern_;
  std::size_t at_;
};

/// Goes through pattern and path side by side. Only the last `*` and the last `**/` are ever
/// tried again: whatever an earlier one could give, a later one can give too.
class Matcher {
 public:
  Matcher(std::string_view pattern, std::string_view path) : pattern_(pattern), path_(path) {}

  bool run() {
    while (path_at_ < path_.size()) {
      if (is_double_star()) {
        if (pattern_at_ + 2 == pattern_.size()) return true;
        begin_double_star();
      } else if (is_star()) {
        begin_star();
      } else if (!match_one() && !retry()) {
        return false;
      }
    }
    while (is_star()) ++pattern_at_;
    return pattern_at_ == pattern_.size();
  }

 private:
  [[nodiscard]] bool is_star() const {
    return pattern_at_ < pattern_.size() && pattern_[pattern_at_] == '*';
  }

  // `**` that fills the place between two slashes.
  [[nodiscard]] bool is_double_star() const {
    const std::string_view rest = pattern_.substr(pattern_at_);
    return rest.starts_with("**") && (rest.size() == 2 || rest[2] == '/') &&
           (pattern_at_ == 0 || pattern_[pattern_at_ - 1] == '/');
  }

  void begin_double_star() {
    pattern_at_ += 3;
    folder_pattern_ = pattern_at_;
    folder_path_ = path_at_;
    star_pattern_ = kNone;
  }

  void begin_star() {
    while (is_star()) ++pattern_at_;
    star_pattern_ = pattern_at_;
    star_path_ = path_at_;
  }

  // One character of the path by one element of the pattern.
  bool match_one() {
    if (pattern_at_ >= pattern_.size()) return false;
    const char c = path_[path_at_];
    std::size_t next = pattern_at_ + 1;
    switch (pattern_[pattern_at_]) {
      case '?':
        if (c == '/') return false;
        break;
      case '[': {
        BracketReader bracket(pattern_, pattern_at_);
        if (c == '/' || !bracket.holds(c).value_or(false)) return false;
        next = bracket.position();
        break;
      }
      case '\\':
        if (next >= pattern_.size() || pattern_[next] != c) return false;
        ++next;
        break;
      default:
        if (pattern_[pattern_at_] != c) return false;
    }
    pattern_at_ = next;
    ++path_at_;
    return true;
  }

  // Lets the last `*` take one character more, or else the last `**/` one folder more.
  bool retry() {
    if (star_pattern_ != kNone && path_[star_path_] != '/') {
      pattern_at_ = star_pattern_;
      path_at_ = ++star_path_;
      return true;
    }
    if (folder_pattern_ == kNone) return false;
    const std::size_t slash = path_.find('/', folder_path_);
    if (slash == kNone) return false;
    star_pattern_ = kNone;
    pattern_at_ = folder_pattern_;
    path_at_ = folder_path_ = slash + 1;
    return true;
  }

  std::string_view pattern_;
  std::string_view path_;
  std::size_t pattern_at_ = 0;
  std::size_t path_at_ = 0;
  std::size_t star_pattern_ = kNone;  ///< Behind the last `*`, and what it stops before.
  std::size_t star_path_ = 0;
  std::size_t folder_pattern_ = kNone;  ///< Behind the last `**/`, and what it stops before.
  std::size_t folder_path_ = 0;
};

}  // namespace

bool glob_matches(std::string_view pattern, std::string_view path) {
  return Matcher(pattern, path).run();
}

}  // namespace codemod

#include "engine/semantics/fact_scanner.h"

namespace codemod::fact_words {

void FactScanner::begin_line() {
  const std::size_t begin = at_;
  line_begin_ = at_ = skip_blanks(at_);
  const auto indent = static_cast<std::uint32_t>(at_ - begin);
  std::size_t end = at_;
  line_word_ = read_word(end);
  if (!line_word_.empty()) {
    indent_ = indent;
    while (!classes_.empty() && classes_.back().indent >= indent) classes_.pop_back();
    while (!functions_.empty() && functions_.back().indent >= indent) functions_.pop_back();
    if (line_word_ == "class") classes_.push_back({indent, 0});
  }
  line_kind_ = line_kind(line_word_);
  begin_with(end);
  has_constructor_ = assigns_ = sets_attribute_ = reads_attribute_ = patches_ = false;
  line_words_.clear();
  words_looked_at_ = 0;
}

/// Reads the head of a `with` statement from behind the line's first word.
void FactScanner::begin_with(std::size_t end) {
  with_ = line_word_ == "with" ? FactUse::with : FactUse::other;
  if (line_kind_ == LineKind::header && line_word_ == "async") {
    end = skip_blanks(end);
    if (read_word(end) == "with") with_ = FactUse::async_with;
  }
  if (with_ == FactUse::other) return;
  const std::size_t item = skip_blanks(end);
  with_parenthesis_ = item < text_.size() && text_[item] == '(';
}

void FactScanner::end_line() {
  note_addition();
  if (has_constructor_ || !own_holders_.empty()) note_holders();
  if (line_kind_ == LineKind::header && !vocabulary_.methods.empty())
    parameters_.insert(parameters_.end(), line_words_.begin(), line_words_.end());
}

void FactScanner::newline() {
  if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
  ++at_;
  ++line_;
  if (depth_ > 0) return;
  end_line();
  begin_line();
}

void FactScanner::step() {
  const char c = text_[at_];
  if (is_word(c)) return word();
  switch (c) {
    case ' ':
      at_ = skip_blanks(at_ + 1);
      return;
    case '#':
      if (only_lf_) at_ = find_byte(text_, '\n', at_);
      while (at_ < text_.size() && !is_newline(text_[at_])) ++at_;
      return;
    case '"':
    case '\'':
      return string({});
    case '\n':
    case '\r':
      return newline();
    case '\\':
      // A continuation: the next line belongs to this logical line.
      if (at_ + 1 < text_.size() && is_newline(text_[at_ + 1])) {
        ++at_;
        ++depth_;
        newline();
        --depth_;
        return;
      }
      break;
    case '=':
      if (depth_ == 0 && at_ > 0 && std::string_view("=!<>").find(text_[at_ - 1]) == std::string_view::npos &&
          (at_ + 1 >= text_.size() || text_[at_ + 1] != '='))
        assigns_ = true;
      break;
    case '(':
    case '[':
    case '{':
      ++depth_;
      break;
    case ')':
    case ']':
    case '}':
      depth_ = std::max(0, depth_ - 1);
      break;
    default:
      break;
  }
  ++at_;
}

void FactScanner::word() {
  const std::size_t begin = at_;
  const std::string_view word = read_word(at_);
  if (word.size() <= 2 && at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'') && is_string_prefix(word)) return string(word);
  const bool is_attribute = begin > 0 && text_[begin - 1] == '.';
  if (!is_attribute) {
    chain_begin_ = begin;
    if (begin == line_begin_) {
      keyword_at_line_start(word);
      if (word == "class" || word == "from" || word == "import") return;
    }
    chain_is_attribute_ = false;
  }
  if (last_word_ == "def" && !is_attribute) note_definition(word);
  if (vocabulary_words_.may_have(word)) {
    if (std::ranges::find(vocabulary_.constructors, word) != vocabulary_.constructors.end()) has_constructor_ = true;
    if (std::ranges::find(vocabulary_.watched, word) != vocabulary_.watched.end()) {
      facts_.words.push_back(hash_name(word));
      facts_.holders.push_back(hash_name(word));
    }
    if (std::ranges::find(vocabulary_.makers, word) != vocabulary_.makers.end()) note_maker();
  }
  line_words_.push_back(word);
  if (is_attribute) {
    if (word == "multiple" && last_word_.ends_with("patch") && at_ < text_.size() && text_[at_] == '(') multiple_patches(at_);
    if (word.starts_with("object") && last_word_.ends_with("patch")) sets_attribute_ = true;
    if (line_kind_ != LineKind::import_) {  // `from package.lock import Lock`
      note_member(unaliased(last_word_), word);
      attribute(word, chain_begin_);
      chain_is_attribute_ = true;
    }
  }
  last_word_ = word;
}

/// Looks for words of the line so far that tell what its strings mean.
void FactScanner::look_for_accesses() {
  for (; words_looked_at_ < line_words_.size(); ++words_looked_at_) {
    const std::string_view word = line_words_[words_looked_at_];
    const auto says = [&](std::string_view part) { return word.find(part) != std::string_view::npos; };
    if (word.size() < 5 || !says("at")) continue;  // which all of the following hold
    sets_attribute_ |= says("setattr");
    reads_attribute_ |= says("getattr") || says("delattr") || says("attrgetter");
    patches_ |= says("patch");
  }
}

void FactScanner::keyword_at_line_start(std::string_view word) {
  if (word == "class") return class_header();
  if (word == "from") return from_import();
  if (word == "import") return plain_import();
}

void FactScanner::string(std::string_view prefix) {
  const bool raw = prefix.find_first_of("rR") != std::string_view::npos;
  const bool formatted = prefix.find_first_of("fFtT") != std::string_view::npos;
  const char quote = text_[at_];
  const bool triple = is_triple(at_, quote);
  at_ += triple ? 3 : 1;
  const std::size_t begin = at_;
  int braces = 0;
  if (triple && !formatted && only_lf_) skip_text(quote);
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (!formatted && !is_in(c, kStringCharacters)) {
      ++at_;
      continue;
    }
    if (c == '\\' && !(raw && braces > 0)) {
      if (at_ + 1 < text_.size() && is_newline(text_[at_ + 1])) ++line_;
      at_ += 2;
      continue;
    }
    if (c == quote && (!triple || is_triple(at_, quote))) break;
    if (is_newline(c)) {
      if (!triple) break;
      if (c == '\n' || at_ + 1 >= text_.size() || text_[at_ + 1] != '\n') ++line_;
    }
    if (formatted && c == '{') ++braces;
    if (formatted && c == '}') braces = std::max(0, braces - 1);
    if (braces > 0 && is_word(c)) {
      const std::size_t word_begin = at_;
      const std::string_view word = read_word(at_);
      if (text_[word_begin - 1] == '.') attribute(word, chain_begin_);
      else chain_begin_ = word_begin;
      last_word_ = word;
      continue;
    }
    ++at_;
  }
  string_content(text_.substr(begin, std::min(at_, text_.size()) - begin));
  if (at_ < text_.size() && !is_newline(text_[at_])) at_ += triple ? 3 : 1;
  at_ = std::min(at_, text_.size());
}

/// Goes to the end of a plain triple-quoted string, as most documentation is.
void FactScanner::skip_text(char quote) {
  for (std::size_t end = find_byte(text_, quote, at_); end < text_.size(); end = find_byte(text_, quote, std::max(end + 1, at_))) {
    const std::string_view before = text_.substr(0, end);
    for (std::size_t escape = find_byte(before, '\\', at_); escape < end; escape = find_byte(before, '\\', at_))
      count_lines(std::min(escape + 2, text_.size()));
    if (at_ > end) continue;
    count_lines(end);
    if (is_triple(end, quote)) return;
  }
  count_lines(text_.size());
}

/// Goes to `end` and counts the newlines on the way.
void FactScanner::count_lines(std::size_t end) {
  const std::string_view before = text_.substr(0, end);
  for (at_ = find_byte(before, '\n', at_); at_ < end; at_ = find_byte(before, '\n', at_ + 1)) ++line_;
}

/// Whether the value behind a `=` is `None`, or a call of a constructor of interest.
bool FactScanner::is_new_value(std::size_t at) const {
  std::string_view word;
  for (at = skip_blanks(at); at < text_.size() && (is_word(text_[at]) || text_[at] == '.');) {
    if (text_[at] == '.') ++at;
    word = read_word(at);
  }
  const char next = at < text_.size() ? text_[at] : '\n';
  if (next == '(') return std::ranges::find(vocabulary_.constructors, word) != vocabulary_.constructors.end();
  const std::size_t behind = skip_blanks(at);
  const char end = behind < text_.size() ? text_[behind] : '\n';
  return word == "None" && (is_newline(end) || end == ';' || end == '#');
}

FactUse FactScanner::use_after(std::size_t begin, std::size_t end, std::string_view& member) const {
  std::size_t at = skip_blanks(end);
  const char next = at < text_.size() ? text_[at] : '\n';
  if (next == '.') {
    ++at;
    member = read_word(at);
    return FactUse::member;
  }
  const char after = at + 1 < text_.size() ? text_[at + 1] : '\n';
  if (depth_ == 0 && ((next == '=' && after != '=') || (next == ':' && line_kind_ == LineKind::self))) {
    std::size_t equals = at;
    while (equals < text_.size() && text_[equals] != '=' && !is_newline(text_[equals])) ++equals;
    return is_new_value(equals + 1) ? FactUse::stored_new : FactUse::stored;
  }
  std::size_t word_end = at;
  const std::string_view word = read_word(word_end);
  const bool is_item = depth_ == 0 || (depth_ == 1 && with_parenthesis_);
  if (with_ != FactUse::other && is_item && (next == ':' || next == ',' || next == ')' || word == "as")) return with_;
  const bool condition = line_kind_ == LineKind::condition;
  const std::string_view before = line_kind_ == LineKind::assert_ ? word_before(begin) : std::string_view();
  const bool asserted = before == "assert" || before == "and" || before == "not";
  if (asserted && (is_newline(next) || next == ',' || word == "and")) return FactUse::tested;
  if (word == "is" || (condition && (next == ':' || word == "and" || word == "or"))) return FactUse::tested;
  return FactUse::other;
}

void FactScanner::attribute(std::string_view name, std::size_t chain_begin) {
  const std::size_t end = at_;
  AttributeFact fact;
  fact.name = hash_name(name);
  fact.line = line_;
  std::string_view member;
  if (const std::size_t at = skip_blanks(end); at < text_.size() && text_[at] == '(') {
    note_call(name, at);
    fact.use = FactUse::called;
  } else {
    fact.use = use_after(chain_begin, end, member);
  }
  fact.member = member.empty() ? 0 : hash_name(member);
  if (fact.use == FactUse::member && line_kind_ != LineKind::await && word_before(chain_begin) == "await") fact.use = FactUse::member_value;
  fact.receiver = unalias(last_word_);
  if (!chain_is_attribute_ && (last_word_ == "self" || last_word_ == "cls") && !classes_.empty()) fact.owner = classes_.back().name;
  if (name == vocabulary_.module && fact.use == FactUse::other && skip_blanks(end) < text_.size() && text_[skip_blanks(end)] == ',') {
    look_for_accesses();
    if (sets_attribute_ || patches_) fact.use = FactUse::dynamic;  // `patch.object(module.asyncio, …)`
  }
  if ((fact.use == FactUse::stored || fact.use == FactUse::stored_new) && last_word_ == vocabulary_.module && chain_begin == line_begin_)
    facts_.patches.push_back(std::string(text_.substr(chain_begin, end - chain_begin)));
  facts_.attributes.push_back(fact);
}

}  // namespace codemod::fact_words

namespace codemod {

std::uint32_t hash_name(std::string_view name) {
  std::uint32_t hash = 2166136261u;  // FNV-1a
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash == 0 ? 1 : hash;
}

FileFacts scan_facts(std::string_view text, const FactVocabulary& vocabulary) { return fact_words::FactScanner(text, vocabulary).scan(); }

}  // namespace codemod

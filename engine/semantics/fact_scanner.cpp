#include <algorithm>
#include <array>

#include "engine/semantics/program_facts.h"

namespace codemod {
namespace {

// Tables, because every character of every file of a program passes here.
using CharacterSet = std::array<bool, 256>;

constexpr CharacterSet kWordCharacters = [] {
  CharacterSet set{};
  for (std::size_t c = 0; c < set.size(); ++c)
    set[c] = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
  return set;
}();
/// What ends a stretch of a plain string literal that needs no look.
constexpr CharacterSet kStringCharacters = [] {
  CharacterSet set{};
  for (const unsigned char c : {'"', '\'', '\\', '\n', '\r'}) set[c] = true;
  return set;
}();

bool is_in(char c, const CharacterSet& set) { return set[static_cast<unsigned char>(c)]; }
bool is_word(char c) { return is_in(c, kWordCharacters); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }
bool is_newline(char c) { return c == '\n' || c == '\r'; }

bool is_string_prefix(std::string_view word) {
  return word.size() <= 2 && word.find_first_not_of("rRbBuUfFtT") == std::string_view::npos;
}

bool is_identifier(std::string_view text) {
  return !text.empty() && !(text[0] >= '0' && text[0] <= '9') && std::ranges::all_of(text, is_word);
}

bool is_dotted(std::string_view text) {
  return text.find('.') != std::string_view::npos &&
         std::ranges::all_of(text, [](char c) { return is_word(c) || c == '.'; });
}

/// Whether `text` has `part` as one of its dotted components.
bool has_component(std::string_view text, std::string_view part) {
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    const std::size_t end = at + part.size();
    if ((at == 0 || text[at - 1] == '.') && (end == text.size() || text[end] == '.')) return true;
  }
  return false;
}

class Scanner {
 public:
  Scanner(std::string_view text, const FactVocabulary& vocabulary) : text_(text), vocabulary_(vocabulary) {
    for (const auto* words : {&vocabulary.constructors, &vocabulary.watched})
      for (const std::string_view word : *words) initials_[static_cast<unsigned char>(word.front())] = true;
    for (const std::string_view word : vocabulary.makers) initials_[static_cast<unsigned char>(word.front())] = true;
  }

  FileFacts scan() {
    begin_line();
    while (at_ < text_.size()) step();
    end_line();
    // An object of the same name that a function is given is another one.
    const auto is_own = [&](const CallFact& call) {
      return std::ranges::count(made_, call.receiver) > 0 && std::ranges::count(parameters_, call.receiver) == 0;
    };
    std::erase_if(facts_.calls, is_own);
    const auto is_imported = [&](std::uint32_t name) {
      return std::ranges::any_of(facts_.attributes, [&](const AttributeFact& f) { return f.name == name && f.use == FactUse::imported; });
    };
    for (CallFact& call : facts_.calls)
      if (std::ranges::count(parameters_, call.receiver) > 0 && !is_imported(call.receiver)) call.receiver = 0;
    return std::move(facts_);
  }

 private:
  struct ClassLine {
    std::uint32_t indent;
    std::uint32_t name;
  };

  void step();
  void begin_line();
  void begin_with(std::size_t end);
  void end_line();
  void newline();
  void word();
  void keyword_at_line_start(std::string_view word);
  void class_header();
  void from_import();
  void plain_import();
  void string(std::string_view prefix);
  void string_content(std::string_view content);
  void object_patch(std::string_view member);
  void multiple_patches(std::size_t parenthesis);
  std::size_t end_of_argument(std::size_t at) const;
  void note_member(std::string_view module, std::string_view member);
  void attribute(std::string_view name, std::size_t chain_begin);
  void note_call(std::string_view method, std::size_t parenthesis);
  void note_maker();
  FactUse use_after(std::size_t begin, std::size_t end, std::string_view& member) const;
  std::string_view read_word(std::size_t& at) const;
  std::string_view word_before(std::size_t at) const;
  bool is_triple(std::size_t at, char quote) const {
    return at + 2 < text_.size() && text_[at] == quote && text_[at + 1] == quote && text_[at + 2] == quote;
  }
  std::size_t skip_blanks(std::size_t at) const;
  void note_access(std::string_view word, bool is_attribute);
  std::uint32_t unalias(std::string_view name) const { return hash_name(unaliased(name)); }
  std::string_view unaliased(std::string_view name) const;

  std::string_view text_;
  const FactVocabulary& vocabulary_;
  CharacterSet initials_{};  // of the words of the vocabulary
  FileFacts facts_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  int depth_ = 0;
  std::size_t line_begin_ = 0;        // first character of the logical line, blanks skipped
  std::string_view line_word_;        // its first word
  FactUse with_ = FactUse::other;     // what an item of the line's `with` or `async with` is used as
  bool with_parenthesis_ = false;     // the items stand in parentheses
  bool has_constructor_ = false;
  bool sets_attribute_ = false;       // so far, the line says `setattr` or `patch.object`,
  bool reads_attribute_ = false;      // `getattr` and the like,
  bool patches_ = false;              // or anything with `patch`
  bool chain_is_attribute_ = false;   // the word before the current dot was itself behind a dot
  std::size_t chain_begin_ = 0;       // where the dotted chain that is being read begins
  std::string_view last_word_;
  std::string_view multiple_target_;  // the target of `patch.multiple`, whose members are noted
  std::vector<std::uint32_t> line_names_;
  std::vector<ClassLine> classes_;
  std::vector<std::pair<std::string_view, std::string_view>> aliases_;
  std::vector<std::uint32_t> made_;        // names that get what a maker makes
  std::vector<std::uint32_t> parameters_;  // names in the headers of functions
};

std::size_t Scanner::skip_blanks(std::size_t at) const {
  while (at < text_.size() && is_blank(text_[at])) ++at;
  return at;
}

std::string_view Scanner::read_word(std::size_t& at) const {
  const std::size_t begin = at;
  while (at < text_.size() && is_word(text_[at])) ++at;
  return text_.substr(begin, at - begin);
}

std::string_view Scanner::word_before(std::size_t at) const {
  while (at > 0 && is_blank(text_[at - 1])) --at;
  const std::size_t end = at;
  while (at > 0 && is_word(text_[at - 1])) --at;
  return text_.substr(at, end - at);
}

void Scanner::begin_line() {
  const std::size_t begin = at_;
  line_begin_ = at_ = skip_blanks(at_);
  const auto indent = static_cast<std::uint32_t>(at_ - begin);
  std::size_t end = at_;
  line_word_ = read_word(end);
  if (!line_word_.empty()) {
    while (!classes_.empty() && classes_.back().indent >= indent) classes_.pop_back();
    if (line_word_ == "class") classes_.push_back({indent, 0});
  }
  begin_with(end);
  has_constructor_ = sets_attribute_ = reads_attribute_ = patches_ = false;
  line_names_.clear();
}

/// Reads the head of a `with` statement from behind the line's first word.
void Scanner::begin_with(std::size_t end) {
  with_ = line_word_ == "with" ? FactUse::with : FactUse::other;
  if (line_word_ == "async") {
    end = skip_blanks(end);
    if (read_word(end) == "with") with_ = FactUse::async_with;
  }
  const std::size_t item = skip_blanks(end);
  with_parenthesis_ = item < text_.size() && text_[item] == '(';
}

void Scanner::end_line() {
  if (has_constructor_) facts_.holders.insert(facts_.holders.end(), line_names_.begin(), line_names_.end());
  const bool is_header = line_word_ == "def" || line_word_ == "async";
  if (is_header && !vocabulary_.methods.empty()) parameters_.insert(parameters_.end(), line_names_.begin(), line_names_.end());
}

void Scanner::newline() {
  if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
  ++at_;
  ++line_;
  if (depth_ > 0) return;
  end_line();
  begin_line();
}

void Scanner::step() {
  const char c = text_[at_];
  if (is_word(c)) return word();
  switch (c) {
    case '#':
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

void Scanner::word() {
  const std::size_t begin = at_;
  const std::string_view word = read_word(at_);
  if (at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'') && is_string_prefix(word)) return string(word);
  const bool is_attribute = begin > 0 && text_[begin - 1] == '.';
  if (!is_attribute) {
    chain_begin_ = begin;
    if (begin == line_begin_) {
      keyword_at_line_start(word);
      if (word == "class" || word == "from" || word == "import") return;
    }
    chain_is_attribute_ = false;
  }
  const std::uint32_t hash = hash_name(word);
  if (is_in(word.front(), initials_)) {
    if (std::ranges::find(vocabulary_.constructors, word) != vocabulary_.constructors.end()) has_constructor_ = true;
    if (std::ranges::find(vocabulary_.watched, word) != vocabulary_.watched.end()) {
      facts_.words.push_back(hash);
      facts_.holders.push_back(hash);
    }
    if (std::ranges::find(vocabulary_.makers, word) != vocabulary_.makers.end()) note_maker();
  }
  line_names_.push_back(hash);
  note_access(word, is_attribute);
  const bool in_import = line_word_ == "from" || line_word_ == "import";  // `from package.lock import Lock`
  if (is_attribute && !in_import) {
    note_member(unaliased(last_word_), word);
    attribute(word, chain_begin_);
    chain_is_attribute_ = true;
  }
  last_word_ = word;
}

void Scanner::note_access(std::string_view word, bool is_attribute) {
  const auto says = [&](std::string_view part) { return word.find(part) != std::string_view::npos; };
  if (word.size() < 5) return;
  if (is_attribute && word == "multiple" && last_word_.ends_with("patch") && at_ < text_.size() && text_[at_] == '(')
    multiple_patches(at_);
  if (is_attribute && word.starts_with("object") && last_word_.ends_with("patch")) sets_attribute_ = true;
  if (!says("at")) return;  // which all of the following hold
  sets_attribute_ |= says("setattr");
  reads_attribute_ |= says("getattr") || says("delattr") || says("attrgetter");
  patches_ |= says("patch");
}

void Scanner::keyword_at_line_start(std::string_view word) {
  if (word == "class") return class_header();
  if (word == "from") return from_import();
  if (word == "import") return plain_import();
}

void Scanner::class_header() {
  at_ = skip_blanks(at_);
  const std::uint32_t name = hash_name(read_word(at_));
  if (!classes_.empty()) classes_.back().name = name;
  std::size_t at = skip_blanks(at_);
  if (at >= text_.size() || text_[at] != '(') return;
  int depth = 0;
  for (; at < text_.size(); ++at) {
    const char c = text_[at];
    if (c == '(' || c == '[') ++depth;
    if (c == ')' || c == ']') --depth;
    if (depth == 0) break;
    if (!is_word(c) || is_word(text_[at - 1])) continue;
    const std::string_view base = read_word(at);
    // Only the last word of a dotted base names the class, and what stands in brackets is no base.
    if (depth == 1 && at < text_.size() && text_[at] != '.' && text_[at] != '=') facts_.inheritance.push_back({name, hash_name(base)});
    --at;
  }
}

void Scanner::from_import() {
  std::size_t at = at_;
  std::string_view module;  // its last word
  while (at < text_.size() && !is_newline(text_[at]) && (is_word(text_[at]) || is_blank(text_[at]) || text_[at] == '.')) {
    if (!is_word(text_[at])) {
      ++at;
      continue;
    }
    const std::string_view word = read_word(at);
    if (word == "import") break;
    module = word;
  }
  int depth = 0;
  std::string_view previous;
  std::string_view imported;
  for (; at < text_.size(); ++at) {
    const char c = text_[at];
    if (c == '(') ++depth;
    if (c == ')') break;
    if (is_newline(c) && depth == 0) break;
    if (c == '#')
      while (at + 1 < text_.size() && !is_newline(text_[at + 1])) ++at;
    if (!is_word(c)) continue;
    const std::string_view word = read_word(at);
    --at;
    if (previous == "as") aliases_.emplace_back(word, imported);
    else if (word != "as") {
      facts_.attributes.push_back({hash_name(word), 0, 0, 0, 0, line_, FactUse::imported});
      imported = word;
      if (module == vocabulary_.module) note_member(module, word);
    }
    previous = word;
  }
}

void Scanner::plain_import() {
  std::string_view last;
  bool alias = false;
  for (std::size_t at = at_; at < text_.size() && !is_newline(text_[at]) && text_[at] != '#'; ++at) {
    if (!is_word(text_[at])) continue;
    const std::string_view word = read_word(at);
    --at;
    if (alias) aliases_.emplace_back(word, last);
    alias = word == "as";
    if (!alias) last = word;
  }
}

std::string_view Scanner::unaliased(std::string_view name) const {
  for (const auto& [local, target] : aliases_)
    if (local == name) return target;
  return name;
}

void Scanner::string(std::string_view prefix) {
  const bool raw = prefix.find_first_of("rR") != std::string_view::npos;
  const bool formatted = prefix.find_first_of("fFtT") != std::string_view::npos;
  const char quote = text_[at_];
  const bool triple = is_triple(at_, quote);
  at_ += triple ? 3 : 1;
  const std::size_t begin = at_;
  int braces = 0;
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

void Scanner::string_content(std::string_view content) {
  if (content.size() > 200) return;
  // `f"{MODULE}.asyncio.sleep"`: of any module.
  if (const std::size_t brace = content.rfind('}'); brace != std::string_view::npos && content.substr(brace + 1).starts_with('.'))
    content = content.substr(brace + 1);
  if (is_dotted(content)) {
    if (content.data() == multiple_target_.data()) return;
    // `"asyncio.Event"` by itself is an annotation; `"package.module.asyncio.sleep"` can only be meant for `patch`.
    const char last = content.ends_with('.') ? '\0' : content[content.rfind('.') + 1];
    const bool is_class = content.starts_with(vocabulary_.module) && last >= 'A' && last <= 'Z';
    if ((has_component(content, vocabulary_.module) && !is_class) || patches_ || sets_attribute_) facts_.patches.emplace_back(content);
    return;
  }
  if (!is_identifier(content) || !(sets_attribute_ || reads_attribute_)) return;
  facts_.attributes.push_back({hash_name(content), 0, 0, 0, 0, line_, FactUse::dynamic});
  if (sets_attribute_) object_patch(content);
}

/// `patch.object(package.asyncio, "sleep")`: the chain before the comma.
void Scanner::object_patch(std::string_view member) {
  const std::string_view line = text_.substr(line_begin_, at_ - line_begin_);
  std::size_t end = line.find_last_of(',');
  if (end == std::string_view::npos) return;
  std::size_t begin = end;
  while (begin > 0 && (is_word(line[begin - 1]) || line[begin - 1] == '.')) --begin;
  const std::string_view chain = line.substr(begin, end - begin);
  const std::string_view root = chain.substr(0, chain.find('.'));
  if (root.empty()) return;
  std::string dotted(unaliased(root));
  facts_.patches.push_back(dotted.append(chain.substr(root.size())).append(".").append(member));
}

/// The end of the argument that begins at `at`: a comma or the parenthesis that closes the call.
std::size_t Scanner::end_of_argument(std::size_t at) const {
  int depth = 0;
  for (; at < text_.size(); ++at) {
    const char c = text_[at];
    if (c == '"' || c == '\'') {
      while (++at < text_.size() && text_[at] != c && !is_newline(text_[at]))
        if (text_[at] == '\\') ++at;
      continue;
    }
    if (depth == 0 && (c == ',' || c == ')')) return at;
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
  }
  return at;
}

/// `patch.multiple("package.module.asyncio", sleep=…, run=…)`: one patch for each keyword.
void Scanner::multiple_patches(std::size_t parenthesis) {
  const auto trimmed = [&](std::size_t begin, std::size_t end) {
    while (begin < end && (is_blank(text_[begin]) || is_newline(text_[begin]))) ++begin;
    while (end > begin && (is_blank(text_[end - 1]) || is_newline(text_[end - 1]))) --end;
    return text_.substr(begin, end - begin);
  };
  std::size_t begin = parenthesis + 1;
  std::size_t end = end_of_argument(begin);
  std::string_view target = trimmed(begin, end);
  const bool quoted = target.size() > 2 && (target.front() == '"' || target.front() == '\'') && target.back() == target.front();
  if (quoted) target = target.substr(1, target.size() - 2);
  if (!is_dotted(target) && !is_identifier(target)) return;
  const std::string_view root = target.substr(0, target.find('.'));
  const std::string dotted = (quoted ? std::string(root) : std::string(unaliased(root))).append(target.substr(root.size()));
  multiple_target_ = quoted ? target : std::string_view();
  for (begin = end + 1; end < text_.size() && text_[end] == ','; begin = end + 1) {
    end = end_of_argument(begin);
    const std::string_view argument = trimmed(begin, end);
    const std::string_view name = argument.substr(0, argument.find_first_of("= \t"));
    if (is_identifier(name)) facts_.patches.push_back(dotted + "." + std::string(name));
    else if (!argument.empty()) facts_.patches.push_back(dotted);
  }
}

void Scanner::note_member(std::string_view module, std::string_view member) {
  if (module.empty() || (module != vocabulary_.module && module != vocabulary_.counterpart)) return;
  std::string dotted = std::string(module) + "." + std::string(member);
  if (std::ranges::find(facts_.members, dotted) == facts_.members.end()) facts_.members.push_back(std::move(dotted));
}

FactUse Scanner::use_after(std::size_t begin, std::size_t end, std::string_view& member) const {
  std::size_t at = skip_blanks(end);
  const char next = at < text_.size() ? text_[at] : '\n';
  if (next == '.') {
    ++at;
    member = read_word(at);
    return FactUse::member;
  }
  const char after = at + 1 < text_.size() ? text_[at + 1] : '\n';
  if (depth_ == 0 && ((next == '=' && after != '=') || (next == ':' && line_word_ == "self"))) return FactUse::stored;
  std::size_t word_end = at;
  const std::string_view word = read_word(word_end);
  const bool is_item = depth_ == 0 || (depth_ == 1 && with_parenthesis_);
  if (with_ != FactUse::other && is_item && (next == ':' || next == ',' || next == ')' || word == "as")) return with_;
  const bool condition = line_word_ == "if" || line_word_ == "while" || line_word_ == "elif";
  const std::string_view before = line_word_ == "assert" ? word_before(begin) : std::string_view();
  const bool asserted = before == "assert" || before == "and" || before == "not";
  if (asserted && (is_newline(next) || next == ',' || word == "and")) return FactUse::tested;
  if (word == "is" || (condition && (next == ':' || word == "and" || word == "or"))) return FactUse::tested;
  return FactUse::other;
}

void Scanner::attribute(std::string_view name, std::size_t chain_begin) {
  const std::size_t end = at_;
  // A name that is called is a method, not an attribute that holds something.
  if (const std::size_t at = skip_blanks(end); at < text_.size() && text_[at] == '(') return note_call(name, at);
  AttributeFact fact;
  fact.name = hash_name(name);
  fact.line = line_;
  std::string_view member;
  fact.use = use_after(chain_begin, end, member);
  fact.member = member.empty() ? 0 : hash_name(member);
  if (fact.use == FactUse::member && line_word_ != "await" && word_before(chain_begin) == "await") fact.use = FactUse::member_value;
  fact.receiver = unalias(last_word_);
  if (!chain_is_attribute_ && (last_word_ == "self" || last_word_ == "cls") && !classes_.empty()) fact.owner = classes_.back().name;
  if (fact.use == FactUse::stored && last_word_ == vocabulary_.module && chain_begin == line_begin_)
    facts_.patches.push_back(std::string(text_.substr(chain_begin, end - chain_begin)));
  facts_.attributes.push_back(fact);
}

/// Notes a call of a watched method; `parenthesis` is where its arguments begin.
void Scanner::note_call(std::string_view method, std::size_t parenthesis) {
  for (const WatchedMethod& watched : vocabulary_.methods) {
    if (watched.name != method || (!watched.receiver.empty() && watched.receiver != last_word_)) continue;
    std::size_t at = skip_blanks(parenthesis + 1);
    while (at < text_.size() && (is_newline(text_[at]) || is_blank(text_[at]))) ++at;
    const bool is_string = at < text_.size() && (text_[at] == '"' || text_[at] == '\'');
    const std::string_view argument = is_string ? text_.substr(at + 1, text_.find(text_[at], at + 1) - at - 1) : std::string_view();
    const bool fits = watched.first_arguments.empty() || std::ranges::count(watched.first_arguments, argument) > 0;
    if (fits) facts_.calls.push_back({hash_name(method), unalias(last_word_), 0, line_});
  }
}

/// Notes the name that the line assigns, when it assigns what the word behind it makes.
void Scanner::note_maker() {
  std::string_view target = text_.substr(line_begin_, chain_begin_ - line_begin_);
  while (!target.empty() && is_blank(target.back())) target.remove_suffix(1);
  if (!target.ends_with('=') || target.ends_with("==") || target.ends_with("!=")) return;
  target = target.substr(0, target.find_first_of(":="));
  while (!target.empty() && is_blank(target.back())) target.remove_suffix(1);
  std::size_t begin = target.size();
  while (begin > 0 && is_word(target[begin - 1])) --begin;
  made_.push_back(hash_name(target.substr(begin)));
}

}  // namespace

std::uint32_t hash_name(std::string_view name) {
  std::uint32_t hash = 2166136261u;  // FNV-1a
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash == 0 ? 1 : hash;
}

FileFacts scan_facts(std::string_view text, const FactVocabulary& vocabulary) { return Scanner(text, vocabulary).scan(); }

}  // namespace codemod

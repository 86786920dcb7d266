#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "engine/semantics/fact_words.h"
#include "engine/semantics/program_facts.h"

namespace codemod {
namespace {

using namespace fact_words;

class Scanner {
 public:
  Scanner(std::string_view text, const FactVocabulary& vocabulary)
      : text_(text), vocabulary_(vocabulary), only_lf_(find_byte(text, '\r', 0) == text.size()) {
    for (const auto* words : {&vocabulary.constructors, &vocabulary.watched, &vocabulary.makers})
      for (const std::string_view word : *words) vocabulary_words_.add(word);
    for (const WatchedMethod& method : vocabulary.methods) methods_.add(method.name);
  }

  FileFacts scan() {
    begin_line();
    while (at_ < text_.size()) step();
    end_line();
    if (!facts_.holders.empty()) finish_additions();
    if (!facts_.calls.empty()) finish_calls();
    if (!class_names_.empty()) finish_owners();
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
  void note_addition();
  void finish_additions();
  void newline();
  void word();
  void keyword_at_line_start(std::string_view word);
  void class_header();
  void from_import();
  void plain_import();
  void note_definition(std::string_view name);
  void note_holders();
  bool names_holder() const;
  bool is_new_value(std::size_t at) const;
  void string(std::string_view prefix);
  void skip_text(char quote);
  void count_lines(std::size_t end);
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
  void finish_calls();
  void finish_owners();
  void look_for_accesses();
  std::uint32_t unalias(std::string_view name) const { return hash_name(unaliased(name)); }
  std::string_view unaliased(std::string_view name) const;

  std::string_view text_;
  const FactVocabulary& vocabulary_;
  const bool only_lf_;
  WordFilter vocabulary_words_;
  WordFilter methods_;
  FileFacts facts_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  int depth_ = 0;
  std::size_t line_begin_ = 0;        // first character of the logical line, blanks skipped
  std::string_view line_word_;        // its first word
  LineKind line_kind_ = LineKind::other;
  FactUse with_ = FactUse::other;     // what an item of the line's `with` or `async with` is used as
  bool with_parenthesis_ = false;     // the items stand in parentheses
  bool has_constructor_ = false;
  bool assigns_ = false;              // the line has a `=` that is no part of a call
  bool sets_attribute_ = false;       // so far, the line says `setattr` or `patch.object`,
  bool reads_attribute_ = false;      // `getattr` and the like,
  bool patches_ = false;              // or anything with `patch`
  bool chain_is_attribute_ = false;   // the word before the current dot was itself behind a dot
  std::size_t chain_begin_ = 0;       // where the dotted chain that is being read begins
  std::string_view last_word_;
  std::string_view multiple_target_;  // the target of `patch.multiple`, whose members are noted
  std::vector<std::string_view> line_words_;  // of the logical line
  std::vector<std::pair<std::string_view, std::string_view>> additions_;  // containers, and what is put into them
  std::size_t words_looked_at_ = 0;           // of these, by `look_for_accesses`
  std::vector<ClassLine> classes_;
  std::vector<ClassLine> functions_;
  std::uint32_t indent_ = 0;
  std::unordered_set<std::uint32_t> own_holders_;
  std::unordered_set<std::uint32_t> class_names_;
  std::unordered_map<std::uint32_t, std::string_view> aliases_;  // by hashes
  std::vector<std::string_view> made_;        // names that get what a maker makes
  std::vector<std::string_view> parameters_;  // names in the headers of functions
};

std::size_t Scanner::skip_blanks(std::size_t at) const {
  while (at < text_.size() && is_blank(text_[at])) ++at;
  return at;
}

std::string_view Scanner::read_word(std::size_t& at) const {
  const char* const begin = text_.data() + at;
  const char* const limit = text_.data() + text_.size();
  const char* end = begin;
  while (end != limit && is_word(*end)) ++end;
  at += static_cast<std::size_t>(end - begin);
  return {begin, end};
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
void Scanner::begin_with(std::size_t end) {
  with_ = line_word_ == "with" ? FactUse::with : FactUse::other;
  if (line_kind_ == LineKind::header && line_word_ == "async") {
    end = skip_blanks(end);
    if (read_word(end) == "with") with_ = FactUse::async_with;
  }
  if (with_ == FactUse::other) return;
  const std::size_t item = skip_blanks(end);
  with_parenthesis_ = item < text_.size() && text_[item] == '(';
}

/// `tasks.append(task)`: what holds objects of interest is of interest.
void Scanner::note_addition() {
  static constexpr std::size_t kWords = 3;
  if (line_words_.size() < kWords) return;
  const std::string_view member = line_words_[line_words_.size() - 2];
  if (member == "append" || member == "add") additions_.emplace_back(line_words_[line_words_.size() - kWords], line_words_.back());
}

void Scanner::finish_additions() {
  const std::unordered_set<std::uint32_t> holders(facts_.holders.begin(), facts_.holders.end());
  for (const auto& [container, element] : additions_)
    if (holders.contains(hash_name(element))) facts_.holders.push_back(hash_name(container));
}

void Scanner::end_line() {
  note_addition();
  if (has_constructor_ || !own_holders_.empty()) note_holders();
  if (line_kind_ == LineKind::header && !vocabulary_.methods.empty())
    parameters_.insert(parameters_.end(), line_words_.begin(), line_words_.end());
}

/// What a function makes it may return, and what a line assigns or returns it may take from a holder.
void Scanner::note_holders() {
  const bool returns = !has_constructor_ && line_word_ == "return" && names_holder();
  if (has_constructor_ || returns)
    for (const ClassLine& function : functions_) facts_.holders.push_back(function.name);
  if (!has_constructor_ && !(assigns_ && names_holder())) return;
  for (const std::string_view word : line_words_) {
    facts_.holders.push_back(hash_name(word));
    if (word != "self" && word != "cls" && word != vocabulary_.module) own_holders_.insert(facts_.holders.back());
  }
}

bool Scanner::names_holder() const {
  return std::ranges::any_of(line_words_, [&](std::string_view word) { return own_holders_.contains(hash_name(word)); });
}

/// `Token.lock` in the file of the class `Token` is as good as `cls.lock`.
void Scanner::finish_owners() {
  std::unordered_set<std::uint32_t> parameters;
  for (const std::string_view name : parameters_) parameters.insert(hash_name(name));
  for (AttributeFact& fact : facts_.attributes)
    if (fact.owner == 0 && class_names_.contains(fact.receiver) && !parameters.contains(fact.receiver)) fact.owner = fact.receiver;
}

/// Leaves out calls on what the file makes itself, and forgets the names of what functions are given.
void Scanner::finish_calls() {
  std::unordered_set<std::uint32_t> made;
  std::unordered_set<std::uint32_t> parameters;
  std::unordered_set<std::uint32_t> imported;
  for (const std::string_view name : made_) made.insert(hash_name(name));
  for (const std::string_view name : parameters_) parameters.insert(hash_name(name));
  for (const AttributeFact& fact : facts_.attributes)
    if (fact.use == FactUse::imported) imported.insert(fact.name);
  // An object of the same name that a function is given is another one.
  std::erase_if(facts_.calls, [&](const CallFact& call) { return made.contains(call.receiver) && !parameters.contains(call.receiver); });
  for (CallFact& call : facts_.calls)
    if (parameters.contains(call.receiver) && !imported.contains(call.receiver)) call.receiver = 0;
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

void Scanner::word() {
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

void Scanner::note_definition(std::string_view name) {
  const std::uint32_t hash = hash_name(name);
  functions_.push_back({indent_, hash});
  facts_.attributes.push_back({hash, 0, 0, classes_.empty() ? 0 : classes_.back().name, 0, line_, FactUse::defined});
}

/// Looks for words of the line so far that tell what its strings mean.
void Scanner::look_for_accesses() {
  for (; words_looked_at_ < line_words_.size(); ++words_looked_at_) {
    const std::string_view word = line_words_[words_looked_at_];
    const auto says = [&](std::string_view part) { return word.find(part) != std::string_view::npos; };
    if (word.size() < 5 || !says("at")) continue;  // which all of the following hold
    sets_attribute_ |= says("setattr");
    reads_attribute_ |= says("getattr") || says("delattr") || says("attrgetter");
    patches_ |= says("patch");
  }
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
  class_names_.insert(name);
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
    if (previous == "as") aliases_.emplace(hash_name(word), imported);
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
    if (alias) aliases_.emplace(hash_name(word), last);
    alias = word == "as";
    if (!alias) last = word;
  }
}

std::string_view Scanner::unaliased(std::string_view name) const {
  if (aliases_.empty()) return name;
  const auto found = aliases_.find(hash_name(name));
  return found == aliases_.end() ? name : found->second;
}

void Scanner::string(std::string_view prefix) {
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
void Scanner::skip_text(char quote) {
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
void Scanner::count_lines(std::size_t end) {
  const std::string_view before = text_.substr(0, end);
  for (at_ = find_byte(before, '\n', at_); at_ < end; at_ = find_byte(before, '\n', at_ + 1)) ++line_;
}

void Scanner::string_content(std::string_view content) {
  if (content.size() > 200) return;
  // `f"{MODULE}.asyncio.sleep"`: of any module.
  if (const std::size_t brace = content.rfind('}'); brace != std::string_view::npos && content.substr(brace + 1).starts_with('.'))
    content = content.substr(brace + 1);
  if (is_dotted(content)) {
    if (content.data() == multiple_target_.data()) return;
    look_for_accesses();
    // `"asyncio.Event"` by itself is an annotation; `"package.module.asyncio.sleep"` can only be meant for `patch`.
    const char last = content.ends_with('.') ? '\0' : content[content.rfind('.') + 1];
    const bool is_class = content.starts_with(vocabulary_.module) && last >= 'A' && last <= 'Z';
    if ((has_component(content, vocabulary_.module) && !is_class) || patches_ || sets_attribute_) facts_.patches.emplace_back(content);
    return;
  }
  if (!is_identifier(content)) return;
  look_for_accesses();
  if (!sets_attribute_ && !reads_attribute_) return;
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

/// Whether the value behind a `=` is `None`, or a call of a constructor of interest.
bool Scanner::is_new_value(std::size_t at) const {
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

FactUse Scanner::use_after(std::size_t begin, std::size_t end, std::string_view& member) const {
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

void Scanner::attribute(std::string_view name, std::size_t chain_begin) {
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
  if ((fact.use == FactUse::stored || fact.use == FactUse::stored_new) && last_word_ == vocabulary_.module && chain_begin == line_begin_)
    facts_.patches.push_back(std::string(text_.substr(chain_begin, end - chain_begin)));
  facts_.attributes.push_back(fact);
}

/// Notes a call of a watched method; `parenthesis` is where its arguments begin.
void Scanner::note_call(std::string_view method, std::size_t parenthesis) {
  if (!methods_.may_have(method)) return;
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
  made_.push_back(target.substr(begin));
}

}  // namespace

std::uint32_t hash_name(std::string_view name) {
  std::uint32_t hash = 2166136261u;  // FNV-1a
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash == 0 ? 1 : hash;
}

FileFacts scan_facts(std::string_view text, const FactVocabulary& vocabulary) { return Scanner(text, vocabulary).scan(); }

}  // namespace codemod

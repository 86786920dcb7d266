#include "engine/semantics/fact_scanner.h"

namespace codemod::fact_words {

/// `tasks.append(task)`: what holds objects of interest is of interest.
void FactScanner::note_addition() {
  static constexpr std::size_t kWords = 3;
  if (line_words_.size() < kWords) return;
  const std::string_view member = line_words_[line_words_.size() - 2];
  if (member == "append" || member == "add") additions_.emplace_back(line_words_[line_words_.size() - kWords], line_words_.back());
}

void FactScanner::finish_additions() {
  const std::unordered_set<std::uint32_t> holders(facts_.holders.begin(), facts_.holders.end());
  for (const auto& [container, element] : additions_)
    if (holders.contains(hash_name(element))) facts_.holders.push_back(hash_name(container));
}

/// What a function makes it may return, and what a line assigns or returns it may take from a holder.
void FactScanner::note_holders() {
  const bool returns = !has_constructor_ && line_word_ == "return" && names_holder();
  if (has_constructor_ || returns)
    for (const ClassLine& function : functions_) facts_.holders.push_back(function.name);
  if (!has_constructor_ && !(assigns_ && names_holder())) return;
  for (const std::string_view word : line_words_) {
    facts_.holders.push_back(hash_name(word));
    if (word != "self" && word != "cls" && word != vocabulary_.module) own_holders_.insert(facts_.holders.back());
  }
}

bool FactScanner::names_holder() const {
  return std::ranges::any_of(line_words_, [&](std::string_view word) { return own_holders_.contains(hash_name(word)); });
}

/// `Token.lock` in the file of the class `Token` is as good as `cls.lock`.
void FactScanner::finish_owners() {
  std::unordered_set<std::uint32_t> parameters;
  for (const std::string_view name : parameters_) parameters.insert(hash_name(name));
  for (AttributeFact& fact : facts_.attributes)
    if (fact.owner == 0 && class_names_.contains(fact.receiver) && !parameters.contains(fact.receiver)) fact.owner = fact.receiver;
}

/// Leaves out calls on what the file makes itself, and forgets the names of what functions are given.
void FactScanner::finish_calls() {
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

void FactScanner::note_definition(std::string_view name) {
  const std::uint32_t hash = hash_name(name);
  functions_.push_back({indent_, hash});
  facts_.attributes.push_back({hash, 0, 0, classes_.empty() ? 0 : classes_.back().name, 0, line_, FactUse::defined});
}

void FactScanner::class_header() {
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

void FactScanner::from_import() {
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
  const std::uint32_t from = hash_name(module.empty() ? "." : module);
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
    if (c == '*') facts_.stars.push_back(from);
    if (!is_word(c)) continue;
    const std::string_view word = read_word(at);
    --at;
    if (previous == "as") {
      aliases_.emplace(hash_name(word), imported);
      if (module == vocabulary_.module) facts_.offered.push_back(hash_name(word));
    }
    else if (word != "as") {
      facts_.attributes.push_back({hash_name(word), 0, from, 0, 0, line_, FactUse::imported});
      if (module == vocabulary_.module) {
        facts_.offered.push_back(hash_name(word));
        note_member(module, word);
      }
      imported = word;
    }
    previous = word;
  }
}

void FactScanner::plain_import() {
  std::string_view last;
  bool alias = false;
  for (std::size_t at = at_; at < text_.size() && !is_newline(text_[at]) && text_[at] != '#'; ++at) {
    if (!is_word(text_[at])) continue;
    const std::string_view word = read_word(at);
    --at;
    if (alias) aliases_.emplace(hash_name(word), last);
    if (word == vocabulary_.module || (alias && last == vocabulary_.module)) facts_.offered.push_back(hash_name(word));
    alias = word == "as";
    if (!alias) last = word;
  }
}

/// Notes a call of a watched method; `parenthesis` is where its arguments begin.
void FactScanner::note_call(std::string_view method, std::size_t parenthesis) {
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
void FactScanner::note_maker() {
  std::string_view target = text_.substr(line_begin_, chain_begin_ - line_begin_);
  while (!target.empty() && is_blank(target.back())) target.remove_suffix(1);
  if (!target.ends_with('=') || target.ends_with("==") || target.ends_with("!=")) return;
  target = target.substr(0, target.find_first_of(":="));
  while (!target.empty() && is_blank(target.back())) target.remove_suffix(1);
  std::size_t begin = target.size();
  while (begin > 0 && is_word(target[begin - 1])) --begin;
  made_.push_back(target.substr(begin));
}

/// The words of a file that imports everything from some module: what it gets from there may be among them.
void FactScanner::collect_words() {
  for (std::size_t at = 0; at < text_.size();) {
    if (is_word(text_[at])) facts_.star_words.push_back(hash_name(read_word(at)));
    else ++at;
  }
  std::ranges::sort(facts_.star_words);
  const auto repeated = std::ranges::unique(facts_.star_words);
  facts_.star_words.erase(repeated.begin(), repeated.end());
}

}  // namespace codemod::fact_words

#pragma once

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/semantics/fact_words.h"
#include "engine/semantics/program_facts.h"

namespace codemod::fact_words {

/// Reads one text once, character by character. What runs for each of them is in `fact_scanner.cpp`.
class FactScanner {
 public:
  FactScanner(std::string_view text, const FactVocabulary& vocabulary)
      : text_(text), vocabulary_(vocabulary), only_lf_(find_byte(text, '\r', 0) == text.size()) {
    for (const auto* words : {&vocabulary.constructors, &vocabulary.watched, &vocabulary.makers})
      for (const std::string_view word : *words) vocabulary_words_.add(word);
    for (const WatchedMethod& method : vocabulary.methods) methods_.add(method.name);
  }

  FileFacts scan() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    begin_line();
    while (at_ < text_.size()) step();
    end_line();
    if (!facts_.holders.empty()) finish_additions();
    if (!facts_.calls.empty()) finish_calls();
    if (!class_names_.empty()) finish_owners();
    if (!facts_.stars.empty()) collect_words();
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
  void collect_words();
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

inline std::size_t FactScanner::skip_blanks(std::size_t at) const {
  while (at < text_.size() && is_blank(text_[at])) ++at;
  return at;
}

inline std::string_view FactScanner::read_word(std::size_t& at) const {
  const char* const begin = text_.data() + at;
  const char* const limit = text_.data() + text_.size();
  const char* end = begin;
  while (end != limit && is_word(*end)) ++end;
  at += static_cast<std::size_t>(end - begin);
  return {begin, end};
}

inline std::string_view FactScanner::word_before(std::size_t at) const {
  while (at > 0 && is_blank(text_[at - 1])) --at;
  const std::size_t end = at;
  while (at > 0 && is_word(text_[at - 1])) --at;
  return text_.substr(at, end - at);
}

inline std::string_view FactScanner::unaliased(std::string_view name) const {
  if (aliases_.empty()) return name;
  const auto found = aliases_.find(hash_name(name));
  return found == aliases_.end() ? name : found->second;
}

}  // namespace codemod::fact_words

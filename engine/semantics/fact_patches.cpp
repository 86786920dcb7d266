#include "engine/semantics/fact_scanner.h"

namespace codemod::fact_words {

void FactScanner::string_content(std::string_view content) {
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
  static const std::uint32_t kReplaced = hash_name("=");
  facts_.attributes.push_back({hash_name(content), 0, sets_attribute_ ? kReplaced : 0, 0, 0, line_, FactUse::dynamic});
  if (sets_attribute_) object_patch(content);
}

/// `patch.object(package.asyncio, "sleep")`: the chain before the comma.
void FactScanner::object_patch(std::string_view member) {
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
std::size_t FactScanner::end_of_argument(std::size_t at) const {
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
void FactScanner::multiple_patches(std::size_t parenthesis) {
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

void FactScanner::note_member(std::string_view module, std::string_view member) {
  if (module.empty() || (module != vocabulary_.module && module != vocabulary_.counterpart)) return;
  std::string dotted = std::string(module) + "." + std::string(member);
  if (std::ranges::find(facts_.members, dotted) == facts_.members.end()) facts_.members.push_back(std::move(dotted));
}

}  // namespace codemod::fact_words

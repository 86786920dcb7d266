#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/edit/fix.h"

namespace asyncio2anyio {

/// A name as messages spell it.
[[nodiscard]] inline std::string in_code(std::string_view name) {
  return "`" + std::string(name) + "`";
}

/// What becomes of one class of test cases, as it is put together: edits, or why it stays.
class CaseDraft {
 public:
  /// `names` says under which local names the new text can use what it needs, by qualified names;
  /// the last part of those that are not in it.
  explicit CaseDraft(std::map<std::string, std::string, std::less<>> names = {})
      : names_(std::move(names)) {}

  void stay(std::string reason, std::string what_to_do = {}) {
    if (!obstacle_.empty()) return;
    // Reasons quote code, which may hold what separates the fields of a note.
    const auto separates = [](char c) { return c == '\t' || c == '\n' || c == '\r'; };
    std::ranges::replace_if(reason, separates, ' ');
    obstacle_ = std::move(reason);
    advice_ = std::move(what_to_do);
  }
  [[nodiscard]] bool stays() const { return !obstacle_.empty(); }
  [[nodiscard]] const std::string& obstacle() const { return obstacle_; }
  [[nodiscard]] const std::string& advice() const { return advice_; }

  void replace(codemod::TextRange range, std::string text) {
    edits_.push_back({range, std::move(text)});
  }
  void replace(codemod::Node node, std::string text) { replace(node.range(), std::move(text)); }
  void insert(std::uint32_t offset, std::string text) {
    replace(codemod::TextRange{offset, offset}, std::move(text));
  }
  /// Removes a statement: what its block is left with is seen to by `take_edits`.
  void remove(codemod::Node statement) { removed_.insert(statement); }
  [[nodiscard]] bool removes(codemod::Node statement) const { return removed_.contains(statement); }
  /// Says that another edit removes the statements in a range.
  void forget_removed(codemod::TextRange range) {
    std::erase_if(removed_, [&](codemod::Node one) {
      return range.begin <= one.begin() && one.end() <= range.end;
    });
  }
  /// The edits, those of removed statements included.
  [[nodiscard]] std::vector<codemod::Edit> take_edits() const;

  /// The local name of a module or of a member of one, which is noted as needed.
  std::string use(std::string_view qualified);
  [[nodiscard]] const std::set<std::string>& needs() const { return needs_; }

 private:
  std::map<std::string, std::string, std::less<>> names_;
  std::set<std::string> needs_;
  std::vector<codemod::Edit> edits_;
  std::set<codemod::Node> removed_;
  std::string obstacle_;
  std::string advice_;
};

}  // namespace asyncio2anyio

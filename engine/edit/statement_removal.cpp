#include "engine/edit/statement_removal.h"

#include <algorithm>

#include "engine/edit/import_editor.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"

namespace codemod {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

bool is_blank_line(std::string_view text, std::uint32_t begin) {
  while (begin < text.size() && is_blank(text[begin])) ++begin;
  return begin >= text.size() || text[begin] == '\n' || text[begin] == '\r';
}

/// Whether a line begins inside a string token.
bool begins_in_string(const SyntaxTree& tree, std::uint32_t line) {
  for (Node node = tree.smallest_covering({line, line + 1}); node; node = node.parent())
    if (node.is(NodeKind::string) && node.begin() < line) return true;
  return false;
}

/// Takes `width` blanks from the beginning of every line that the text of an edit begins.
bool dedent_text(std::string& text, std::size_t width, bool begins_line) {
  const auto dedent = [&](std::size_t line) {
    // The last line may go on behind the edit.
    if (line >= text.size() || text[line] == '\n' || text[line] == '\r') return true;
    if (line + width > text.size() || !std::ranges::all_of(text.substr(line, width), is_blank)) return false;
    text.erase(line, width);
    return true;
  };
  if (begins_line && !dedent(0)) return false;
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
    if (!dedent(at + 1)) return false;
  return true;
}

/// Comments that speak to tools say nothing without their line.
bool is_pragma(std::string_view comment) {
  return comment.find("noqa") != std::string_view::npos || comment.find("type:") != std::string_view::npos ||
         comment.find("pylint:") != std::string_view::npos || comment.find("pragma:") != std::string_view::npos;
}

/// Deletes whole lines; comments among them stay, with the indentation of `owner`, apart from those in `dead`. A file
/// without a newline at its end stays one.
void erase_lines(TextRange range, Node owner, TextRange dead, std::vector<Edit>& edits) {
  const SyntaxTree& tree = *owner.tree();
  const std::string_view text = tree.text();
  const std::string newline(newline_text(tree.source().newline()));
  const bool is_last = range.end == text.size() && text.back() != '\n' && text.back() != '\r';
  std::string kept;
  for (std::uint32_t index = 0; index < tree.size(); ++index) {
    const Node node = tree.node(index);
    if (!node.is(NodeKind::comment) || !range.contains(node.range()) || is_pragma(node.text()) || dead.contains(node.range())) continue;
    std::string comment(node.text());
    if (comment.ends_with('\r')) comment.pop_back();
    kept += std::string(indentation_at(tree, owner.begin())) + comment + newline;
  }
  // Blank lines separate from nothing where a file ends.
  while (kept.empty() && range.end == text.size() && range.begin > 0 && is_blank_line(text, tree.source().line_begin(range.begin - 1)))
    range.begin = tree.source().line_begin(range.begin - 1);
  if (is_last && !kept.empty()) kept.resize(kept.size() - newline.size());
  if (is_last && kept.empty() && range.begin > 0 && text[range.begin - 1] == '\n')
    range.begin -= range.begin > 1 && text[range.begin - 2] == '\r' ? 2 : 1;
  edits.push_back({range, std::move(kept)});
}

/// Moves lines to the left through edits that may touch them.
class Dedenter {
 public:
  Dedenter(const SyntaxTree& tree, std::size_t width, std::vector<Edit>& edits)
      : tree_(tree), width_(static_cast<std::uint32_t>(width)), edits_(edits), existing_(edits.size()) {}

  bool move(std::uint32_t begin, std::uint32_t end) {
    for (std::size_t i = 0; i < existing_; ++i) {
      const std::uint32_t at = edits_[i].range.begin;
      const bool begins_line = tree_.source().line_begin(at) == at && !edits_[i].range.empty();
      if (begin <= at && edits_[i].range.end <= end && !dedent_text(edits_[i].text, width_, begins_line)) return false;
    }
    for (std::uint32_t line = begin; line < end; line = tree_.source().line_end(line))
      if (!move_line(line)) return false;
    return true;
  }

 private:
  bool move_line(std::uint32_t line) {
    const std::string_view text = tree_.text();
    if (is_blank_line(text, line) || begins_in_string(tree_, line)) return true;
    for (std::size_t i = 0; i < existing_; ++i) {
      const TextRange range = edits_[i].range;
      if (range.begin < line && line < range.end) return true;
      if (range.begin == line && !range.empty()) return join(edits_[i]);
    }
    // What is indented less (a comment, a continuation line) stays.
    const std::string_view blanks = text.substr(line, width_);
    if (std::ranges::all_of(blanks, is_blank)) edits_.push_back({{line, line + width_}, {}});
    return true;
  }

  /// An edit at the beginning of the line: the line goes, or loses more of its indentation.
  bool join(Edit& edit) const {
    const std::uint32_t end = edit.range.end;
    if (end == tree_.text().size() || tree_.source().line_begin(end) == end) return true;
    if (!edit.text.empty()) return false;
    const std::string_view blanks = tree_.text().substr(edit.range.begin, end + width_ - edit.range.begin);
    if (!std::ranges::all_of(blanks, is_blank)) return false;
    edit.range.end += width_;
    return true;
  }

  const SyntaxTree& tree_;
  std::uint32_t width_;
  std::vector<Edit>& edits_;
  std::size_t existing_;
};

/// Finds what goes with the statements that are asked for.
class Removal {
 public:
  Removal(std::vector<Node> statements, Comments comments) : statements_(std::move(statements)), comments_(comments) {}

  /// False when a block would stay empty.
  bool spread() {
    for (std::size_t i = 0; i < statements_.size(); ++i) {
      const Node block = statements_[i].parent();
      if (!is_gone(block)) continue;
      const Node owner = block.parent();
      if (owner.is(NodeKind::finally_clause)) add(clauses_, owner);
      const Node whole = owner.is(NodeKind::try_statement) ? owner : owner.parent();
      if (whole.is(NodeKind::try_statement) && is_try_gone(whole)) add(statements_, whole);
    }
    return std::ranges::all_of(statements_, [&](Node statement) { return is_covered(statement.parent()); });
  }

  bool write(std::vector<Edit>& edits) const {
    for (const Node statement : statements_)
      if (!is_inside_removed(statement) && !follows_removed(statement)) remove_run(statement, last_of(statement), edits);
    for (const Node clause : clauses_)
      if (!is_inside_statement(clause)) remove_clause(clause, edits);
    return std::ranges::all_of(clauses_, [&](Node clause) {
      const Node whole = clause.parent();
      const bool stays = is_inside_statement(clause) || whole.child(NodeKind::except_clause) || whole.child(NodeKind::else_clause);
      return stays || unwrap_block(whole, whole.child(NodeKind::block), edits);
    });
  }

 private:
  static void add(std::vector<Node>& to, Node node) {
    if (std::ranges::find(to, node) == to.end()) to.push_back(node);
  }

  [[nodiscard]] bool is_removed(Node node) const { return std::ranges::find(statements_, node) != statements_.end(); }

  [[nodiscard]] bool is_gone(Node block) const {
    return block.is(NodeKind::block) && std::ranges::all_of(block.named_children(), [&](Node child) { return is_removed(child); });
  }

  /// Whether every block of a `try` is gone.
  [[nodiscard]] bool is_try_gone(Node whole) const {
    return std::ranges::all_of(whole.named_children(), [&](Node part) {
      return is_gone(part.is(NodeKind::block) ? part : part.child(NodeKind::block));
    });
  }

  /// Whether a block that became empty goes with what holds it.
  [[nodiscard]] bool is_covered(Node block) const {
    if (!is_gone(block)) return true;
    const Node owner = block.parent();
    return std::ranges::find(clauses_, owner) != clauses_.end() || is_inside_statement(block);
  }

  [[nodiscard]] bool is_inside_statement(Node node) const {
    return std::ranges::any_of(statements_, [&](Node other) { return other != node && other.encloses(node); });
  }

  [[nodiscard]] bool is_inside_removed(Node node) const {
    return is_inside_statement(node) || std::ranges::any_of(clauses_, [&](Node clause) { return clause.encloses(node); });
  }

  /// The statement behind, when nothing stands between and it goes as well.
  [[nodiscard]] Node next_removed(Node statement) const {
    Node next = statement.next_sibling();
    while (next.is(NodeKind::semicolon)) next = next.next_sibling();
    return is_removed(next) ? next : Node();
  }

  [[nodiscard]] Node last_of(Node statement) const {
    for (Node next = next_removed(statement); next; next = next_removed(next)) statement = next;
    return statement;
  }

  [[nodiscard]] bool follows_removed(Node statement) const {
    return std::ranges::any_of(statements_, [&](Node other) { return next_removed(other) == statement; });
  }

  void remove_clause(Node clause, std::vector<Edit>& edits) const {
    const SourceFile& source = clause.tree()->source();
    std::uint32_t begin = source.line_begin(clause.begin());
    while (begin > 0 && is_blank_line(clause.tree()->text(), source.line_begin(begin - 1))) begin = source.line_begin(begin - 1);
    erase_lines({begin, source.line_end(clause.end() - 1)}, clause, dead(clause.range()), edits);
  }

  void remove_run(Node first, Node last, std::vector<Edit>& edits) const {
    const TextRange range = removal_range(first, last);
    if (begins_its_line(first) && range.begin <= first.tree()->source().line_begin(first.begin())) erase_lines(range, first, dead({first.begin(), last.end()}), edits);
    else edits.push_back({range, {}});
  }

  /// Where comments go with the code.
  [[nodiscard]] TextRange dead(TextRange range) const { return comments_ == Comments::go ? range : TextRange(); }

  std::vector<Node> statements_;
  std::vector<Node> clauses_;  // `finally` clauses
  Comments comments_;
};

}  // namespace

bool unwrap_block(Node compound, Node block, std::vector<Edit>& edits) {
  const SyntaxTree& tree = *compound.tree();
  const std::vector<Node> statements = block.named_children();
  if (statements.empty() || !begins_its_line(compound) || !begins_its_line(statements.front())) return false;
  std::uint32_t base = tree.source().line_begin(compound.begin());
  if (base == 0 && tree.source().has_bom()) base = 3;
  const std::size_t outer = indentation_at(tree, compound.begin()).size();
  const std::size_t inner = indentation_at(tree, statements.front().begin()).size();
  std::uint32_t body = tree.source().line_end(compound.begin());
  // A header over several lines, or a comment behind it.
  const std::string_view header = tree.text().substr(compound.begin(), body - compound.begin());
  const std::size_t last = header.find_last_not_of(" \t\r\n\f");
  if (inner <= outer || header[last] != ':' || header.find('#') != std::string_view::npos) return false;
  while (is_blank_line(tree.text(), body) && body < statements.front().begin()) body = tree.source().line_end(body);
  Node next = block.next_sibling();
  while (next.is(NodeKind::comment)) next = next.next_sibling();
  const std::uint32_t end = next ? tree.source().line_begin(next.begin()) : tree.source().line_end(compound.end() - 1);
  std::vector<Edit> moved = edits;
  if (!Dedenter(tree, inner - outer, moved).move(body, end)) return false;
  moved.push_back({{base, body}, {}});
  edits = std::move(moved);
  return true;
}

bool keep_block(Node compound, Node block, std::vector<Edit>& edits) {
  const SyntaxTree& tree = *compound.tree();
  const SourceFile& source = tree.source();
  const std::vector<Node> statements = block.named_children();
  if (statements.empty()) return false;
  const Node owner = block.parent();
  std::vector<Edit> moved = edits;
  if (!begins_its_line(statements.front())) {
    // `if x: f()` on one line.
    moved.push_back({{compound.begin(), block.begin()}, {}});
    if (block.end() < compound.end()) moved.push_back({{block.end(), compound.end()}, {}});
    edits = std::move(moved);
    return true;
  }
  if (!begins_its_line(compound)) return false;
  std::uint32_t base = source.line_begin(compound.begin());
  if (base == 0 && source.has_bom()) base = 3;
  Node colon;
  for (Node child = owner.first_child(); child && child != block; child = child.next_sibling())
    if (child.is(NodeKind::colon)) colon = child;
  std::uint32_t body = source.line_end(colon.begin());
  while (is_blank_line(tree.text(), body) && body < statements.front().begin()) body = source.line_end(body);
  Node next = owner == compound ? block.next_sibling() : owner.next_sibling();
  while (next.is(NodeKind::comment)) next = next.next_sibling();
  const std::uint32_t last = source.line_end(compound.end() - 1);
  std::uint32_t end = next ? source.line_begin(next.begin()) : last;
  const std::size_t outer = indentation_at(tree, compound.begin()).size();
  const std::size_t inner = indentation_at(tree, statements.front().begin()).size();
  if (inner <= outer || !Dedenter(tree, inner - outer, moved).move(body, end)) return false;
  moved.push_back({{base, body}, {}});
  if (end < last) {
    // Blank lines before the clause that goes go along, and a file without a newline at its end stays one.
    while (end > body && is_blank_line(tree.text(), source.line_begin(end - 1))) end = source.line_begin(end - 1);
    const bool open_end = last == tree.text().size() && tree.text().back() != '\n' && tree.text().back() != '\r';
    if (open_end) end -= end > 1 && tree.text()[end - 2] == '\r' ? 2 : 1;
    moved.push_back({{end, last}, {}});
  }
  edits = std::move(moved);
  return true;
}

bool remove_statements(std::vector<Node> statements, std::vector<Edit>& edits, Comments comments) {
  Removal removal(std::move(statements), comments);
  std::vector<Edit> result = edits;
  if (!removal.spread() || !removal.write(result)) return false;
  edits = std::move(result);
  return true;
}

}  // namespace codemod

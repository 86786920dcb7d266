#include "engine/edit/block_editor.h"

#include <algorithm>

#include "engine/syntax/code_style.h"

namespace codemod {
namespace {

std::string newline_of(Node node) { return std::string(newline_text(node.tree()->source().newline())); }

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

/// The first statement of a block.
Node leader_of(Node block) {
  Node leader = block.first_child();
  while (leader.is_any(NodeKind::comment, NodeKind::line_continuation)) leader = leader.next_sibling();
  return leader;
}

/// Whether the block of a statement stands behind the colon of its header (`if x: a(); b()`).
bool in_one_line_block(Node statement) {
  const Node block = statement.parent();
  return block.is(NodeKind::block) && !begins_its_line(leader_of(block));
}

/// The indentation that the statement has, or would have on a line of its own.
std::string indentation_of(Node statement) {
  const SyntaxTree& tree = *statement.tree();
  std::string indentation(indentation_at(tree, statement.begin()));
  if (begins_its_line(statement)) return indentation;
  // Behind a colon the line shows the header's indentation.
  return in_one_line_block(statement) ? indentation + indent_unit(tree) : indentation;
}

/// Gives a statement that shares its line with something before it a line of its own, and with it the
/// whole block when that stands behind a colon.
void detach_front(Node statement, std::vector<Edit>& edits) {
  if (begins_its_line(statement)) return;
  const Node leader = leader_of(statement.parent());
  if (leader != statement && in_one_line_block(statement)) detach_front(leader, edits);
  const std::string_view text = statement.tree()->text();
  std::uint32_t begin = statement.begin();
  while (begin > 0 && is_blank(text[begin - 1])) --begin;
  if (begin > 0 && text[begin - 1] == ';') --begin;
  edits.push_back({{begin, statement.begin()}, newline_of(statement) + indentation_of(statement)});
}

/// Offset of the next statement on the same line; 0 when the line ends with this one.
std::uint32_t follower_on_line(Node statement) {
  const std::string_view text = statement.tree()->text();
  std::uint32_t at = statement.end();
  while (at < text.size() && is_blank(text[at])) ++at;
  if (at >= text.size() || text[at] != ';') return 0;
  ++at;
  while (at < text.size() && is_blank(text[at])) ++at;
  const bool ends = at >= text.size() || text[at] == '\n' || text[at] == '\r' || text[at] == '#';
  return ends ? 0 : at;
}

void detach_back(Node statement, std::vector<Edit>& edits) {
  const std::uint32_t follower = follower_on_line(statement);
  if (follower != 0) edits.push_back({{statement.end(), follower}, newline_of(statement) + indentation_of(statement)});
}

/// Ranges of the string tokens that span lines: their inside must not move.
std::vector<TextRange> multiline_strings(Node first, Node last) {
  std::vector<TextRange> ranges;
  for (std::uint32_t index = first.index(); index < last.subtree_end(); ++index) {
    const Node node = first.tree()->node(index);
    if (node.is(NodeKind::string)) ranges.push_back(node.range());
  }
  return ranges;
}

/// Start of the line behind the one that holds `offset`, at most `end`.
std::uint32_t next_line(const SourceFile& source, std::uint32_t offset, std::uint32_t end) {
  return std::min(source.line_end(offset), end);
}

bool is_blank_line(std::string_view text, std::uint32_t begin) {
  while (begin < text.size() && is_blank(text[begin])) ++begin;
  return begin >= text.size() || text[begin] == '\n' || text[begin] == '\r';
}

}  // namespace

std::vector<Edit> wrap_statements(Node first, Node last, const std::string& header) {
  const SyntaxTree& tree = *first.tree();
  const std::string unit = indent_unit(tree);
  const std::string indentation = indentation_of(first);
  std::vector<Edit> edits;
  if (begins_its_line(first)) {
    edits.push_back({{first.begin(), first.begin()}, header + newline_of(first) + indentation + unit});
  } else {
    detach_front(first, edits);
    edits.back().text += header + newline_of(first) + indentation + unit;
  }
  // Statements joined by semicolons stay joined inside the block.
  const std::vector<TextRange> strings = multiline_strings(first, last);
  for (std::uint32_t line = next_line(tree.source(), first.begin(), last.end()); line < last.end();
       line = next_line(tree.source(), line, last.end())) {
    const bool in_string = std::ranges::any_of(strings, [&](TextRange s) { return s.begin < line && line < s.end; });
    if (!in_string && !is_blank_line(tree.text(), line)) edits.push_back({{line, line}, unit});
  }
  detach_back(last, edits);
  return edits;
}

TextRange lines_of(Node first, Node last) {
  const SourceFile& source = first.tree()->source();
  std::uint32_t end = std::max(source.line_end(last.end() - 1), last.end());
  const std::string_view text = first.tree()->text();
  while (end > last.end() && (text[end - 1] == '\n' || text[end - 1] == '\r')) --end;
  return {source.line_begin(first.begin()), end};
}

std::vector<Edit> insert_before(Node statement, const std::vector<std::string>& lines) {
  std::vector<Edit> edits;
  std::string text;
  for (const std::string& line : lines) text += line + newline_of(statement) + indentation_of(statement);
  if (begins_its_line(statement)) return {{{statement.begin(), statement.begin()}, text}};
  detach_front(statement, edits);
  edits.back().text += text;
  return edits;
}

std::vector<Edit> insert_after(Node statement, const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += newline_of(statement) + indentation_of(statement) + line;
  const SourceFile& source = statement.tree()->source();
  const std::uint32_t follower = follower_on_line(statement);
  std::vector<Edit> edits;
  if (in_one_line_block(statement)) detach_front(leader_of(statement.parent()), edits);
  if (follower != 0) {
    edits.push_back({{statement.end(), follower}, text + newline_of(statement) + indentation_of(statement)});
    return edits;
  }
  // Behind a comment on the statement's last line.
  std::uint32_t end = source.line_end(statement.end());
  while (end > statement.end() && (statement.tree()->text()[end - 1] == '\n' || statement.tree()->text()[end - 1] == '\r')) --end;
  edits.push_back({{end, end}, text});
  return edits;
}

}  // namespace codemod

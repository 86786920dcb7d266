#include "transforms/api/call_unpacking.h"

#include <string>

#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"

namespace asyncio2anyio {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::TextRange;

namespace {

std::string_view text_of(Node node) { return node.tree()->text(); }

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\f") == std::string_view::npos;
}

std::string line_break(Node node) {
  return std::string(codemod::newline_text(node.tree()->source().newline())) +
         std::string(codemod::indentation_at(*node.tree(), node.begin()));
}

/// The rest of the line behind an offset.
std::string_view rest_of_line(Node node, std::uint32_t offset) {
  const std::uint32_t end = node.tree()->source().line_end(offset);
  std::string_view rest = text_of(node).substr(offset, end - offset);
  while (rest.ends_with('\n') || rest.ends_with('\r')) rest.remove_suffix(1);
  return rest;
}

/// The end of the text of the line before the one where `node` begins, its newline excluded.
std::uint32_t end_of_previous_line(Node node) {
  std::uint32_t end = node.tree()->source().line_begin(node.begin());
  const std::string_view text = text_of(node);
  if (end > 0 && text[end - 1] == '\n') --end;
  if (end > 0 && text[end - 1] == '\r') --end;
  return end;
}

/// Replaces the parenthesis behind a callee by a comma.
void open_with_comma(Fix& fix, Node callee, Node list) {
  const std::uint32_t begin = list.begin() + 1;
  const char next = text_of(list)[begin];
  fix.replace(TextRange{callee.end(), begin},
              next == ' ' || next == '\t' || next == '\n' || next == '\r' ? "," : ", ");
}

/// Whether a line begins inside a string, whose text must not move.
bool in_string(Node list, std::uint32_t offset) {
  const Node node = list.tree()->smallest_covering({offset, offset + 1});
  const auto is_string = [](Node n) {
    return n.is_any(NodeKind::string, NodeKind::string_content, NodeKind::concatenated_string);
  };
  return (is_string(node) && node.begin() < offset) || bool(node.enclosing(NodeKind::string));
}

/// Moves the lines of an argument list from the indentation of its first argument to that of the
/// callee.
void dedent_lines(Fix& fix, Node callee, Node list, Node first) {
  const codemod::SyntaxTree& tree = *list.tree();
  const std::size_t outer = codemod::indentation_at(tree, callee.begin()).size();
  const std::size_t inner = codemod::indentation_at(tree, first.begin()).size();
  if (inner <= outer) return;
  const auto unit = static_cast<std::uint32_t>(inner - outer);
  const Node close = list.children().back();
  const std::uint32_t stop =
      codemod::begins_its_line(close) ? tree.source().line_begin(close.begin()) : close.begin();
  for (std::uint32_t at = tree.source().line_end(list.begin()); at < stop;
       at = tree.source().line_end(at)) {
    const bool movable = codemod::indentation_at(tree, at).size() >= inner && !in_string(list, at);
    if (movable) fix.erase({at, at + unit});
  }
}

struct Closing {
  Node parenthesis;
  Node comma;  // before it; null when absent
  Node last;   // argument
  Node outer;  // the token behind the call
};

Closing closing_of(Node call, Node list, Node last) {
  Closing closing{list.children().back(), {}, last, call.next_sibling()};
  for (Node next = last.next_sibling(); next && next != closing.parenthesis;
       next = next.next_sibling())
    if (next.is(NodeKind::comma)) closing.comma = next;
  if (call.parent().is(NodeKind::keyword_argument)) closing.outer = call.parent().next_sibling();
  while (closing.outer.is(NodeKind::comment)) closing.outer = closing.outer.next_sibling();
  return closing;
}

/// Removes the closing parenthesis where other text precedes it on its line, with a comma and
/// blanks before it.
void close_inline(Fix& fix, const Closing& closing) {
  const bool comments =
      text_of(closing.last)
          .substr(closing.last.end(), closing.parenthesis.begin() - closing.last.end())
          .find('#') != std::string_view::npos;
  fix.erase(
      {comments ? closing.parenthesis.begin() : closing.last.end(), closing.parenthesis.end()});
}

/// Removes a closing parenthesis that begins its line; the line goes where nothing else is on it.
/// Of two commas that would meet, the outer one goes.
void close_line(Fix& fix, const Closing& closing) {
  const Node close = closing.parenthesis;
  const bool double_comma = closing.comma && closing.outer.is(NodeKind::comma);
  const bool adjacent = closing.outer.begin() == close.end();
  std::uint32_t end = close.end();
  if (double_comma && adjacent)
    end = closing.outer.end();
  else if (double_comma)
    fix.erase(closing.outer.range());
  const std::uint32_t previous = end_of_previous_line(close);
  const std::string_view rest = rest_of_line(close, end);
  if (is_blank(rest)) return fix.erase({previous, end + static_cast<std::uint32_t>(rest.size())});
  const bool behind_comment =
      close.tree()->smallest_covering({previous - 1, previous}).is(NodeKind::comment);
  if (closing.outer.is(NodeKind::comma) && !double_comma && !behind_comment)
    return fix.erase({previous, end});
  const std::size_t next = rest.find_first_not_of(' ');
  if (double_comma && rest[next] != '#') end += static_cast<std::uint32_t>(next);
  fix.erase({close.begin(), end});
}

/// `f()`: both parentheses go, comments between them stay.
void close_empty(Fix& fix, Node callee, Node list) {
  const std::string_view inside = text_of(list).substr(list.begin() + 1, list.range().size() - 2);
  if (inside.find('#') == std::string_view::npos) return fix.erase({callee.end(), list.end()});
  fix.erase({callee.end(), list.begin() + 1});
  fix.erase({list.end() - 1, list.end()});
}

}  // namespace

void spread_call(Fix& fix, Node call) {
  const Node callee = call.child(Field::function);
  const Node list = call.child(Field::arguments);
  if (list.is(NodeKind::generator_expression))
    return fix.replace(TextRange{callee.end(), list.begin()}, ", ");
  const std::vector<Node> arguments = codemod::arguments_of(call);
  if (arguments.empty()) return close_empty(fix, callee, list);
  const Node first = arguments.front();
  open_with_comma(fix, callee, list);
  if (codemod::begins_its_line(first)) {
    if (codemod::begins_its_line(callee))
      dedent_lines(fix, callee, list, first);
    else if (text_of(call)[call.begin() - 1] == '(')
      fix.insert(callee.begin(), line_break(first));
  }
  const Closing closing = closing_of(call, list, arguments.back());
  codemod::begins_its_line(closing.parenthesis) ? close_line(fix, closing)
                                                : close_inline(fix, closing);
}

void wrap_call(Fix& fix, Node call, std::string_view wrapper) {
  const Node callee = call.child(Field::function);
  const Node first = codemod::arguments_of(call).front();
  std::string opening = std::string(wrapper) + "(";
  if (codemod::begins_its_line(first)) opening += line_break(first);
  fix.insert(callee.begin(), std::move(opening));
  open_with_comma(fix, callee, call.child(Field::arguments));
}

}  // namespace asyncio2anyio

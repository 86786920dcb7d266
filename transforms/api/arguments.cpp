#include "transforms/api/arguments.h"

#include <algorithm>

#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "engine/syntax/syntax_tree.h"

namespace asyncio2anyio {

using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;

namespace {

bool is_separator(Node node) { return node.text() == ","; }

std::string newline_of(Node node) { return std::string(codemod::newline_text(node.tree()->source().newline())); }

bool on_one_line(Node first, Node second) {
  const codemod::SourceFile& source = first.tree()->source();
  return source.line_begin(first.end()) == source.line_begin(second.begin());
}

Node previous_argument(Node argument) {
  Node previous;
  for (const Node child : argument.parent().named_children()) {
    if (child == argument) break;
    previous = child;
  }
  return previous;
}

/// Whether the call shows one argument per line, so that another one gets a line as well.
bool wants_own_line(Node last, bool has_comma, std::size_t added) {
  if (!codemod::begins_its_line(last) || !codemod::begins_its_line(closing_parenthesis(last))) return false;
  if (has_comma || previous_argument(last) || last.text().find('\n') != std::string_view::npos) return true;
  return last.end() - last.tree()->source().line_begin(last.begin()) + added > kLineLength;
}

}  // namespace

std::uint32_t text_end(Node node) { return node.end() - (node.text().ends_with('\r') ? 1 : 0); }

Node closing_parenthesis(Node argument) { return argument.parent().children().back(); }

void remove_argument(Fix& fix, Node argument) {
  Node next = argument.next_sibling();
  while (is_separator(next)) next = next.next_sibling();
  if (next.named()) return fix.erase({argument.begin(), next.begin()});
  const Node previous = previous_argument(argument);
  fix.erase({previous ? previous.end() : argument.begin(), argument.end()});
}

void append_arguments(Fix& fix, Node last, const std::vector<std::string>& arguments, std::string_view closing) {
  Node comma = last.next_sibling();
  while (comma.is(NodeKind::comment)) comma = comma.next_sibling();
  if (!is_separator(comma)) comma = {};
  const Node before = comma ? comma : last;
  const Node next = before.next_sibling();
  const bool comment = next.is(NodeKind::comment) && on_one_line(before, next);
  std::size_t width = closing.size();
  for (const std::string& argument : arguments) width += argument.size() + 2;
  const bool own_line = comment || wants_own_line(last, bool(comma), width);
  const std::string gap = own_line ? newline_of(last) + std::string(codemod::indentation_at(*last.tree(), last.begin())) : " ";
  std::string added;
  for (const std::string& argument : arguments) added += (added.empty() ? "" : ",") + gap + argument;
  // A lone argument needs no comma behind it, one of several lines does.
  const bool closes = comma || (own_line && !previous_argument(last));
  if (closes) added += ",";
  std::string behind_last(closing);
  if (!comma) behind_last += ",";
  if (!comma && !comment) behind_last += added;
  if (!behind_last.empty()) fix.insert(last.end(), behind_last);
  if (comma || comment) fix.insert(text_end(comment ? next : before), added);
}

codemod::Node only_argument(codemod::Node call) {
  const std::vector<codemod::Node> arguments = codemod::arguments_of(call);
  using Kind = codemod::NodeKind;
  const bool plain = arguments.size() == 1 && !arguments.front().is_any(Kind::generator_expression, Kind::keyword_argument,
                                                                        Kind::list_splat, Kind::dictionary_splat);
  return plain ? arguments.front() : codemod::Node();
}

}  // namespace asyncio2anyio

#include "engine/transform/suppressions.h"

#include <algorithm>
#include <limits>

#include "engine/source/word_search.h"
#include "engine/syntax/context.h"

namespace codemod {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

/// The directive behind `TAG:` in a comment; empty when there is none.
std::string_view directive_of(std::string_view comment, std::string_view tag) {
  const std::size_t at = comment.find(tag);
  if (at == std::string_view::npos) return {};
  const std::string_view before = trim(comment.substr(0, at));
  if (before.empty() || before.back() != '#') return {};
  std::string_view rest = trim(comment.substr(at + tag.size()));
  if (!rest.starts_with(':')) return {};
  rest = trim(rest.substr(1));
  // Another comment may follow: `# TAG: ignore[x]  # noqa`.
  return trim(rest.substr(0, rest.find('#')));
}

std::vector<std::string> split_names(std::string_view list) {
  std::vector<std::string> names;
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    const std::string_view name = trim(list.substr(0, comma));
    if (!name.empty()) names.emplace_back(name);
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
  }
  return names;
}

bool is_clause(Node node) {
  return node.is_any(NodeKind::elif_clause, NodeKind::else_clause, NodeKind::except_clause, NodeKind::finally_clause,
                     NodeKind::case_clause, NodeKind::decorator);
}

/// The part of a statement that makes a logical line: all of a simple one, the header of others.
Node logical_unit(Node node) {
  Node unit = node;
  while (unit && !is_clause(unit) &&
         !unit.parent().is_any(NodeKind::block, NodeKind::module, NodeKind::decorated_definition, NodeKind::null))
    unit = unit.parent();
  return unit;
}

std::uint32_t unit_end(Node unit) {
  std::uint32_t end = unit.end();
  for (Node child = unit.first_child(); child; child = child.next_sibling()) {
    if (child.is(NodeKind::block)) break;
    if (child.is(NodeKind::colon)) end = child.end();
  }
  return end;
}

}  // namespace

Suppressions Suppressions::read(const SyntaxTree& tree, std::string_view tag) {
  Suppressions found;
  if (!has_text(tree.text(), tag)) return found;
  const SourceFile& source = tree.source();
  Comment* open = nullptr;
  std::vector<Comment> ranges;
  for (std::uint32_t index = 0; index < tree.size(); ++index) {
    const Node node = tree.node(index);
    if (!node.is(NodeKind::comment)) continue;
    const std::string_view directive = directive_of(node.text(), tag);
    if (directive.empty()) continue;
    const std::uint32_t line = source.line_number(node.begin());
    Comment comment;
    comment.offset = node.begin();
    comment.first_line = comment.last_line = line;
    if (directive == "skip-file") {
      found.skips_file_ = true;
    } else if (directive == "off") {
      comment.last_line = std::numeric_limits<std::uint32_t>::max();
      if (!open) ranges.push_back(comment), open = &ranges.back();
    } else if (directive == "on") {
      if (open) open->last_line = line;
      open = nullptr;
    } else if (directive == "ignore") {
      found.comments_.push_back(comment);
    } else if (directive.starts_with("ignore[") && directive.ends_with("]")) {
      comment.names = split_names(directive.substr(7, directive.size() - 8));
      found.comments_.push_back(comment);
    } else {
      comment.malformed = true;
      found.comments_.push_back(comment);
    }
  }
  found.comments_.insert(found.comments_.end(), ranges.begin(), ranges.end());
  std::ranges::sort(found.comments_, {}, &Comment::offset);
  return found;
}

bool Suppressions::suppresses(Node node, std::string_view transform) {
  if (comments_.empty()) return false;
  const SourceFile& source = node.tree()->source();
  const Node unit = logical_unit(node);
  const std::uint32_t first = source.line_number(unit.begin());
  const std::uint32_t last = source.line_number(unit_end(unit));
  bool suppressed = false;
  for (Comment& comment : comments_) {
    if (comment.malformed || comment.last_line < first || comment.first_line > last) continue;
    const bool named = comment.names.empty() || std::ranges::find(comment.names, transform) != comment.names.end();
    comment.used |= named;
    suppressed |= named;
  }
  return suppressed;
}

std::vector<Suppressions::Unused> Suppressions::unused() const {
  std::vector<Unused> found;
  for (const Comment& comment : comments_) {
    if (comment.malformed)
      found.push_back({comment.offset, "unknown directive: write `ignore`, `ignore[NAME,…]`, `off`, `on` or `skip-file`"});
    else if (!comment.used)
      found.push_back({comment.offset, "this comment suppresses nothing: remove it"});
  }
  return found;
}

}  // namespace codemod

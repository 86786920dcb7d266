#include "transforms/api/server_block.h"

#include <algorithm>

#include "engine/edit/block_editor.h"
#include "engine/edit/import_editor.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/group_names.h"
#include "transforms/api/stream_uses.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::TextRange;
using codemod::TransformContext;
using codemod::UseKind;

constexpr std::string_view kNoEnd = "it serves in the background, and where that ends is not seen";

class Block {
 public:
  Block(const BackgroundServer& background, Fix& fix, const TransformContext& cx)
      : server_(background), start_(codemod::statement_of(background.start)), fix_(fix), cx_(cx) {}

  std::optional<Obstacle> rewrite() {
    for (const ObjectUse& use : server_.server.uses) {
      if (use.kind == UseKind::async_with) with_ = use.outer, ++ends_;
      if (use.member == "close") close_ = use.outer, ++ends_;
      if (use.member == "wait_closed") waits_.push_back(use.outer);
    }
    if (ends_ != 1) return Obstacle{server_.start, std::string(kNoEnd)};
    return with_ ? serve_in_with() : serve_until_close();
  }

 private:
  /// `async with server:` gets the group as a second item.
  std::optional<Obstacle> serve_in_with() {
    const Node statement = with_.enclosing(NodeKind::with_statement);
    const Node body = statement.child(Field::body);
    if (statement.child(NodeKind::with_clause).named_children().size() != 1 || with_.text().find(" as ") != std::string_view::npos || !waits_.empty())
      return Obstacle{with_, std::string(kNoEnd)};
    const std::vector<Node> statements = body.named_children();
    if (const Node jump = jump_in(statements.front(), statements.back())) return Obstacle{jump, "the block in which it serves is left here"};
    name_group(body.range());
    fix_.insert(with_.end(), ", " + server_.anyio + ".create_task_group() as " + group_);
    insert(codemod::insert_before(statements.front(), {serving()}));
    insert(codemod::insert_after(statements.back(), {ending()}));
    return std::nullopt;
  }

  /// What stands between the start and `close()` becomes a block.
  std::optional<Obstacle> serve_until_close() {
    const Node closing = own_statement(close_);
    Node first = start_.next_sibling();
    while (first && (!first.named() || first.is(NodeKind::comment))) first = first.next_sibling();
    if (!closing || !first || !codemod::begins_its_line(start_)) return Obstacle{close_, std::string(kNoEnd)};
    for (const Node wait : waits_) {
      waiting_ = own_statement(codemod::await_of(wait));
      if (waits_.size() > 1 || closing.next_sibling() != waiting_) return Obstacle{wait, std::string(kNoEnd)};
    }
    return closing.parent() == start_.parent() ? wrap_up_to(first, closing) : wrap_try(first, closing);
  }

  std::optional<Obstacle> wrap_up_to(Node first, Node closing) {
    Node last;
    for (Node each = first; each && each != closing; each = each.next_sibling())
      if (each.named() && !each.is(NodeKind::comment)) last = each;
    if (!last || first == closing || !precedes(first, closing)) return Obstacle{closing, std::string(kNoEnd)};
    if (const Node jump = jump_in(first, last)) return Obstacle{jump, "the statements during which it serves are left here"};
    if (is_read_behind(first, closing)) return Obstacle{closing, std::string(kNoEnd)};
    open(first, last);
    const std::string inner = codemod::indent_unit(cx_.tree());
    fix_.replace(closing, inner + ending());
    drop_waiting();
    return std::nullopt;
  }

  /// `try: … finally: server.close()` directly behind the start.
  std::optional<Obstacle> wrap_try(Node first, Node closing) {
    const Node clause = closing.parent().parent();
    const bool whole = clause.is(NodeKind::finally_clause) && clause.parent() == first && only_closes(closing.parent());
    if (!whole) return Obstacle{close_, std::string(kNoEnd)};
    open(first, first);
    fix_.replace(closing, ending());
    drop_waiting();
    return std::nullopt;
  }

  /// A group is cancelled as a whole, so nothing else may be awaited behind that.
  [[nodiscard]] bool only_closes(Node block) const { return block.named_children().size() == (waiting_ ? 2U : 1U); }

  static bool precedes(Node first, Node closing) { return first.begin() < closing.begin(); }

  /// Whether code behind the block uses the server.
  [[nodiscard]] bool is_read_behind(Node first, Node closing) const {
    return std::ranges::any_of(server_.server.uses, [&](const ObjectUse& use) {
      const bool inside = use.node.begin() >= first.begin() && use.node.end() <= closing.end();
      return !inside && use.member != "wait_closed";
    });
  }

  void open(Node first, Node last) {
    name_group({first.begin(), last.end()});
    const codemod::SyntaxTree& tree = cx_.tree();
    const std::string header = "async with " + std::string(variable()) + ", " + server_.anyio + ".create_task_group() as " + group_ + ":" +
                               std::string(codemod::newline_text(tree.source().newline())) +
                               std::string(codemod::indentation_at(tree, first.begin())) + codemod::indent_unit(tree) + serving();
    insert(codemod::wrap_statements(first, last, header));
    fix_.guards.push_back({first.begin(), last.end()});  // what moves in must not be moved by others meanwhile
  }

  void drop_waiting() {
    if (waiting_) fix_.erase(codemod::removal_range(waiting_));
  }

  /// A place that leaves the statements from `first` to `last` before their end, or gives values out of them.
  static Node jump_in(Node first, Node last) {
    for (Node each = first; each; each = each.next_sibling()) {
      for (const NodeKind kind : {NodeKind::return_statement, NodeKind::yield, NodeKind::break_statement, NodeKind::continue_statement})
        for (const Node jump : codemod::own_nodes(each, kind))
          if (leaves(jump, each)) return jump;
      if (each == last) break;
    }
    return {};
  }

  static bool leaves(Node jump, Node region) {
    if (!jump.is_any(NodeKind::break_statement, NodeKind::continue_statement)) return true;
    for (Node up = jump; up && up != region.parent(); up = up.parent())
      if (up.is_any(NodeKind::for_statement, NodeKind::while_statement)) return false;
    return true;
  }

  void name_group(TextRange region) { group_ = free_name(cx_.model().function_of(server_.start), region, "tg", "server_tg", cx_); }
  [[nodiscard]] std::string_view variable() const { return cx_.model().binding(server_.server.variables.front()).name; }
  [[nodiscard]] std::string serving() const { return group_ + ".start_soon(" + std::string(variable()) + ".serve, " + server_.handler + ")"; }
  [[nodiscard]] std::string ending() const { return group_ + ".cancel_scope.cancel()"; }

  void insert(std::vector<codemod::Edit> edits) {
    for (codemod::Edit& edit : edits) fix_.edits.push_back(std::move(edit));
  }

  const BackgroundServer& server_;
  Node start_;
  Fix& fix_;
  const TransformContext& cx_;
  Node with_;
  Node close_;
  std::vector<Node> waits_;
  Node waiting_;
  int ends_ = 0;
  std::string group_;
};

}  // namespace

std::optional<Obstacle> serve_in_background(const BackgroundServer& background, Fix& fix, const TransformContext& cx) {
  return Block(background, fix, cx).rewrite();
}

}  // namespace asyncio2anyio

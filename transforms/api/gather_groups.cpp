#include "transforms/api/gather_groups.h"

#include <algorithm>

#include "engine/edit/block_editor.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/arguments.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/call_unpacking.h"
#include "transforms/api/gather_helpers.h"
#include "transforms/api/group_names.h"

namespace asyncio2anyio {

using codemod::BindingId;
using codemod::Edit;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::TextRange;
using codemod::TransformContext;

namespace {

bool on_one_line(Node node) { return node.text().find('\n') == std::string_view::npos && node.text().find('\r') == std::string_view::npos; }

bool is_comprehension(Node node) { return node.is_any(NodeKind::list_comprehension, NodeKind::generator_expression); }

/// The comprehension that is starred; null for other arguments.
Node starred_comprehension(Node argument) {
  if (!argument.is(NodeKind::list_splat)) return {};
  const Node inner = codemod::strip_parentheses(argument.named_children().front());
  return is_comprehension(inner) ? inner : Node();
}

class GroupRewriter {
 public:
  GroupRewriter(const GatherReading& reading, Node await, TransformContext& cx)
      : reading_(reading), cx_(cx), outer_(codemod::outermost_parentheses(await)), statement_(codemod::statement_of(await)),
        index_(*cx.reference_at(reading.call.child(Field::function))) {}

  /// The fix for the whole statement; nothing when there is none.
  std::optional<Fix> run() {
    if (!is_understood()) return std::nullopt;
    const Node parent = outer_.parent();
    const bool ignored = parent.is(NodeKind::expression_statement) && parent.named_children().size() == 1;
    if (ignored && are_startable([this](Node call) { return can_be_spread(call); })) return start_all(true);
    if (ignored && has_handles() && are_startable([this](Node call) { return can_stay(call); })) return start_all(false);
    const bool assigned = parent.is(NodeKind::assignment) && outer_.field() == Field::right && !parent.child(Field::type) &&
                          parent.parent().is(NodeKind::expression_statement) && codemod::is_pure(parent.child(Field::left));
    if (parent.is(NodeKind::return_statement) || assigned) return read_handles();
    return std::nullopt;
  }

 private:
  /// Calls of coroutine functions on one level, written so that lines can be moved.
  bool is_understood() const {
    if (reading_.returns_exceptions || !reading_.proven || !reading_.nested.empty() || !reading_.streams.empty()) return false;
    for (const Node starter : reading_.starters)
      if (canonical_callee(starter, cx_) != "asyncio.create_task") return false;
    if (reading_.arguments.empty() || outer_.is(NodeKind::parenthesized_expression) || !codemod::begins_its_line(statement_)) return false;
    if (codemod::own_nodes(statement_, NodeKind::await).size() != 1 || codemod::yields(statement_)) return false;
    if (statement_.parent().is(NodeKind::module) || statement_.next_sibling().is(NodeKind::semicolon)) return false;
    if (has_comment({outer_.begin(), reading_.arguments.front().begin()}) || has_comment({reading_.arguments.back().end(), statement_.end()})) return false;
    return std::ranges::all_of(reading_.elements, [](Node element) { return element.is(NodeKind::call); }) &&
           std::ranges::all_of(reading_.arguments, [](Node argument) { return argument.is(NodeKind::call) || starred_comprehension(argument); });
  }

  bool has_comment(TextRange range) const {
    return cx_.text().substr(range.begin, range.size()).find('#') != std::string_view::npos;
  }

  bool has_handles() const { return min_anyio("anyio.TaskGroup.create_task") <= cx_.targets().library; }

  /// Whether each call, alone or in a loop, can have lines of its own.
  template <class Predicate>
  bool are_startable(const Predicate& suits) const {
    for (const Node argument : reading_.arguments) {
      const Node comprehension = starred_comprehension(argument);
      if (!suits(comprehension ? comprehension.child(Field::body) : argument)) return false;
      if (comprehension && !can_be_loop(comprehension)) return false;
    }
    for (std::size_t i = 0; i + 1 < reading_.arguments.size(); ++i)
      if (has_comment({reading_.arguments[i].end(), reading_.arguments[i + 1].begin()})) return false;
    return true;
  }

  /// Whether the lines of a call are where they belong as an argument of `create_task`.
  bool can_stay(Node call) const {
    return on_one_line(call) || (codemod::begins_its_line(call) &&
                                 codemod::indentation_at(cx_.tree(), call.begin()) == indentation() + unit());
  }

  /// Whether `start_soon(f, a)` can say the same as a call.
  bool can_be_spread(Node call) const {
    const std::vector<Node> arguments = codemod::arguments_of(call);
    return on_one_line(call) && !is_starter(call) && std::ranges::none_of(arguments, [](Node argument) {
      return argument.is_any(NodeKind::keyword_argument, NodeKind::dictionary_splat, NodeKind::generator_expression);
    });
  }

  /// A comprehension with one `for`, at most one `if`, and a variable that no one else could see afterwards.
  bool can_be_loop(Node comprehension) const {
    const std::vector<Node> parts = comprehension.named_children();
    if (parts.size() < 2 || parts.size() > 3 || has_comment(comprehension.range())) return false;
    if (!parts[1].is(NodeKind::for_in_clause) || codemod::has_async_keyword(parts[1])) return false;
    if (parts.size() == 3 && !parts[2].is(NodeKind::if_clause)) return false;
    for (const Node part : parts)
      if (!on_one_line(part)) return false;
    if (!cx_.references_in({parts[1].begin(), parts.back().end()}).empty()) return false;
    return are_free(parts[1].child(Field::left));
  }

  /// Whether the variables of a loop mean nothing else in the function.
  bool are_free(Node target) const {
    for (std::uint32_t index = target.index(); index < target.subtree_end(); ++index) {
      const Node node = cx_.tree().node(index);
      if (node.is_any(NodeKind::attribute, NodeKind::subscript)) return false;
      if (node.is(NodeKind::identifier) && cx_.model().lookup(cx_.model().scope_of(statement_), node.text()) != BindingId::none) return false;
    }
    return true;
  }

  std::string free(std::string_view preferred, std::string_view second) const {
    return free_name(cx_.model().function_of(statement_), statement_.range(), preferred, second, cx_);
  }

  std::string indentation() const { return std::string(codemod::indentation_at(cx_.tree(), statement_.begin())); }
  std::string newline() const { return std::string(codemod::newline_text(cx_.tree().source().newline())); }
  std::string unit() const { return codemod::indent_unit(cx_.tree()); }

  std::optional<std::string> header(Fix& fix, const std::string& group) {
    const auto opened = need_group(fix, statement_, cx_.reference(index_), cx_);
    return opened ? std::optional("async with " + *opened + "() as " + group + ":") : std::nullopt;
  }

  Fix begin_fix() const {
    Fix fix;
    fix.safety = codemod::Safety::unsafe;
    fix.title = "use a task group, which cancels the others when one fails";
    // Other fixes must not move the lines of the statement.
    const std::uint32_t line = cx_.tree().source().line_begin(statement_.begin());
    fix.guards.push_back({line == 0 ? 0 : line - 1, statement_.end()});
    return fix;
  }

  std::optional<Fix> start_all(bool spread) {
    Fix fix = begin_fix();
    if (!spread) fix.need(min_anyio("anyio.TaskGroup.create_task"));
    const std::string group = free("tg", "task_group");
    const auto head = header(fix, group);
    if (!head) return std::nullopt;
    const std::string line = newline() + indentation() + unit();
    std::uint32_t done = statement_.begin();
    std::string text = *head;
    for (const Node argument : reading_.arguments) {
      const Node comprehension = starred_comprehension(argument);
      const Node call = comprehension ? comprehension.child(Field::body) : argument;
      text += line;
      if (comprehension) text += loop_header(comprehension, line);
      if (is_starter(call)) {
        fix.replace(TextRange{done, call.child(Field::function).end()}, text + group + ".create_task");
        text.clear();
      } else {
        fix.replace(TextRange{done, call.begin()}, text + group + (spread ? ".start_soon(" : ".create_task("));
        if (spread) spread_call(fix, call);
        text = ")";
      }
      done = call.end();
    }
    fix.replace(TextRange{done, statement_.end()}, text);
    return fix;
  }

  /// `for x in xs:` and `if x:` on lines of their own, and the indentation of what they repeat.
  std::string loop_header(Node comprehension, const std::string& line) const {
    const std::vector<Node> parts = comprehension.named_children();
    std::string text;
    std::string inner = line;
    for (std::size_t i = 1; i < parts.size(); ++i) {
      inner += unit();
      text += std::string(parts[i].text()) + ":" + inner;
    }
    return text;
  }

  std::optional<Fix> read_handles() {
    if (!has_handles() || !reading_.dropped.empty()) return std::nullopt;
    const TextRange before{statement_.begin(), outer_.begin()};
    const std::string target(cx_.text().substr(before.begin, before.size()));
    if (target.find_first_of("\r\n") != std::string::npos || !cx_.references_in(before).empty()) return std::nullopt;
    Fix fix = begin_fix();
    fix.need(min_anyio("anyio.TaskGroup.create_task"));
    const std::string group = free("tg", "task_group");
    const std::string tasks = free("tasks", "handles");
    const std::string task = singular(tasks);
    const auto head = header(fix, group);
    if (!head) return std::nullopt;
    const Node comprehension = reading_.arguments.size() == 1 ? starred_comprehension(reading_.arguments.front()) : Node();
    const Node list = comprehension ? comprehension : reading_.call.child(Field::arguments);
    const std::string block_line = newline() + indentation() + unit();
    const bool own_lines = comprehension && codemod::begins_its_line(reading_.arguments.front());
    const bool broken = own_lines && on_one_line(comprehension) && is_too_long(comprehension, tasks.size() + group.size());
    fix.replace(TextRange{statement_.begin(), list.begin() + 1}, *head + block_line + tasks + " = [" + (broken ? block_line + unit() : ""));
    for (const Node element : reading_.elements) make_task(element, group, fix);
    fix.replace(TextRange{list.end() - 1, statement_.end()},
                (broken ? block_line : "") + "]" + newline() + indentation() + target + "[" + task + ".return_value for " + task + " in " + tasks + "]");
    // The lines of a comprehension that had lines of its own inside the call are in place already.
    if (!own_lines) indent_lines(fix);
    return fix;
  }

  /// Whether `tasks = [comprehension]` would not fit on a line of the block.
  bool is_too_long(Node comprehension, std::size_t names) const {
    return comprehension.range().size() + names + std::string_view(" = .create_task()").size() + indentation().size() + unit().size() > kLineLength;
  }

  void make_task(Node element, const std::string& group, Fix& fix) const {
    if (is_starter(element)) return fix.replace(element.child(Field::function), group + ".create_task");
    fix.insert(element.begin(), group + ".create_task(");
    fix.insert(element.end(), ")");
  }

  bool is_starter(Node element) const { return std::ranges::find(reading_.starters, element) != reading_.starters.end(); }

  /// Moves the lines behind the first one into the block.
  void indent_lines(Fix& fix) const {
    const std::vector<Edit> own = fix.edits;
    for (Edit& edit : codemod::wrap_statements(statement_, statement_, "")) {
      const std::uint32_t at = edit.range.begin;
      const bool taken = at == statement_.begin() || std::ranges::any_of(own, [&](const Edit& other) {
        return !other.range.empty() && other.range.begin < at && at < other.range.end;
      });
      if (!taken && edit.range.empty()) fix.edits.push_back(std::move(edit));
    }
  }

  const GatherReading& reading_;
  TransformContext& cx_;
  Node outer_;      // the await, with parentheses
  Node statement_;
  std::uint32_t index_;
};

}  // namespace

bool use_task_group(Fix& fix, const GatherReading& reading, Node await, TransformContext& cx) {
  std::optional<Fix> grouped = GroupRewriter(reading, await, cx).run();
  if (!grouped) return false;
  fix = std::move(*grouped);
  return true;
}

}  // namespace asyncio2anyio

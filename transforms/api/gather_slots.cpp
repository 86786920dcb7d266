#include "transforms/api/gather_slots.h"

#include <algorithm>

#include "engine/edit/block_editor.h"
#include "engine/edit/import_editor.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/gather_helpers.h"
#include "transforms/api/group_names.h"
#include "transforms/api/value_uses.h"

namespace asyncio2anyio {

using codemod::Binding;
using codemod::BindingId;
using codemod::Definition;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

namespace {

bool has_comment(Node node) { return node.text().find('#') != std::string_view::npos; }

class SlotGrouper {
 public:
  SlotGrouper(const GatherReading& reading, Node await, TransformContext& cx)
      : reading_(reading), cx_(cx), outer_(codemod::outermost_parentheses(await)), statement_(codemod::statement_of(await)) {}

  std::optional<Fix> run() {
    if (!is_understood()) return std::nullopt;
    const Node function = cx_.model().function_of(statement_);
    const codemod::TextRange region{reading_.first_start.begin(), statement_.end()};
    group_ = free_name(function, region, "tg", "task_group", cx_);
    const Node target = only_target();
    results_ = target ? std::string(target.text()) : free_name(function, region, "results", "task_results", cx_);
    const codemod::Reference& reference = cx_.reference(*cx_.reference_at(reading_.call.child(Field::function)));
    const auto helper = need_helper(fix_, GatherHelper::task_group, reference, cx_);
    const auto store = need_helper(fix_, GatherHelper::store, reference, cx_);
    const auto outcome = reading_.returns_exceptions ? need_helper(fix_, GatherHelper::outcome, reference, cx_) : std::optional<std::string>("");
    if (!helper || !store || !outcome) return std::nullopt;
    store_ = *store;
    outcome_ = *outcome;
    fix_.safety = codemod::Safety::unsafe;
    fix_.title = "make the tasks in a task group, which cancels the others when one fails";
    if (!(reading_.streams.empty() ? fill_places() : fill_list(reading_.streams.front()))) return std::nullopt;
    wrap("async with " + *helper + "() as " + group_ + ":");
    if (target) fix_.erase(codemod::removal_range(statement_));
    else fix_.replace(outer_, results_);
    return std::move(fix_);
  }

 private:
  bool is_understood() const {
    if (!reading_.first_start || reading_.has_coroutines || reading_.first_start == statement_) return false;
    if (outer_.is(NodeKind::parenthesized_expression) || !codemod::begins_its_line(statement_) || !codemod::begins_its_line(reading_.first_start)) return false;
    if (!std::ranges::all_of(reading_.starters, [&](Node starter) { return canonical_callee(starter, cx_) == "asyncio.create_task"; })) return false;
    const Node parent = outer_.parent();
    const bool assigned = parent.is(NodeKind::assignment) && outer_.field() == Field::right && !parent.child(Field::type) && parent.parent().is(NodeKind::expression_statement);
    const bool one_list = reading_.streams.size() == 1 && reading_.arguments.size() == 1 && reading_.streams.front().is(NodeKind::identifier);
    return (assigned || parent.is(NodeKind::return_statement)) && (one_list || reading_.streams.empty());
  }

  /// The variable that the results are assigned to, where nothing else is and nobody else sees it before all are there.
  Node only_target() const {
    const Node left = outer_.parent().child(Field::left);
    if (!left.is(NodeKind::identifier)) return {};
    const BindingId id = cx_.model().binding_of(left);
    if (id == BindingId::none || cx_.model().binding(id).declared_global) return {};
    return cx_.model().binding(id).definitions.size() == 1 && !codemod::is_alone_in_block(statement_) ? left : Node();
  }

  /// The lines that start one task, whose result has its place at `index`.
  std::string start(Node starter, const std::string& index) const {
    const std::vector<Node> arguments = codemod::arguments_of(starter);
    std::string coroutine(arguments.front().text());
    if (!outcome_.empty()) coroutine = outcome_ + "(" + coroutine + ")";
    std::string text = group_ + ".start_soon(" + store_ + ", " + results_ + ", " + index + ", " + coroutine;
    for (std::size_t i = 1; i < arguments.size(); ++i) text += ", " + std::string(arguments[i].text());
    return text + ")";
  }

  std::string line(Node statement, int depth) const {
    std::string text = std::string(codemod::newline_text(cx_.tree().source().newline())) + std::string(codemod::indentation_at(cx_.tree(), statement.begin()));
    for (int i = 0; i < depth; ++i) text += codemod::indent_unit(cx_.tree());
    return text;
  }

  static bool is_on_one_line(Node node) { return node.text().find('\n') == std::string_view::npos && !has_comment(node); }

  /// Single variables: the list has its places before the tasks are started.
  bool fill_places() {
    for (std::size_t i = 0; i < reading_.elements.size(); ++i) {
      const Node variable = reading_.elements[i];
      const BindingId id = variable.is(NodeKind::identifier) ? cx_.model().binding_of(variable) : BindingId::none;
      if (id == BindingId::none || cx_.model().binding(id).definitions.size() != 1) return false;
      const Definition& definition = cx_.model().binding(id).definitions.front();
      const Node starter = definition.statement.child(Field::right);
      if (std::ranges::find(reading_.starters, starter) == reading_.starters.end() || !is_on_one_line(starter)) return false;
      fix_.replace(codemod::statement_of(starter), start(starter, std::to_string(i)));
    }
    // Without a type, checkers would take it for a list of nothing but None.
    before_ = results_ + ": list = [None] * " + std::to_string(reading_.elements.size());
    return true;
  }

  bool fill_list(Node list) {
    const BindingId id = cx_.model().binding_of(list);
    if (id == BindingId::none) return false;
    const Binding& binding = cx_.model().binding(id);
    for (const Definition& definition : binding.definitions)
      if (!fill_from(definition)) return false;
    for (const Node use : binding.uses) {
      if (use == list) continue;
      if (append(use)) continue;
      if (!is_looked_at(use, cx_)) return false;
      fix_.replace(use, results_);
    }
    return std::ranges::all_of(reading_.starters, [&](Node starter) { return std::ranges::find(taken_, starter) != taken_.end(); });
  }

  bool fill_from(const Definition& definition) {
    const Node value = codemod::strip_parentheses(assigned_value(definition));
    const bool empty = value.is(NodeKind::list) && value.named_children().empty();
    if (empty) {
      fix_.replace(definition.name, results_);
      return true;
    }
    const std::vector<Node> parts = value ? value.named_children() : std::vector<Node>();
    if (!value.is(NodeKind::list_comprehension) || parts.size() < 2 || definition.statement.child(Field::left) != definition.name) return false;
    const Node statement = codemod::statement_of(value);
    if (definition.statement.child(Field::type) || has_comment(statement) || !codemod::begins_its_line(statement)) return false;
    std::string text = results_ + " = []";
    int depth = 1;
    for (std::size_t i = 1; i < parts.size(); ++i, ++depth) {
      if (!is_on_one_line(parts[i]) || codemod::has_async_keyword(parts[i]) || !is_free(parts[i].child(Field::left))) return false;
      text += line(statement, depth) + std::string(parts[i].text()) + ":";
    }
    const Node starter = codemod::strip_parentheses(parts.front());
    if (!take(starter)) return false;
    text += line(statement, depth) + results_ + ".append(None)" + line(statement, depth) + start(starter, "len(" + results_ + ") - 1");
    fix_.replace(statement, text);
    return true;
  }

  bool is_free(Node target) const {
    return !target || std::ranges::none_of(codemod::own_nodes(target, NodeKind::identifier), [&](Node name) {
      return cx_.model().lookup(cx_.model().scope_of(statement_), name.text()) != BindingId::none;
    });
  }

  /// `tasks.append(create_task(…))` as a statement of its own.
  bool append(Node use) {
    const Node call = use.parent().is(NodeKind::attribute) ? codemod::call_of(use.parent()) : Node();
    if (!call || use.parent().child(Field::attribute).text() != "append" || codemod::arguments_of(call).size() != 1) return false;
    const Node statement = codemod::statement_of(call);
    if (!codemod::is_whole_statement(call) || !codemod::begins_its_line(statement) || has_comment(statement)) return false;
    const Node starter = codemod::strip_parentheses(codemod::arguments_of(call).front());
    if (!take(starter)) return false;
    fix_.replace(statement, results_ + ".append(None)" + line(statement, 1) + start(starter, "len(" + results_ + ") - 1"));
    return true;
  }

  bool take(Node starter) {
    if (std::ranges::find(reading_.starters, starter) == reading_.starters.end() || !is_on_one_line(starter)) return false;
    taken_.push_back(starter);
    return true;
  }

  void wrap(const std::string& header) {
    Node last = reading_.first_start;
    for (Node next = last; next && next != statement_; next = next.next_sibling())
      if (next.named() && !next.is(NodeKind::comment)) last = next;
    const std::vector<codemod::Edit> own = fix_.edits;
    const std::string first = before_.empty() ? header : before_ + line(reading_.first_start, 0) + header;
    fix_.moves.push_back(codemod::lines_of(reading_.first_start, last));
    for (codemod::Edit& edit : codemod::wrap_statements(reading_.first_start, last, first)) {
      const bool inside = std::ranges::any_of(own, [&](const codemod::Edit& other) { return other.range.begin < edit.range.begin && edit.range.begin < other.range.end; });
      if (!inside) fix_.edits.push_back(std::move(edit));
    }
  }

  const GatherReading& reading_;
  TransformContext& cx_;
  Node outer_;  // the await, with parentheses
  Node statement_;
  std::string group_;
  std::string results_;
  std::string store_;
  std::string outcome_;
  std::string before_;       // stands before the group
  std::vector<Node> taken_;  // calls that make tasks, of which the statements are known
  Fix fix_;
};

}  // namespace

bool group_into_slots(Fix& fix, const GatherReading& reading, Node await, TransformContext& cx) {
  std::optional<Fix> grouped = SlotGrouper(reading, await, cx).run();
  if (!grouped) return false;
  fix = std::move(*grouped);
  return true;
}

}  // namespace asyncio2anyio

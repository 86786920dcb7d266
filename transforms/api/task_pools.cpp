#include "transforms/api/task_pools.h"

#include <algorithm>

#include "engine/edit/block_editor.h"
#include "engine/edit/import_editor.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/call_unpacking.h"
#include "transforms/api/gather_helpers.h"
#include "transforms/api/gather_reading.h"
#include "transforms/api/group_calls.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/task_handles.h"
#include "transforms/api/task_region.h"
#include "transforms/api/task_waits.h"

namespace asyncio2anyio {

using codemod::Binding;
using codemod::BindingId;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

namespace {

bool spans_lines(Node node) { return node.text().find_first_of("\r\n") != std::string_view::npos; }

bool has_comment(Node node) { return node.text().find('#') != std::string_view::npos; }

/// The only statement of a block; null for longer ones.
Node only_statement(Node block) { return block.named_children().size() == 1 ? block.named_children().front() : Node(); }

/// What a statement awaits and does nothing else with.
Node awaited_by(Node statement) {
  const Node await = statement.is(NodeKind::expression_statement) ? statement.first_child() : Node();
  return await.is(NodeKind::await) && codemod::is_whole_statement(await) ? codemod::strip_parentheses(await.named_children().front()) : Node();
}

/// A statement that adds one new task.
struct Adding {
  Node statement;
  Node call;  // that makes the task
};

/// The statement after which no task of the container is left.
struct Drain {
  Node statement;
  std::size_t uses = 0;   // of the container in it
  bool repeats = false;   // until nothing is left, so that tasks may add others
  bool outcomes = false;  // failures are not raised
};

class PoolGrouper {
 public:
  PoolGrouper(BindingId id, const codemod::Reference& reference, TransformContext& cx)
      : id_(id), binding_(cx.model().binding(id)), function_(cx.model().scope(binding_.scope).node), reference_(reference), cx_(cx) {}

  std::optional<Fix> run() {
    if (!is_made_here() || !sort_uses() || !find_drain() || !find_adders() || !find_region()) return std::nullopt;
    // Tasks of one function that nothing runs beside need no tasks at all; that is for other rewrites.
    const bool annotated = static_cast<bool>(binding_.definitions.front().statement.child(Field::type));
    if (adders_.empty() && !drain_.repeats && !annotated && !is_suspended()) return std::nullopt;
    if (obstacle_to_scope(region_, cx_)) return std::nullopt;
    return build();
  }

 private:
  /// Whether the container is a variable of a coroutine function that is empty at first and never anything else.
  bool is_made_here() {
    if (!codemod::is_async_function(function_) || !function_.is(NodeKind::function_definition)) return false;
    if (binding_.declared_global || binding_.definitions.size() != 1) return false;
    const codemod::Definition& definition = binding_.definitions.front();
    if (definition.kind != codemod::DefinitionKind::assignment || definition.statement.child(Field::left) != definition.name) return false;
    if (!is_empty_container(codemod::strip_parentheses(definition.statement.child(Field::right)))) return false;
    made_ = codemod::statement_of(definition.name);
    return codemod::begins_its_line(made_) && !has_comment(made_);
  }

  bool sort_uses() {
    for (const Node use : binding_.uses) {
      if (const std::optional<Adding> adding = adding_of(use)) addings_.push_back(*adding);
      else others_.push_back(use);
    }
    return !addings_.empty() && !others_.empty();
  }

  /// `tasks.append(create_task(f(x)))` as a statement of its own.
  std::optional<Adding> adding_of(Node use) const {
    const Node method = use.parent().is(NodeKind::attribute) ? use.parent() : Node();
    const Node outer = method ? codemod::call_of(method) : Node();
    const std::string_view name = method.child(Field::attribute).text();
    if (!outer || (name != "append" && name != "add") || !codemod::is_whole_statement(outer)) return std::nullopt;
    const std::vector<Node> arguments = codemod::arguments_of(outer);
    const Node call = arguments.size() == 1 ? codemod::strip_parentheses(arguments.front()) : Node();
    const Node statement = codemod::statement_of(outer);
    if (!call.is(NodeKind::call) || !codemod::begins_its_line(statement) || has_comment(statement) || !makes_task(call)) return std::nullopt;
    return Adding{statement, call};
  }

  bool makes_task(Node call) const {
    const std::vector<std::uint32_t> references = cx_.references_in(call.child(Field::function).range());
    const bool makes = std::ranges::any_of(references, [this](std::uint32_t index) {
      const codemod::Reference& reference = cx_.reference(index);
      const std::string_view name = reference.name;
      return reference.certain && (name == "asyncio.create_task" || name == "asyncio.ensure_future" || name == "loop.create_task");
    });
    if (!makes) return false;
    const Node coroutine = coroutine_argument(call);
    if (!coroutine.is(NodeKind::call) || !obstacle_in_task_call(call, false, cx_).empty()) return false;
    const Node callee = codemod::callee_definition(cx_.model(), coroutine);
    return !callee || codemod::is_async_function(callee);
  }

  bool is_pool(Node node) const { return node.is(NodeKind::identifier) && cx_.model().binding_of(node) == id_; }

  bool is_pop(Node call) const {
    const Node callee = call.is(NodeKind::call) ? call.child(Field::function) : Node();
    return callee.is(NodeKind::attribute) && callee.child(Field::attribute).text() == "pop" && is_pool(callee.child(Field::object));
  }

  /// `range(len(tasks))`
  bool is_size(Node range) const {
    const auto argument = [&](Node call, std::string_view name) {
      const bool calls = call.is(NodeKind::call) && call.child(Field::function).text() == name && is_builtin(name, call, cx_);
      const std::vector<Node> arguments = calls ? codemod::arguments_of(call) : std::vector<Node>();
      return arguments.size() == 1 ? arguments.front() : Node();
    };
    return is_pool(argument(argument(range, "range"), "len"));
  }

  /// Whether something is awaited between making the tasks and waiting for them.
  bool is_suspended() const {
    for (Node statement = region_.first; statement && statement.begin() <= region_.last.begin(); statement = statement.next_sibling())
      if (codemod::suspends(statement)) return true;
    return false;
  }

  bool find_drain() {
    const Node use = others_.front();
    for (Node statement = codemod::statement_of(use); statement && statement != function_; statement = codemod::statement_of(statement.parent()))
      if (read_drain(statement)) break;
    const bool all = std::ranges::all_of(others_, [&](Node other) { return drain_.statement && drain_.statement.encloses(other); });
    return all && drain_.uses == others_.size() && cx_.model().function_of(drain_.statement) == function_ &&
           !has_comment(drain_.statement) && codemod::begins_its_line(drain_.statement);
  }

  bool read_drain(Node statement) {
    if (statement.is(NodeKind::if_statement)) return is_pool(statement.child(Field::condition)) && !statement.child(Field::alternative) && read_question(statement);
    if (statement.is(NodeKind::while_statement)) return is_pool(statement.child(Field::condition)) && !statement.child(Field::alternative) && read_rounds(statement);
    if (statement.is(NodeKind::for_statement)) return read_loop(statement);
    const Node call = awaited_by(statement);
    if (!call.is(NodeKind::call)) return false;
    const std::vector<Node> arguments = codemod::arguments_of(call);
    const std::string name = canonical_callee(call, cx_);
    if (name == "asyncio.wait" && waits_for_all(arguments) && is_pool(arguments.front())) {
      drain_ = {statement, 1, false, true};
      return true;
    }
    const Node star = name == "asyncio.gather" ? gathered(arguments) : Node();
    if (!is_pool(star)) return false;
    drain_ = {statement, 1, false, arguments.size() > 1 && is_true(arguments.back())};
    return true;
  }

  /// `if tasks:` around a drain.
  bool read_question(Node question) {
    const Node inner = only_statement(question.child(Field::consequence));
    if (!inner || inner.is(NodeKind::if_statement) || !read_drain(inner)) return false;
    drain_.statement = question;
    ++drain_.uses;
    return true;
  }

  /// What is starred as the only argument beside a literal `return_exceptions`.
  static Node gathered(const std::vector<Node>& arguments) {
    if (arguments.empty() || arguments.size() > 2 || !arguments.front().is(NodeKind::list_splat)) return {};
    if (arguments.size() == 2) {
      const Node quiet = arguments.back();
      const bool literal = quiet.is(NodeKind::keyword_argument) && quiet.child(Field::name).text() == "return_exceptions" &&
                           codemod::keyword_value(quiet).is_any(NodeKind::true_literal, NodeKind::false_literal);
      if (!literal) return {};
    }
    return codemod::strip_parentheses(arguments.front().named_children().front());
  }

  static bool is_true(Node argument) { return argument.is(NodeKind::keyword_argument) && codemod::keyword_value(argument).is(NodeKind::true_literal); }

  /// `while tasks:` with `await tasks.pop()`, or with `await asyncio.gather(*[tasks.pop() for _ in range(len(tasks))])`.
  bool read_rounds(Node loop) {
    const Node awaited = awaited_by(only_statement(loop.child(Field::body)));
    if (is_pop(awaited)) {
      drain_ = {loop, 2, true, false};
      return true;
    }
    if (!awaited.is(NodeKind::call) || canonical_callee(awaited, cx_) != "asyncio.gather") return false;
    const std::vector<Node> arguments = codemod::arguments_of(awaited);
    const Node popped = gathered(arguments);
    if (!popped.is_any(NodeKind::list_comprehension, NodeKind::generator_expression)) return false;
    const std::vector<Node> parts = popped.named_children();
    if (parts.size() != 2 || !is_pop(parts.front()) || !codemod::arguments_of(parts.front()).empty() || !is_size(parts.back().child(Field::right))) return false;
    drain_ = {loop, 3, true, arguments.size() > 1 && is_true(arguments.back())};
    return true;
  }

  /// `for task in tasks: await task`, which also comes to what is appended meanwhile.
  bool read_loop(Node loop) {
    const Node target = loop.child(Field::left);
    const BindingId one = target.is(NodeKind::identifier) ? cx_.model().binding_of(target) : BindingId::none;
    if (one == BindingId::none || codemod::has_async_keyword(loop) || loop.child(Field::alternative) || !is_pool(loop.child(Field::right))) return false;
    const Node awaited = awaited_by(only_statement(loop.child(Field::body)));
    const Binding& variable = cx_.model().binding(one);
    if (!awaited || cx_.model().binding_of(awaited) != one || variable.uses.size() != 1 || variable.definitions.size() != 1) return false;
    drain_ = {loop, 1, binding_.definitions.front().statement.child(Field::right).is(NodeKind::list), false};
    return true;
  }

  /// Finds the functions that add tasks, themselves or through others, and where the function calls them.
  bool find_adders() {
    for (const Adding& adding : addings_)
      if (!add(cx_.model().function_of(adding.statement), adding.statement)) return false;
    for (std::size_t i = 0; i < adders_.size(); ++i) {
      const Node adder = adders_[i];
      const BindingId id = cx_.model().binding_of(adder.child(Field::name));
      if (codemod::only_function(cx_.model(), id) != adder || cx_.model().binding(id).declared_global || codemod::yields(adder.child(Field::body))) return false;
      for (const Node use : cx_.model().binding(id).uses)
        if (!is_run_here(use, codemod::is_async_function(adder)) || !add(cx_.model().function_of(use), use)) return false;
    }
    return true;
  }

  /// Notes a place where tasks are added, directly or by a call: the function around it, or a place of this function.
  bool add(Node function, Node place) {
    if (function == function_) {
      starts_.push_back(place);
      return true;
    }
    if (!function.is(NodeKind::function_definition) || !function_.encloses(function)) return false;
    if (std::ranges::find(adders_, function) == adders_.end()) adders_.push_back(function);
    return true;
  }

  /// Whether a function is called for good: it ends before its caller goes on, or it is a task of the container. Tasks that add
  /// tasks need a drain that comes to those as well.
  bool is_run_here(Node use, bool coroutine) const {
    const Node call = codemod::call_of(use);
    if (!call || !coroutine) return static_cast<bool>(call);
    if (codemod::await_of(call)) return true;
    if (!drain_.repeats) return false;
    return std::ranges::any_of(addings_, [&](const Adding& adding) { return coroutine_argument(adding.call) == call; });
  }

  bool find_region() {
    const Node block = drain_.statement.parent();
    if (!made_.parent().encloses(drain_.statement) || made_.end() > drain_.statement.begin() || codemod::is_alone_in_block(made_)) return false;
    // In a later round, tasks that failed in an earlier one fail again, unless nobody sees failures.
    const bool forgets = drain_.outcomes && !drain_.repeats;
    for (Node up = block; up != made_.parent(); up = up.parent())
      if (!forgets && up.is_any(NodeKind::for_statement, NodeKind::while_statement)) return false;
    Node first;
    for (const Node start : starts_) {
      const Node statement = statement_in(block, start);
      if (!statement || drain_.statement.begin() <= statement.begin() || statement.begin() < made_.end()) return false;
      if (!first || statement.begin() < first.begin()) first = statement;
    }
    if (!first || !codemod::begins_its_line(first)) return false;
    Node last = first;
    for (Node next = last; next && next != drain_.statement; next = next.next_sibling())
      if (next.named() && !next.is(NodeKind::comment)) last = next;
    region_ = {first, last};
    if (!exits_in(region_).empty()) return false;
    for (Node statement = first; statement && statement.begin() <= last.begin(); statement = statement.next_sibling())
      if (!codemod::own_nodes(statement, NodeKind::raise_statement).empty()) return false;
    return true;
  }

  std::optional<Fix> build() {
    Fix fix;
    fix.safety = codemod::Safety::unsafe;
    fix.title = "start the tasks in a task group, which cancels the others when one fails";
    group_ = group_name(drain_.statement, cx_);
    const auto opened = need_group(fix, drain_.statement, reference_, cx_);
    const auto outcome = drain_.outcomes ? need_helper(fix, GatherHelper::outcome, reference_, cx_) : std::optional<std::string>("");
    if (!opened || !outcome) return std::nullopt;
    for (const Adding& adding : addings_)
      if (!start(adding, *outcome, fix)) return std::nullopt;
    fix.erase(codemod::removal_range(made_));
    fix.erase(removal_with_blank_lines(drain_.statement));
    indent("async with " + *opened + "() as " + group_ + ":", fix);
    return fix;
  }

  bool start(const Adding& adding, const std::string& outcome, Fix& fix) const {
    const Node coroutine = coroutine_argument(adding.call);
    const codemod::TextRange head{adding.statement.begin(), adding.call.child(Field::function).end()};
    fix.erase({adding.call.end(), adding.statement.end()});
    const std::vector<Node> arguments = codemod::arguments_of(coroutine);
    const bool keywords = std::ranges::any_of(arguments, [](Node argument) {
      return argument.is_any(NodeKind::keyword_argument, NodeKind::dictionary_splat, NodeKind::generator_expression);
    });
    const bool context = static_cast<bool>(codemod::keyword_argument_of(adding.call, "context"));
    if (!outcome.empty() && !context) {
      fix.replace(head, group_ + ".start_soon");
      const bool own_lines = spans_lines(coroutine) && codemod::begins_its_line(coroutine);
      const std::string behind = own_lines ? std::string(codemod::newline_text(cx_.tree().source().newline())) + lines_of(adding, coroutine) : " ";
      fix.insert(coroutine.begin(), outcome + "," + behind);
    } else if (!keywords && !spans_lines(adding.call) && outcome.empty() && !context) {
      fix.replace(head, group_ + ".start_soon");
      spread_call(fix, coroutine);
    } else if (has_handles(cx_)) {
      fix.replace(head, group_ + ".create_task");
      fix.need(min_anyio("anyio.TaskGroup.create_task"));
      if (!outcome.empty()) {
        fix.insert(coroutine.begin(), outcome + "(");
        fix.insert(coroutine.end(), ")");
      }
    } else {
      if (spans_lines(adding.call)) return false;
      const auto partial = cx_.need_import(fix, adding.call, imported_reference(reference_, cx_).root, "functools", "partial");
      if (!partial) return false;
      fix.replace(head, group_ + ".start_soon");
      wrap_call(fix, coroutine, *partial);
    }
    return outdent_lines(adding.call, adding.statement, fix);
  }

  /// The indentation that the lines of a task's call get.
  std::string lines_of(const Adding& adding, Node line) const {
    const std::string_view inner = codemod::indentation_at(cx_.tree(), line.begin());
    const std::size_t from = codemod::indentation_at(cx_.tree(), adding.call.begin()).size();
    const std::size_t to = codemod::indentation_at(cx_.tree(), adding.statement.begin()).size();
    const std::string unit = region_.encloses(adding.statement) ? codemod::indent_unit(cx_.tree()) : "";
    return unit + std::string(inner.substr(from > to ? std::min(from - to, inner.size()) : 0));
  }

  void indent(const std::string& header, Fix& fix) const {
    fix.moves.push_back(codemod::lines_of(region_.first, region_.last));
    const std::size_t own = fix.edits.size();
    for (codemod::Edit& edit : codemod::wrap_statements(region_.first, region_.last, header)) {
      const std::uint32_t at = edit.range.begin;
      bool inside = false;
      for (std::size_t i = 0; i < own; ++i) {
        codemod::Edit& other = fix.edits[i];
        // A line that moves one way as well as the other.
        const bool moves = at != region_.first.begin() && other.range.begin == at && !other.range.empty() && other.text.empty();
        if (moves && codemod::begins_its_line(region_.first)) other.text = edit.text;
        inside |= moves || (other.range.begin < at && at < other.range.end);
      }
      if (!inside) fix.edits.push_back(std::move(edit));
    }
  }

  BindingId id_;
  const Binding& binding_;
  Node function_;
  const codemod::Reference& reference_;
  TransformContext& cx_;
  Node made_;
  std::vector<Adding> addings_;
  std::vector<Node> others_;  // uses that add nothing
  Drain drain_;
  std::vector<Node> adders_;  // functions inside
  std::vector<Node> starts_;  // places of the function itself
  TaskRegion region_;
  std::string group_;
};

}  // namespace

std::optional<Fix> group_pool(Node name, const codemod::Reference& reference, TransformContext& cx) {
  const BindingId id = name.is(NodeKind::identifier) ? cx.model().binding_of(name) : BindingId::none;
  if (id == BindingId::none) return std::nullopt;
  return PoolGrouper(id, reference, cx).run();
}

}  // namespace asyncio2anyio

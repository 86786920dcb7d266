#include "transforms/api/task_races.h"

#include <algorithm>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/gather_helpers.h"
#include "transforms/api/gather_reading.h"
#include "transforms/api/group_names.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/task_cleanups.h"
#include "transforms/api/value_uses.h"

namespace asyncio2anyio {

using codemod::Binding;
using codemod::BindingId;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

namespace {

constexpr std::string_view kOwnerAdvice =
    "start the tasks in a task group that outlives this code, and cancel its scope where the others shall stop";
constexpr std::string_view kAgainAdvice =
    "go through `anyio.as_completed(...)`, which gives the tasks one by one as they end, or send results to a memory object stream";
constexpr std::string_view kAskedAdvice =
    "let every task of an `anyio.create_task_group` cancel the group's scope when it ends, and note in a variable which one it was";

/// Whether a call is `callee(argument)` of a builtin, with the name as its argument.
bool is_applied(Node call, std::string_view callee, std::string_view name) {
  return call.is(NodeKind::call) && call.child(Field::function).text() == callee && codemod::arguments_of(call).size() == 1 &&
         codemod::arguments_of(call).front().text() == name;
}

/// `done.pop()`, `next(iter(done))` and `list(done)[0]` around a use of `done`; null for others.
Node one_of(Node use) {
  const Node call = use.parent().parent();
  if (use.parent().is(NodeKind::attribute) && use.parent().child(Field::attribute).text() == "pop" && call.is(NodeKind::call) &&
      codemod::arguments_of(call).empty())
    return call;
  if (!use.parent().is(NodeKind::argument_list)) return {};
  const Node outer = call.parent();
  if (is_applied(call, "iter", use.text()) && outer.is(NodeKind::argument_list) && is_applied(outer.parent(), "next", call.text())) return outer.parent();
  const bool list = is_applied(call, "list", use.text()) || is_applied(call, "tuple", use.text());
  return list && outer.is(NodeKind::subscript) && outer.child(Field::subscript).text() == "0" ? outer : Node();
}

/// The call `task.result()` of a task; null when something else is done with it.
Node result_of(Node task) {
  const Node attribute = codemod::outermost_parentheses(task).parent();
  if (!attribute.is(NodeKind::attribute) || attribute.child(Field::attribute).text() != "result") return {};
  const Node call = codemod::call_of(attribute);
  return call && codemod::arguments_of(call).empty() ? call : Node();
}

bool is_builtin_container(Node call) {
  const std::string_view callee = call.child(Field::function).text();
  return codemod::arguments_of(call).empty() && (callee == "list" || callee == "dict" || callee == "set");
}

/// `results = []`, `count = 0` and the like.
bool assigns_constant(Node statement) {
  const Node assignment = statement.is(NodeKind::expression_statement) ? statement.first_child() : Node();
  if (!assignment.is(NodeKind::assignment) || !assignment.child(Field::left).is(NodeKind::identifier)) return false;
  const Node value = assignment.child(Field::right);
  if (value.is_any(NodeKind::list, NodeKind::dictionary)) return value.named_children().empty();
  if (value.is(NodeKind::call)) return is_builtin_container(value);
  return value.is_any(NodeKind::integer, NodeKind::float_literal, NodeKind::none, NodeKind::true_literal, NodeKind::false_literal);
}

bool binds_tighter(Node expression) {
  const Node parent = expression.parent();
  return parent.is_any(NodeKind::attribute, NodeKind::subscript, NodeKind::await, NodeKind::call, NodeKind::binary_operator, NodeKind::unary_operator);
}

class ResultsRewriter {
 public:
  ResultsRewriter(std::uint32_t index, Node tasks, bool first, TransformContext& cx)
      : cx_(cx), index_(index), first_(first), tasks_(codemod::strip_parentheses(tasks)), call_(codemod::call_of(cx.reference(index).node)),
        await_(codemod::await_of(call_)), statement_(codemod::statement_of(await_)) {}

  std::variant<Fix, WaitRefusal> run() {
    find_sets();
    if (refusal_.reason.empty()) find_cleanups();
    if (refusal_.reason.empty()) find_results();
    if (refusal_.reason.empty()) read();
    if (refusal_.reason.empty()) build();
    if (!refusal_.reason.empty()) return refusal_;
    return std::move(fix_);
  }

 private:
  void refuse(std::string reason, std::string_view advice = {}) {
    if (refusal_.reason.empty()) refusal_ = {std::move(reason), std::string(advice)};
  }

  const Binding* local(Node name) const {
    const BindingId id = cx_.model().binding_of(name);
    if (id == BindingId::none || cx_.model().binding(id).declared_global) return nullptr;
    return &cx_.model().binding(id);
  }

  /// `done, pending = await …`, or a statement that drops both.
  void find_sets() {
    const Node outer = codemod::outermost_parentheses(await_);
    if (outer.parent().is(NodeKind::expression_statement)) return;
    const Node left = outer.parent().child(Field::left);
    const std::vector<Node> names = left ? left.named_children() : std::vector<Node>();
    const bool pair = outer.parent().is(NodeKind::assignment) && outer.parent().parent().is(NodeKind::expression_statement) &&
                      left.is_any(NodeKind::pattern_list, NodeKind::tuple_pattern) && names.size() == 2 &&
                      names[0].is(NodeKind::identifier) && names[1].is(NodeKind::identifier);
    if (!pair) return refuse("the sets of tasks that it gives are used");
    done_ = local(names[0]);
    pending_ = local(names[1]);
    if (!done_ || !pending_) return refuse("the sets of tasks that it gives are stored where their uses cannot be seen");
    if (tasks_.is(NodeKind::identifier) && cx_.model().binding_of(tasks_) == cx_.model().binding_of(names[1]))
      return refuse("the tasks that are left are waited for again", kAgainAdvice);
    if (done_ == pending_) return done_->uses.empty() ? void(done_ = pending_ = nullptr) : refuse("the sets of tasks that it gives are used");
    variables_.insert(cx_.model().binding_of(names[1]));
    done_name_ = names[0];
  }

  void add_variables(Node expression) {
    for (const Node name : codemod::own_nodes(expression, NodeKind::identifier))
      if (local(name)) variables_.insert(cx_.model().binding_of(name));
  }

  /// What stands behind the wait and goes with it, in its block and in the clauses around it.
  void find_cleanups() {
    if (tasks_.is_any(NodeKind::identifier, NodeKind::list, NodeKind::tuple, NodeKind::set)) add_variables(tasks_);
    Node last = statement_;
    for (Node next = statement_.next_sibling(); next; next = next.next_sibling()) {
      if (!next.named() || next.is(NodeKind::comment)) continue;
      const bool goes = is_task_cleanup(next, variables_, cx_);
      if (goes) gone_.push_back(next);
      else if (!is_result_statement(next) && !assigns_constant(next)) break;
      last = next;
    }
    find_clauses(last);
    for (const Node statement : gone_)
      for (const Node cancelled : cancelled_in(statement)) cancelled_.push_back(cancelled);
    for (const Node statement : gone_)
      if (statement.text().find('#') != std::string_view::npos) refuse("a comment stands in the statement that cancels the other tasks");
    if (first_ && cancelled_.empty()) refuse("the tasks that are left go on when the first has ended", kOwnerAdvice);
  }

  bool is_result_statement(Node statement) const {
    return done_ && std::ranges::any_of(done_->uses, [&](Node use) { return statement.encloses(use); }) && !codemod::suspends(statement);
  }

  /// The clauses around that clean up too: the results must be all that their block does after the wait.
  void find_clauses(Node last) {
    around_ = cleanups_around(statement_, variables_, cx_);
    gone_.insert(gone_.end(), around_.gone.begin(), around_.gone.end());
    if (around_.gone.empty()) return;
    for (Node inner = last; inner && !inner.is(NodeKind::function_definition); inner = inner.parent().parent()) {
      for (Node next = inner.next_sibling(); next && inner.parent().is(NodeKind::block); next = next.next_sibling())
        if (next.named() && !next.is(NodeKind::comment)) return refuse("other statements run before the tasks that are left are cancelled");
      if (inner.parent().parent().is(NodeKind::try_statement) && cleans_up(inner.parent().parent())) return;
    }
  }

  bool cleans_up(Node around) const {
    return std::ranges::any_of(around_.gone, [&](Node statement) { return around.encloses(statement); });
  }

  /// The only use of `done`, and what gives the result there.
  void find_results() {
    const auto goes = [&](Node use) { return std::ranges::any_of(gone_, [&](Node statement) { return statement.encloses(use); }); };
    if (pending_)
      for (const Node use : pending_->uses) {
        const Node statement = codemod::statement_of(use);
        const bool asserted = !first_ && statement.is(NodeKind::assert_statement) && statement.text() == "assert not " + std::string(use.text());
        if (asserted) gone_.push_back(statement);
        else if (!goes(use)) return refuse("the tasks that are left are used in another way than by cancelling them", first_ ? kOwnerAdvice : "");
      }
    if (!done_) return;
    if (done_->definitions.size() != 1) return refuse("the name of the finished tasks is also bound to something else");
    for (const Node use : done_->uses) {
      if (goes(use)) continue;
      if (done_use_) return refuse("the finished tasks are used more than once", kAskedAdvice);
      done_use_ = use;
    }
    if (!done_use_) return;
    const Node loop = done_use_.parent();
    if (loop.is(NodeKind::for_statement) && done_use_.field() == Field::right) return find_loop(loop);
    if (loop.is(NodeKind::for_in_clause) && done_use_.field() == Field::right && !first_) return find_comprehension(loop);
    if (!first_) return refuse("the finished tasks are used in another way than for their results");
    const Node task = one_of(done_use_);
    if (!task) return refuse("which task has ended is asked for", kAskedAdvice);
    result_ = result_of(task) ? result_of(task) : result_of_variable(task);
    if (!result_) return refuse("the finished task is used in another way than for its result", kAskedAdvice);
    check_place(codemod::statement_of(result_));
  }

  /// `task = done.pop()`, of which the next statement reads the result.
  Node result_of_variable(Node task) {
    const Node assignment = task.parent();
    const Node name = assignment.child(Field::left);
    if (!assignment.is(NodeKind::assignment) || !name.is(NodeKind::identifier) || task.field() != Field::right) return {};
    const Binding* binding = local(name);
    if (!binding || binding->definitions.size() != 1 || binding->uses.size() != 1) return {};
    gone_.push_back(assignment.parent());
    return result_of(binding->uses.front());
  }

  /// Nothing but what goes stands between the wait and the statement that reads the result.
  void check_place(Node statement) {
    for (Node next = statement_.next_sibling(); next && next != statement; next = next.next_sibling()) {
      if (!next.named() || next.is(NodeKind::comment)) continue;
      if (std::ranges::find(gone_, next) == gone_.end() && !assigns_constant(next)) return refuse("other statements stand between waiting and reading the result");
    }
    if (statement.parent() != statement_.parent() || statement.begin() < statement_.begin()) return refuse("the result is read in another block");
    if (codemod::suspends(statement)) refuse("the statement that reads the result awaits something else as well");
  }

  void find_loop(Node loop) {
    check_place(loop);
    const Node target = loop.child(Field::left);
    const Binding* binding = target.is(NodeKind::identifier) ? local(target) : nullptr;
    if (!binding || loop.child(Field::alternative)) return refuse("the finished tasks are used in another way than for their results");
    for (const Node use : binding->uses) {
      if (!loop.encloses(use)) continue;
      if (!result_of(use)) return refuse("the finished tasks are used in another way than for their results", kAskedAdvice);
      results_.push_back(result_of(use));
    }
    loop_ = loop;
    if (!first_) return results_.empty() ? refuse("the finished tasks are not asked for their results") : void();
    const Node body = loop.child(Field::body);
    const Node head = body.named_children().front();
    if (results_.size() != 1 || codemod::statement_of(results_.front()) != head) return refuse("the result is not read at once", kAskedAdvice);
    for (const NodeKind kind : {NodeKind::break_statement, NodeKind::continue_statement})
      if (!codemod::own_nodes(body, kind).empty()) return refuse("a jump stands in the loop over the finished task");
    result_ = results_.front();
  }

  void find_comprehension(Node clause) {
    const Node comprehension = clause.parent();
    const Node target = clause.child(Field::left);
    check_place(codemod::statement_of(comprehension));
    const Binding* binding = target.is(NodeKind::identifier) ? local(target) : nullptr;
    if (!binding || clause != comprehension.named_children()[1]) return refuse("the finished tasks are used in another way than for their results");
    for (const Node use : binding->uses) {
      if (!result_of(use)) return refuse("the finished tasks are used in another way than for their results");
      results_.push_back(result_of(use));
    }
    loop_ = clause;
  }

  void read() {
    std::vector<Node> gone = gone_;
    if (loop_) gone.push_back(loop_);
    reading_ = read_tasks(call_, tasks_, gone, cx_);
    if (!reading_.refusal.empty() && reading_.starters.empty()) return refuse("it waits for tasks that other code makes");
    if (!reading_.refusal.empty()) return refuse(reading_.refusal);
    if (!reading_.running.empty()) return refuse(reading_.running);
    if (!reading_.only_tasks || reading_.starters.empty()) return refuse("it waits for tasks that other code makes");
    for (const Node cancelled : cancelled_)
      if (!holds_tasks(cancelled, variables_, cx_)) return refuse("other tasks are cancelled as well");
    const bool pending = pending_ && std::ranges::any_of(cancelled_, [&](Node expression) { return expression.text() == pending_->name; });
    if (first_ && !pending && !cancels_all()) return refuse("some of the tasks that are left go on when the first has ended", kOwnerAdvice);
    if (!may_await()) refuse("its function cannot await here");
  }

  bool may_await() const { return codemod::is_async_function(cx_.model().function_of(await_)); }

  /// Whether each variable that holds a task is among the cancelled ones.
  bool cancels_all() const {
    if (tasks_.is(NodeKind::identifier))
      return std::ranges::any_of(cancelled_, [&](Node expression) { return mentions(expression, tasks_.text()); });
    if (!tasks_.is_any(NodeKind::list, NodeKind::tuple, NodeKind::set)) return false;
    const std::vector<Node> names = tasks_.named_children();
    return std::ranges::all_of(names, [&](Node name) {
      return name.is(NodeKind::identifier) && std::ranges::any_of(cancelled_, [&](Node expression) { return mentions(expression, name.text()); });
    });
  }

  static bool mentions(Node expression, std::string_view name) {
    return std::ranges::any_of(codemod::own_nodes(expression, NodeKind::identifier), [&](Node node) { return node.text() == name; });
  }

  /// The tasks as arguments of a function, the coroutines in their places; each in a call of `wrapper` unless that is empty.
  std::optional<std::string> arguments(const std::string& wrapper) const {
    if (!tasks_.is_any(NodeKind::list, NodeKind::tuple, NodeKind::set)) {
      const bool comprehension = tasks_.is_any(NodeKind::list_comprehension, NodeKind::set_comprehension, NodeKind::generator_expression);
      if (wrapper.empty()) return "*" + without_starters(tasks_);
      if (!comprehension) return "*[" + wrapper + "(coro) for coro in " + without_starters(tasks_) + "]";
      const Node body = tasks_.child(Field::body);
      const std::string rest(cx_.text().substr(body.end(), tasks_.end() - body.end()));
      return "*" + std::string(cx_.text().substr(tasks_.begin(), body.begin() - tasks_.begin())) + wrapper + "(" + without_starters(body) + ")" + rest;
    }
    std::string text;
    for (const Node element : tasks_.named_children()) {
      if (element.is_any(NodeKind::list_splat, NodeKind::comment)) return std::nullopt;
      const std::string coroutine = without_starters(element);
      text += (text.empty() ? "" : ", ") + (wrapper.empty() ? coroutine : wrapper + "(" + coroutine + ")");
    }
    return text;
  }

  std::string without_starters(Node expression) const {
    std::string text;
    std::uint32_t at = expression.begin();
    for (const Node starter : reading_.starters) {
      if (!expression.encloses(starter)) continue;
      text += cx_.text().substr(at, starter.begin() - at);
      text += codemod::strip_parentheses(codemod::arguments_of(starter).front()).text();
      at = starter.end();
    }
    return text + std::string(cx_.text().substr(at, expression.end() - at));
  }

  void build() {
    const codemod::Reference& reference = cx_.reference(index_);
    const bool ignored = !result_ && results_.empty();
    const bool newest = cx_.targets().library >= min_anyio("anyio.gather");
    const bool gather = newest && reading_.proven && !has_helper(GatherHelper::gather_any, reference, cx_);
    GatherHelper helper = first_ ? GatherHelper::first_completed : gather ? GatherHelper::gather : GatherHelper::gather_any;
    if (!first_ && ignored) helper = GatherHelper::gather_outcomes;
    std::optional<std::string> name;
    if (helper == GatherHelper::gather_outcomes && newest) {
      name = cx_.need_import(fix_, call_, reference.root, "anyio");
      if (name) *name += ".gather";
      fix_.need(min_anyio("anyio.gather"));
    } else {
      name = need_helper(fix_, helper, reference, cx_);
    }
    const bool wraps = ignored && (first_ || newest);
    const auto outcome = wraps ? need_helper(fix_, GatherHelper::outcome, reference, cx_) : std::optional<std::string>("");
    if (!name || !outcome) return refuse(std::string(kShadowed));
    const auto list = arguments(*outcome);
    if (!list) return refuse("its arguments cannot be told apart");
    if (has_newline(tasks_.text()) && has_string_over_lines(tasks_)) return refuse("a string over several lines stands in its arguments");
    fix_.title = first_ ? "take the first result with `" + *name + "`, which cancels the others and waits for them"
                 : ignored ? "wait for the tasks with `" + *name + "`, which cancels them when it is cancelled itself"
                           : "take the results with `" + *name + "`, which cancels the others when one fails";
    place("await " + *name + "(" + *list + ")");
    if (!refusal_.reason.empty()) return;
    for (const Node starter : reading_.starters)
      if (!call_.encloses(starter)) drop_starter(starter, fix_);
    erase();
  }

  static bool has_newline(std::string_view text) { return text.find('\n') != std::string_view::npos; }
  static bool has_string_over_lines(Node node) {
    return std::ranges::any_of(codemod::own_nodes(node, NodeKind::string), [](Node string) { return has_newline(string.text()); });
  }

  /// Puts the new await where the result is read, else where the old one stands.
  void place(const std::string& awaited) {
    if (!result_ && results_.empty()) return fix_.replace(statement_, awaited);
    gone_.push_back(statement_);
    if (!first_) return place_all(awaited);
    if (loop_ && !unwrap_loop()) return refuse("the loop over the finished task cannot be taken apart");
    fix_.replace(result_, binds_tighter(result_) ? "(" + awaited + ")" : awaited);
  }

  bool unwrap_loop() {
    const Node body = loop_.child(Field::body);
    return codemod::begins_its_line(body) && unwrap_block(loop_, body, {}, fix_);
  }

  void place_all(const std::string& awaited) {
    const Node comprehension = loop_.is(NodeKind::for_in_clause) ? loop_.parent() : Node();
    const bool list = comprehension.is(NodeKind::list_comprehension);
    const bool plain = comprehension.is_any(NodeKind::list_comprehension, NodeKind::generator_expression) && comprehension.named_children().size() == 2 &&
                       results_.size() == 1 && codemod::strip_parentheses(comprehension.child(Field::body)) == results_.front();
    if (plain) return list ? fix_.replace(comprehension, awaited) : fix_.replace(comprehension, "(" + awaited + ")");
    const std::string name = free_name(cx_.model().function_of(statement_), statement_.range(), "value", "item", cx_);
    fix_.replace(loop_.child(Field::left), name);
    fix_.replace(done_use_, awaited);
    for (const Node result : results_) fix_.replace(result, name);
  }

  /// Erases what goes; of a `try` that held nothing else the block stays.
  void erase() {
    std::vector<Node> statements;
    for (const Node statement : gone_)
      if (statement.parent() == statement_.parent() || statement.is(NodeKind::assert_statement)) statements.push_back(statement);
    for (const BindingId id : variables_)
      for (const Node empty : needless_empties(id, gone_, cx_)) statements.push_back(empty);
    std::ranges::sort(statements, {}, [](Node node) { return node.begin(); });
    const auto [from, to] = std::ranges::unique(statements);
    statements.erase(from, to);
    if (!erase_cleanups(around_, std::move(statements), fix_)) refuse("the `try` around it cannot be taken apart");
  }

  TransformContext& cx_;
  std::uint32_t index_;
  bool first_;  // to end, or all of them
  Node tasks_;
  Node call_;
  Node await_;
  Node statement_;
  const Binding* done_ = nullptr;
  const Binding* pending_ = nullptr;
  Node done_name_;
  Node done_use_;
  TaskVariables variables_;      // that hold the tasks
  std::vector<Node> gone_;       // statements that go
  std::vector<Node> cancelled_;  // expressions whose tasks are cancelled
  CleanupsAround around_;        // clauses that cancel what is left
  Node loop_;                    // over the finished tasks
  Node result_;                  // of the first task
  std::vector<Node> results_;    // of all, where each is read
  GatherReading reading_;
  Fix fix_;
  WaitRefusal refusal_;
};

}  // namespace

std::variant<Fix, WaitRefusal> rewrite_wait_for_results(std::uint32_t index, Node tasks, bool first, TransformContext& cx) {
  return ResultsRewriter(index, tasks, first, cx).run();
}

}  // namespace asyncio2anyio

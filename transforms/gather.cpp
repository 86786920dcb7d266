#include <algorithm>
#include <array>
#include <map>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/gather_groups.h"
#include "transforms/api/gather_helpers.h"
#include "transforms/api/gather_reading.h"
#include "transforms/api/gather_slots.h"
#include "transforms/api/gather_tasks.h"
#include "transforms/api/group_calls.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/task_cleanups.h"
#include "transforms/api/task_pools.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Reference;
using codemod::Safety;
using codemod::TextRange;
using codemod::TransformContext;

/// Builtins that read an iterable and keep nothing of its type.
constexpr auto kConsumers = std::to_array<std::string_view>(
    {"all", "any", "dict", "enumerate", "filter", "frozenset", "len", "list", "map", "max", "min", "set", "sorted", "sum", "tuple", "zip"});

/// Whether somebody could see that the awaited result is a tuple instead of a list.
bool shows_type(Node await, const TransformContext& cx) {
  const Node outer = codemod::outermost_parentheses(await);
  const Node parent = outer.parent();
  if (parent.is(NodeKind::expression_statement) || parent.is(NodeKind::list_splat)) return false;
  if (parent.is_any(NodeKind::for_statement, NodeKind::for_in_clause)) return outer.field() != Field::right;
  if (parent.is(NodeKind::augmented_assignment)) return false;
  if (parent.is(NodeKind::assignment))
    return !parent.child(Field::left).is_any(NodeKind::pattern_list, NodeKind::tuple_pattern, NodeKind::list_pattern) ||
           !parent.parent().is(NodeKind::expression_statement);
  if (parent.is(NodeKind::subscript)) return !parent.child(Field::subscript).is(NodeKind::integer);
  if (!parent.is(NodeKind::argument_list)) return true;
  const Node callee = parent.parent().child(Field::function);
  if (callee.is(NodeKind::attribute)) return callee.child(Field::attribute).text() != "extend";
  return std::ranges::find(kConsumers, callee.text()) == kConsumers.end() || !is_builtin(callee.text(), await, cx);
}

/// Where the call stands: its `await`, or the call of `asyncio.wait_for` that is awaited instead.
struct Position {
  Node await;   // of the gather itself; null inside another call
  std::string refusal;
};

Position position_of(Node call, const TransformContext& cx) {
  if (const Node await = codemod::await_of(call)) return {await, {}};
  const Node parent = codemod::outermost_parentheses(call).parent();
  if (parent.is_any(NodeKind::argument_list, NodeKind::keyword_argument)) {
    const Node outer = parent.is(NodeKind::keyword_argument) ? parent.parent().parent() : parent.parent();
    const std::string callee = canonical_callee(outer, cx);
    if (callee == "asyncio.wait_for" && codemod::await_of(outer)) return {};
    if (callee == "asyncio.gather") return {{}, "the `gather` around it is kept"};
    if (callee == "asyncio.shield") return {{}, "it goes on when the shield around it is cancelled"};
    return {{}, "it is passed on without being awaited"};
  }
  if (parent.is(NodeKind::return_statement)) return {{}, "it is returned without being awaited"};
  if (parent.is(NodeKind::lambda)) return {{}, "a lambda returns it without awaiting it"};
  return {{}, "it runs before it is awaited"};
}

bool has_comment(TextRange range, const TransformContext& cx) {
  return cx.text().substr(range.begin, range.size()).find('#') != std::string_view::npos;
}

/// Removes keyword arguments with the commas that belong to them; false where a comment stands among them.
bool drop_keywords(const GatherReading& reading, Fix& fix, const TransformContext& cx) {
  const std::vector<Node> all = codemod::arguments_of(reading.call);
  const auto drops = [&](Node argument) { return std::ranges::find(reading.dropped, argument) != reading.dropped.end(); };
  std::vector<TextRange> ranges;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!drops(all[i])) continue;
    std::size_t last = i;
    while (last + 1 < all.size() && drops(all[last + 1])) ++last;
    const Node list = reading.call.child(Field::arguments);
    if (last + 1 < all.size()) ranges.push_back({all[i].begin(), all[last + 1].begin()});
    else if (i > 0) ranges.push_back({all[i - 1].end(), all[last].end()});
    else ranges.push_back({list.begin() + 1, list.end() - 1});
    i = last;
  }
  for (const TextRange range : ranges) {
    if (has_comment(range, cx)) return false;
    fix.erase(range);
  }
  return true;
}

bool is_empty(const GatherReading& reading) { return reading.elements.empty() && reading.streams.empty(); }

/// Rewrites the calls of one file.
class Rewriter {
 public:
  explicit Rewriter(TransformContext& cx) : cx_(cx) {}

  void run() {
    for (const std::uint32_t index : cx_.named("asyncio.gather")) {
      const Node call = codemod::call_of(cx_.reference(index).node);
      if (!call) {
        cx_.keep(index, "`asyncio.gather` is used as a value");
        continue;
      }
      if (group_pool_of(index, call)) continue;
      Position position = position_of(call, cx_);
      if (cancels_tasks()) position.refusal = "tasks of this file are kept and cancelled one by one, which a group does not pass on";
      Site site{index, std::move(position), read_gather(call, cx_), {}};
      if (!site.reading.refusal.empty() && site.position.await) read_without_cleanups(site);
      sites_.push_back(std::move(site));
    }
    // One helper serves the whole file: the strict one only where every call allows it.
    for (const Site& site : sites_) {
      const bool anything = !site.reading.proven && !is_kept(site) && !site.reading.returns_exceptions;
      if (anything || has_helper(GatherHelper::gather_any, cx_.reference(site.index), cx_)) strict_ = false;
    }
    for (const Site& site : sites_)
      if (!is_kept(site)) rewrite(site);
    for (const Site& site : sites_)
      if (is_kept(site) && !cx_.has_fix(site.index)) keep(site);
  }

 private:
  struct Site {
    std::uint32_t index = 0;
    Position position;
    GatherReading reading;
    CleanupsAround cleanups;  // clauses around that do what a failing gathering does anyway
  };

  /// Puts tasks that this call only waits for into a group, also where functions inside make them.
  bool group_pool_of(std::uint32_t index, Node call) {
    const std::vector<Node> arguments = codemod::arguments_of(call);
    if (arguments.empty() || !arguments.front().is(NodeKind::list_splat)) return false;
    const Node gathered = codemod::strip_parentheses(arguments.front().named_children().front());
    const Node popped = gathered.child(Field::body).child(Field::function);
    std::optional<Fix> fix = group_pool(popped.is(NodeKind::attribute) ? popped.child(Field::object) : gathered, cx_.reference(index), cx_);
    if (!fix) return false;
    note_patches(*fix, cx_.reference(index), cx_);
    cx_.propose(std::move(*fix));
    return true;
  }

  /// Reads a call once more without the clauses around it that cancel its tasks and wait for them.
  void read_without_cleanups(Site& site) const {
    site.cleanups = cleanups_around(codemod::statement_of(site.position.await), variables_of(site), cx_);
    const bool comment = std::ranges::any_of(site.cleanups.gone, [this](Node statement) { return has_comment(statement.range(), cx_); });
    if (site.cleanups.gone.empty() || comment) return;
    GatherReading reading = read_gather(site.reading.call, cx_, site.cleanups.gone);
    if (reading.refusal.empty() && reading.running.empty() && !reading.starters.empty() && !reading.has_coroutines) site.reading = std::move(reading);
  }

  TaskVariables variables_of(const Site& site) const {
    TaskVariables tasks;
    for (const Node argument : site.reading.arguments)
      for (const Node name : codemod::own_nodes(argument, NodeKind::identifier))
        if (const codemod::BindingId id = cx_.model().binding_of(name); id != codemod::BindingId::none) tasks.insert(id);
    return tasks;
  }

  /// What lets the variables hold nothing for the clauses only that clean their tasks up.
  std::vector<Node> empties_of(const Site& site) const {
    std::vector<Node> empties;
    for (const codemod::BindingId id : variables_of(site))
      for (const Node empty : needless_empties(id, site.cleanups.gone, cx_)) empties.push_back(empty);
    return empties;
  }

  /// Whether the file takes hold of running tasks and may cancel them: then one child may end by a cancellation of its own.
  [[nodiscard]] bool cancels_tasks() const {
    if (cx_.text().find(".cancel(") == std::string_view::npos) return false;
    return std::ranges::any_of(cx_.references(), [this](const Reference& reference) {
      if (reference.name != "asyncio.current_task" && reference.name != "asyncio.all_tasks") return false;
      const Node call = codemod::call_of(reference.node);
      return !call || !is_only_looked_at(call, 0);
    });
  }

  /// Whether running tasks are compared, counted, waited for or named, directly or through one variable, and nothing else.
  [[nodiscard]] bool is_only_looked_at(Node tasks, int depth) const {
    const codemod::ObjectUse use = codemod::classify_use(tasks);
    const Node outer = codemod::outermost_parentheses(tasks);
    const Node parent = outer.parent();
    if (use.kind == codemod::UseKind::tested || parent.is(NodeKind::comparison_operator) || parent.is(NodeKind::list_splat)) return true;
    if (use.kind == codemod::UseKind::method_call) return use.member == "get_name" || use.member == "discard" || use.member == "remove";
    if (use.kind == codemod::UseKind::argument) {
      const Node callee = parent.parent().child(Field::function);
      if (callee.text() == "len") return true;
      const std::string_view method = callee.child(Field::attribute).text();
      return callee.is(NodeKind::attribute) && (method == "discard" || method == "remove");
    }
    if (depth > 0 || !parent.is(NodeKind::assignment) || outer.field() != Field::right || !parent.child(Field::left).is(NodeKind::identifier)) return false;
    const codemod::BindingId id = cx_.model().binding_of(parent.child(Field::left));
    if (id == codemod::BindingId::none || cx_.model().binding(id).declared_global || !cx_.model().function_of(tasks)) return false;
    return std::ranges::all_of(cx_.model().binding(id).uses, [this](Node other) { return is_only_looked_at(other, 1); });
  }

  static bool is_kept(const Site& site) { return !site.reading.refusal.empty() || !site.position.refusal.empty(); }

  void keep(const Site& site) const {
    cx_.keep(site.index, site.position.refusal.empty() ? site.reading.refusal : site.position.refusal);
  }

  [[nodiscard]] bool has_gather() const { return cx_.targets().library >= min_anyio("anyio.gather"); }

  void rewrite(const Site& site) {
    Fix fix;
    fix.safety = Safety::unsafe;
    if (!site.cleanups.gone.empty()) {
      std::string refusal = rewrite_call(site.reading, site.position.await, fix);
      if (refusal.empty() && !erase_cleanups(site.cleanups, empties_of(site), fix)) refusal = "the `try` that cancels its tasks cannot be taken apart";
      if (!refusal.empty()) return cx_.keep(site.index, std::move(refusal));
    } else if (!use_group(site, fix)) {
      // What cannot wait for the gathering to be started needs a group.
      std::string refusal = site.reading.running.empty() ? rewrite_call(site.reading, site.position.await, fix) : site.reading.running;
      if (!refusal.empty()) return cx_.keep(site.index, std::move(refusal));
    }
    note_patches(fix, cx_.reference(site.index), cx_);
    cx_.propose(std::move(fix));
  }

  bool use_group(const Site& site, Fix& fix) {
    if (!site.position.await) return false;
    const bool running = !site.reading.running.empty();
    if (running && has_handles(cx_) && group_running_tasks(fix, site.reading, site.position.await, cx_)) return true;
    if (running && !has_handles(cx_) && group_into_slots(fix, site.reading, site.position.await, cx_)) return true;
    return (running || cx_.style("gather-style") != "function") && use_task_group(fix, site.reading, site.position.await, cx_);
  }

  /// Rewrites a call and those inside it; the reason when that is not possible.
  std::string rewrite_call(const GatherReading& reading, Node await, Fix& fix) {
    const auto index = cx_.reference_at(reading.call.child(Field::function));
    if (!index) return "another `gather` inside it has an uncertain name";
    const Reference& reference = cx_.reference(*index);
    std::string refusal = reading.returns_exceptions ? use_outcomes(reading, reference, await, fix) : use_helper(reading, reference, fix);
    if (!refusal.empty()) return refusal;
    if (!drop_keywords(reading, fix, cx_)) return "a comment stands between its arguments";
    for (const Node starter : reading.starters) drop_starter(starter, fix);
    for (const GatherReading& inner : reading.nested)
      if (refusal = inner.running.empty() ? rewrite_call(inner, {}, fix) : inner.running; !refusal.empty()) return refusal;
    return {};
  }

  std::string use_helper(const GatherReading& reading, const Reference& reference, Fix& fix) {
    const GatherHelper helper = has_gather() && strict_ ? GatherHelper::gather : GatherHelper::gather_any;
    const auto name = need_helper(fix, helper, reference, cx_);
    if (!name) return std::string(kShadowed);
    fix.replace(reading.call.child(Field::function), *name);
    if (fix.title.empty()) fix.title = "use `" + *name + "`, which cancels the others when one fails";
    return {};
  }

  /// Each coroutine gives its exception as its result.
  std::string use_outcomes(const GatherReading& reading, const Reference& reference, Node await, Fix& fix) {
    if (fix.title.empty()) fix.title = "collect results and exceptions; a child's own cancellation is not among them";
    // Where no `list(…)` can stand around the await, a helper gives the list.
    if (!has_gather() || !await) {
      const auto name = need_helper(fix, GatherHelper::gather_outcomes, reference, cx_);
      if (!name) return std::string(kShadowed);
      fix.replace(reading.call.child(Field::function), *name);
      return {};
    }
    const auto anyio = cx_.need_import(fix, reading.call, reference.root, "anyio");
    const auto outcome = is_empty(reading) ? std::optional<std::string>("") : need_helper(fix, GatherHelper::outcome, reference, cx_);
    if (!anyio || !outcome) return std::string(kShadowed);
    fix.replace(reading.call.child(Field::function), *anyio + ".gather");
    fix.need(min_anyio("anyio.gather"));
    if (shows_type(await, cx_)) {
      if (!is_builtin("list", await, cx_)) return "`list` is not the builtin here";
      fix.insert(await.begin(), "list(");
      fix.insert(await.end(), ")");
    }
    for (const Node element : reading.elements) {
      fix.insert(element.begin(), *outcome + "(");
      fix.insert(element.end(), ")");
    }
    for (const Node stream : reading.streams) {
      fix.insert(stream.begin(), "[" + *outcome + "(coro) for coro in ");
      fix.insert(stream.end(), "]");
    }
    return {};
  }

  TransformContext& cx_;
  std::vector<Site> sites_;
  bool strict_ = true;
};

class Gather final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override { Rewriter(cx).run(); }

 private:
  static constexpr codemod::TransformInfo kInfo{
      "gather", "Replace `asyncio.gather` by a task group or `anyio.gather`",
      R"(Results stay in the order of the arguments, and the first exception is raised as itself, not inside an exception group: callers that
catch it go on working. For that the module gets a small function, once: `_task_group`, `_gather`, or `_outcome`, which returns the
exception of a coroutine for `return_exceptions=True`.

A statement whose arguments are calls of coroutine functions of the file becomes a task group: `tg.start_soon(f, x)` where the result is
ignored, else handles from `tg.create_task(f(x))` (anyio 4.14) whose values are read behind the block. The group is a plain
`anyio.create_task_group()` where an exception certainly ends the program, so that nobody sees whether it comes in a group: the
function is what `run` runs, or only awaited from there, and no handler stands in between. Everything else, and all with
`--gather-style function`, calls `_gather` or `anyio.gather` (anyio 4.15; older ones get a `_gather` that does without).

Tasks that are made only to be gathered (`gather(*[create_task(f(x)) for x in xs])`, lists built by `append`, single variables) become
coroutines where nothing suspends between making and gathering them. Where something does, or the tasks have names, they are made
in a task group around the statements in between. So are tasks that functions inside of the function add to its list, where nothing
else calls these. Lists and variables that only the gathering reads go when its results are ignored. Clauses around (`finally`, `except BaseException: …; raise`) that only cancel
the tasks and wait for them go, because a failing gathering does that.

Unsafe: when one fails, the others are cancelled and waited for before the exception is raised; asyncio lets them run on. When computing
a later argument fails, earlier ones may have begun. With `return_exceptions=True`, a cancellation that a child raises by itself, and
exceptions that are no `Exception`, are not among the results. Calls of functions that the file does not define are taken to give
something that can be awaited.

Left alone: files that take hold of running tasks (`current_task`, `all_tasks`) to cancel them; arguments that may be tasks or
futures with other owners (parameters, attributes, `run_in_executor`), or that are passed on as well; a `gather` that is stored, returned, shielded or passed on instead of awaited, because it starts before it is awaited, and `return_exceptions` with a value
known only at run time.)",
      Safety::unsafe, 47};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_gather() { return std::make_unique<Gather>(); }

}  // namespace asyncio2anyio

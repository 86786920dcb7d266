#include "transforms/api/lifespan_plan.h"

#include <algorithm>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/background_work.h"

namespace asyncio2anyio {

using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

namespace {

bool has_comment(Node node) {
  for (std::uint32_t index = node.index(); index < node.subtree_end(); ++index)
    if (node.tree()->node(index).is(NodeKind::comment)) return true;
  return false;
}

bool is_docstring(Node statement) {
  return statement.is(NodeKind::expression_statement) && statement.first_child().is(NodeKind::string) && statement.parent().named_children().front() == statement;
}

std::optional<std::size_t> position_in(const std::vector<Node>& shutdown, Node statement) {
  const auto found = std::ranges::find(shutdown, statement);
  return found == shutdown.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - shutdown.begin()));
}

/// Plans the group of one lifespan.
class Planner {
 public:
  explicit Planner(const LifespanTasks& tasks) : tasks_(tasks), shutdown_(tasks.lifespan->shutdown()) {
    for (const std::size_t number : tasks_.active)
      for (const Spawn& spawn : tasks_.slots[number].spawns)
        if (!first_ || spawn.entry.begin() < first_.begin()) first_ = spawn.entry;
  }

  /// All tasks end where the group is cancelled, and nothing else happens in it afterwards.
  std::optional<GroupPlan> without_places() {
    if (!tasks_.observed.empty()) return std::nullopt;
    GroupPlan plan;
    std::set<std::size_t> positions;
    for (const StopSite& site : tasks_.stops) {
      if (!site.position || !site.stop.exposed.empty() || has_comment(site.stop.statement) || !cancels_what_it_awaits(site.stop)) return std::nullopt;
      positions.insert(*site.position);
    }
    // A handler that does more first stays, and the group is cancelled behind its call.
    Node partial;
    std::vector<Node> run;
    for (const std::size_t position : positions) {
      const Node statement = shutdown_[position];
      const Node callee = callee_at(statement);
      if (callee && !ends_with_stops(callee)) return std::nullopt;
      if (callee && !is_all_stops(callee)) {
        if (position != *positions.begin()) return std::nullopt;
        partial = statement;
      } else {
        run.push_back(statement);
      }
      if (callee) remove_in(callee, plan);
    }
    if (!positions.empty() && *positions.rbegin() - *positions.begin() + 1 != positions.size()) return std::nullopt;
    if (!place(plan, positions, partial, run)) return std::nullopt;
    plan.removed.insert(plan.removed.end(), run.begin(), run.end());
    std::erase(plan.removed, plan.replaced);
    return plan;
  }

  /// Tasks keep their places, and are stopped one by one where they were.
  GroupPlan with_handles() {
    GroupPlan plan;
    plan.keeps_places = true;
    bool all_stopped = true;
    std::size_t last = 0;
    for (const std::size_t number : tasks_.active) {
      bool stopped = false;
      for (const StopSite& site : tasks_.stops) {
        if (!site.position || (!site.stop.cancelled.contains(number) && !site.stop.awaited.contains(number))) continue;
        last = std::max(last, *site.position);
        stopped = stopped || site.is_certain;
      }
      all_stopped = all_stopped && stopped;
    }
    const auto has_stop = std::ranges::any_of(tasks_.stops, [](const StopSite& site) { return site.position.has_value(); });
    plan.region.first = first_;
    // The block of the group holds everything that stops the tasks.
    if (has_stop)
      for (std::size_t i = tasks_.lifespan->spine.size(); i-- > 0 && !plan.region.first.parent().encloses(shutdown_[last]);)
        if (tasks_.lifespan->spine[i].encloses(plan.region.first)) plan.region.first = tasks_.lifespan->spine[i];
    const Node block = plan.region.first.parent();
    plan.region.last = block.named_children().back();
    if (all_stopped)
      for (const Node statement : block.named_children())
        if (statement.encloses(shutdown_[last])) plan.region.last = statement;
    if (!all_stopped) plan.behind = end_of(plan.region.last);
    return plan;
  }

 private:
  /// The function that a statement of the shutdown calls and whose stops count here.
  [[nodiscard]] Node callee_at(Node statement) const {
    for (const LifespanCall& call : tasks_.lifespan->calls)
      if (call.statement == statement) return call.callee;
    return {};
  }

  [[nodiscard]] bool is_stop(Node statement) const {
    return std::ranges::any_of(tasks_.stops, [&](const StopSite& site) { return site.stop.statement == statement; });
  }

  static bool is_nothing(Node statement) {
    return statement.is_any(NodeKind::pass_statement, NodeKind::global_statement, NodeKind::nonlocal_statement);
  }

  [[nodiscard]] bool is_all_stops(Node function) const {
    return !has_comment(function) && std::ranges::all_of(function.child(Field::body).named_children(), [&](Node statement) {
      return is_stop(statement) || is_nothing(statement) || is_docstring(statement);
    });
  }

  /// Whether nothing happens in a function after its tasks are stopped.
  [[nodiscard]] bool ends_with_stops(Node function) const {
    bool stopped = false;
    for (const Node statement : function.child(Field::body).named_children()) {
      if (is_stop(statement)) stopped = true;
      else if (stopped && !is_nothing(statement)) return false;
    }
    return true;
  }

  void remove_in(Node function, GroupPlan& plan) const {
    if (is_all_stops(function)) {
      if (std::ranges::find(plan.functions, function) == plan.functions.end()) plan.functions.push_back(function);
      return;
    }
    for (const Node statement : function.child(Field::body).named_children())
      if (is_stop(statement)) plan.removed.push_back(statement);
  }

  /// Whether everything that is waited for was cancelled: a group that is cancelled does not wait for work to be done.
  [[nodiscard]] bool cancels_what_it_awaits(const Stop& stop) const {
    return std::ranges::all_of(stop.awaited, [&](std::size_t number) {
      return std::ranges::any_of(tasks_.stops, [&](const StopSite& site) { return site.is_certain && site.stop.cancelled.contains(number); });
    });
  }

  /// Where the group ends and is cancelled; false when something of it would run afterwards.
  bool place(GroupPlan& plan, const std::set<std::size_t>& positions, Node partial, const std::vector<Node>& run) const {
    Node first = first_;
    const auto is_left = [&](Node statement) { return !first.parent().encloses(statement); };
    // A `finally` that does nothing but stop the tasks belongs to the group, with its `try`.
    while (!run.empty() && is_left(shutdown_[*positions.begin()])) {
      const Node clause = shutdown_[*positions.begin()].parent().parent();
      const bool whole = clause.is(NodeKind::finally_clause) && clause.parent().encloses(first) &&
                         shutdown_[*positions.begin()].parent().named_children().size() == positions.size();
      if (!whole) break;
      first = clause.parent();
    }
    const Node block = first.parent();
    plan.region = {first, block.named_children().back()};
    const bool has_unstopped = std::ranges::any_of(tasks_.active, [&](std::size_t number) {
      return std::ranges::none_of(tasks_.stops, [&](const StopSite& site) { return site.stop.cancelled.contains(number); });
    });
    if (positions.empty()) {
      plan.behind = end_of(plan.region.last);
      return true;
    }
    for (std::size_t i = *positions.rbegin() + 1; i < shutdown_.size(); ++i) {
      if (is_left(shutdown_[i])) break;
      if (shutdown_[i].parent() != block || has_unstopped) return false;
    }
    const Node start = shutdown_[*positions.begin()];
    if (is_left(start)) {
      if (partial || (*positions.begin() > 0 && is_left(shutdown_[*positions.begin() - 1]))) return false;
      plan.behind = end_of(plan.region.last);
      return true;
    }
    if (run.empty()) plan.behind = partial;
    else plan.replaced = run.front();
    for (const Node statement : block.named_children())
      if (statement.encloses(start)) plan.region.last = start.parent() == block ? (run.empty() ? partial : run.front()) : statement;
    return true;
  }

  /// The last statement of the `finally` that ends a region, else the one that ends it.
  static Node end_of(Node last) {
    const Node clause = last.is(NodeKind::try_statement) ? last.child(NodeKind::finally_clause) : Node();
    return clause ? clause.child(NodeKind::block).named_children().back() : last;
  }

  const LifespanTasks& tasks_;
  std::vector<Node> shutdown_;
  Node first_;
};

/// Looks for statements that may raise.
class RaiseFinder {
 public:
  RaiseFinder(const LifespanTasks& tasks, const GroupPlan& plan, const TransformContext& cx) : tasks_(tasks), plan_(plan), cx_(cx) {}

  [[nodiscard]] bool may_raise(Node statement) const {
    if (is_gone(statement) || is_harmless(statement, cx_) || statement == tasks_.lifespan->yield()) return false;
    if (std::ranges::any_of(tasks_.stops, [&](const StopSite& site) { return site.stop.statement == statement; })) return false;
    if (is_part_of_slot(statement)) return false;
    for (const LifespanCall& call : tasks_.lifespan->calls)
      if (call.statement == statement && codemod::arguments_of(call.call).empty()) return any_raises(call.callee.child(Field::body));
    switch (statement.kind()) {
      case NodeKind::try_statement:
        return std::ranges::any_of(statement.named_children(), [&](Node part) { return any_raises(part.is(NodeKind::block) ? part : part.child(NodeKind::block)); });
      case NodeKind::if_statement:
        return !codemod::is_pure(statement.child(Field::condition)) || statement.child(Field::alternative) || any_raises(statement.child(Field::consequence));
      default:
        return true;
    }
  }

 private:
  [[nodiscard]] bool any_raises(Node block) const {
    return std::ranges::any_of(block.named_children(), [&](Node statement) { return may_raise(statement); });
  }

  [[nodiscard]] bool is_gone(Node statement) const {
    return statement == plan_.replaced || std::ranges::find(plan_.removed, statement) != plan_.removed.end();
  }

  /// A statement that starts a task with plain arguments, or stores one.
  [[nodiscard]] bool is_part_of_slot(Node statement) const {
    for (const std::size_t number : tasks_.active) {
      const TaskSlot& slot = tasks_.slots[number];
      const auto is_it = [&](Node other) { return other == statement; };
      if (std::ranges::any_of(slot.moves, is_it) || std::ranges::any_of(slot.resets, is_it) || std::ranges::any_of(slot.aliases, is_it)) return true;
      for (const Spawn& spawn : slot.spawns) {
        if (codemod::statement_of(spawn.call) != statement) continue;
        const Node coroutine = codemod::strip_parentheses(codemod::arguments_of(spawn.call).front());
        return std::ranges::all_of(codemod::arguments_of(coroutine), [](Node argument) {
          return codemod::is_pure(argument.is(NodeKind::keyword_argument) ? codemod::keyword_value(argument) : argument);
        });
      }
    }
    return false;
  }

  const LifespanTasks& tasks_;
  const GroupPlan& plan_;
  const TransformContext& cx_;
};

/// Whether the code of a statement means the same in the lifespan: it uses nothing of its own function.
bool reads_alike(Node statement, const Lifespan& lifespan, const TransformContext& cx) {
  const codemod::ScopeId inside = cx.model().scope_made_by(lifespan.function);
  const std::vector<Node> parameters = lifespan.function.child(Field::parameters).named_children();
  const std::string_view app = parameters.empty() ? std::string_view() : parameters.front().is(NodeKind::identifier) ? parameters.front().text() : parameters.front().first_child().text();
  for (std::uint32_t index = statement.index(); index < statement.subtree_end(); ++index) {
    const Node name = cx.tree().node(index);
    if (name.is_any(NodeKind::lambda, NodeKind::await, NodeKind::yield)) return false;
    const bool is_member = (name.parent().is(NodeKind::attribute) && name.field() == Field::attribute) ||
                           (name.parent().is(NodeKind::keyword_argument) && name.field() == Field::name);
    if (!name.is(NodeKind::identifier) || is_member) continue;
    const codemod::BindingId id = cx.model().binding_of(name);
    const codemod::BindingId there = cx.model().lookup(inside, name.text());
    if (id == codemod::BindingId::none && there == id) continue;
    if (id == codemod::BindingId::none) return false;
    const bool is_app = name.text() == app && cx.model().binding(id).scope != cx.model().scope_made_by(cx.model().function_of(statement));
    if (there != id && !is_app) return false;
  }
  return true;
}

/// The statement that starts a task, the coroutine alone when the place of the task goes.
bool is_plain_start(Node statement, const LifespanTasks& tasks, const TransformContext& cx) {
  for (const std::size_t number : tasks.active)
    for (const Spawn& spawn : tasks.slots[number].spawns)
      if (codemod::statement_of(spawn.call) == statement && !codemod::outermost_parentheses(spawn.call).parent().is_any(NodeKind::list, NodeKind::set, NodeKind::tuple, NodeKind::list_comprehension, NodeKind::set_comprehension))
        return statement.text().find_first_of("\r\n#") == std::string_view::npos && reads_alike(spawn.call, *tasks.lifespan, cx);
  return false;
}

/// A place that is emptied, or read into a variable, when the application stops is no other use of it.
void add_reset(Node reset, LifespanTasks& tasks, const std::vector<Node>& shutdown, const TransformContext& cx) {
  if (std::ranges::any_of(tasks.stops, [&](const StopSite& site) { return site.stop.statement.encloses(reset); })) return;
  const Node home = cx.model().function_of(reset);
  const LifespanCall* way = tasks.lifespan->call_of(home);
  const std::optional<std::size_t> position = position_in(shutdown, way ? way->statement : reset);
  if (!position || (way && reset.parent() != home.child(Field::body))) return;
  tasks.stops.push_back({Stop{reset, {}, {}, {}, {}, false}, home, position, true});
}

}  // namespace

void find_stops(LifespanTasks& tasks, const TransformContext& cx) {
  tasks.stops.clear();
  tasks.observed.clear();
  const StopReader reader(tasks.slots, tasks.active, cx);
  const std::vector<Node> shutdown = tasks.lifespan->shutdown();
  for (const std::size_t number : tasks.active)
    for (const Node expression : tasks.slots[number].loads) {
      std::optional<Stop> stop = reader.stop_around(expression);
      if (!stop) {
        tasks.observed.insert(number);
        continue;
      }
      const auto known = [&](const StopSite& site) { return site.stop.statement == stop->statement; };
      if (std::ranges::any_of(tasks.stops, known)) continue;
      StopSite site{std::move(*stop), cx.model().function_of(expression), {}, false};
      const LifespanCall* way = tasks.lifespan->call_of(site.home);
      site.position = position_in(shutdown, way ? way->statement : site.stop.statement);
      const Node block = site.stop.statement.parent();
      site.is_certain = site.position && (!way || block == site.home.child(Field::body));
      if (way && !site.is_certain) site.position = std::nullopt;
      if (!site.position) tasks.observed.insert(number);
      tasks.stops.push_back(std::move(site));
    }
  for (const std::size_t number : tasks.active)
    for (const auto* statements : {&tasks.slots[number].resets, &tasks.slots[number].aliases})
      for (const Node statement : *statements) add_reset(statement, tasks, shutdown, cx);
}

GroupPlan plan_group(const LifespanTasks& tasks) {
  Planner planner(tasks);
  if (std::optional<GroupPlan> plan = planner.without_places()) return *plan;
  return planner.with_handles();
}

std::optional<GroupPlan> plan_with_moved_starts(const LifespanTasks& tasks, const GroupPlan& plan, const TransformContext& cx) {
  if (plan.keeps_places || !may_raise(tasks, plan, cx)) return std::nullopt;
  const auto way = std::ranges::find(tasks.lifespan->calls, plan.region.first, &LifespanCall::statement);
  if (way == tasks.lifespan->calls.end()) return std::nullopt;
  const std::vector<Node> body = way->callee.child(Field::body).named_children();
  GroupPlan calm = plan;
  for (const Node statement : body) {
    if (is_plain_start(statement, tasks, cx)) calm.moved.push_back(statement);
    else if (!calm.moved.empty()) return std::nullopt;
  }
  std::size_t starts = 0;
  for (const std::size_t number : tasks.active) starts += tasks.slots[number].spawns.size();
  if (calm.moved.size() != starts || calm.moved.size() == body.size()) return std::nullopt;
  Node next = plan.region.first.next_sibling();
  while (next && !next.named()) next = next.next_sibling();
  if (!next || next.is(NodeKind::comment) || next.begin() > plan.region.last.begin()) return std::nullopt;
  calm.region.first = next;
  return may_raise(tasks, calm, cx) ? std::nullopt : std::optional(calm);
}

bool may_raise(const LifespanTasks& tasks, const GroupPlan& plan, const TransformContext& cx) {
  const RaiseFinder finder(tasks, plan, cx);
  for (const Node statement : plan.region.first.parent().named_children())
    if (statement.begin() >= plan.region.first.begin() && statement.end() <= plan.region.last.end() && finder.may_raise(statement)) return true;
  return false;
}

}  // namespace asyncio2anyio

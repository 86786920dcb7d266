#include "transforms/api/task_groups.h"

#include <algorithm>

#include "engine/edit/block_editor.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/exception_observers.h"
#include "transforms/api/gather_helpers.h"
#include "transforms/api/group_calls.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/task_waits.h"

namespace asyncio2anyio {

using codemod::BindingId;
using codemod::Edit;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::TransformContext;
using codemod::UseKind;

namespace {

/// The import that the tasks of an object come from, also where a method of a loop makes them.
BindingId import_root(const TaskObject& object, const TransformContext& cx) {
  return imported_reference(cx.reference(object.references.front()), cx).root;
}

/// The rest of the function, from the statement of its block that holds the first task.
std::optional<TaskRegion> rest_of_function(const TaskObject& object, const TransformContext& cx) {
  const Node body = cx.model().function_of(object.calls.front()).child(Field::body);
  const std::vector<Node> statements = body.named_children();
  const auto first = std::ranges::find_if(statements, [&](Node statement) { return statement.encloses(object.calls.front()); });
  if (first == statements.end()) return std::nullopt;
  return TaskRegion{*first, statements.back()};
}

/// Why cancelling at the end of a function is not the end of it: a `return` before, or one that computes something.
std::optional<TaskObstacle> obstacle_to_end(const TaskRegion& region) {
  for (Node statement = region.first; statement && statement.begin() <= region.last.begin(); statement = statement.next_sibling())
    for (const Node exit : codemod::own_nodes(statement, NodeKind::return_statement)) {
      if (exit != region.last || exit == region.first) return TaskObstacle{exit, "the function may return here, and a task group would wait for the task"};
      if (!codemod::is_pure(exit)) return TaskObstacle{exit, "the function computes what it returns while the task runs"};
    }
  return std::nullopt;
}

bool overlaps(const TaskRegion& a, const TaskRegion& b) { return a.first.begin() < b.last.end() && b.first.begin() < a.last.end(); }

/// Whether a handler between the region and one inside it would see what the tasks of the inner one raise.
bool is_guarded(const TaskRegion& outer, const TaskRegion& inner) {
  return std::ranges::any_of(codemod::tries_around(inner.first), [&](Node around) { return outer.encloses(around) && around.child(NodeKind::except_clause); });
}

/// The `if not task.done():` around a lone `task.cancel()`; null otherwise.
Node needless_question(const ObjectUse& use) {
  if (use.member != "cancel" || use.kind != UseKind::method_call) return {};
  const Node statement = codemod::statement_of(use.node);
  const Node around = statement.parent().parent();
  if (!around.is(NodeKind::if_statement) || statement.parent().field() != Field::consequence) return {};
  if (statement.parent().named_children().size() != 1 || around.child(Field::alternative)) return {};
  const Node condition = codemod::strip_parentheses(around.child(Field::condition));
  if (!condition.is(NodeKind::not_operator)) return {};
  const bool asks = condition.child(Field::argument).text() == std::string(use.node.text()) + ".done()";
  return asks && around.text().find('#') == std::string_view::npos ? around : Node();
}

bool has_cancel_before(const TaskObject& object, Node await) {
  return std::ranges::any_of(object.flow.uses, [&](const ObjectUse& use) { return use.member == "cancel" && use.node.begin() < await.begin(); });
}

}  // namespace

Node only_run_of(Node function, const TransformContext& cx) {
  const BindingId id = cx.model().binding_of(function.child(Field::name));
  if (id == BindingId::none) return {};
  const codemod::Binding& binding = cx.model().binding(id);
  if (binding.scope != codemod::ScopeId::module || binding.definitions.size() != 1 || binding.uses.size() != 1 || binding.declared_global) return {};
  const Node use = binding.uses.front();
  const Node called = codemod::call_of(use);
  const Node list = codemod::outermost_parentheses(called ? called : use).parent();
  if (!list.is(NodeKind::argument_list)) return {};
  const Node run = list.parent();
  const std::string name = cx.knowledge().canonical(cx.model().resolve(run.child(Field::function)).name);
  return name == (called ? "asyncio.run" : "anyio.run") ? run : Node();
}

bool runs_in_background(const TaskObject& object, const TransformContext& cx) {
  if (!object.flow.uses.empty() || !object.flow.batches.empty() || !object.flow.doubt.empty()) return false;
  const Node function = cx.model().function_of(object.calls.front());
  if (!function.is(NodeKind::function_definition) || !codemod::is_async_function(function)) return false;
  const Node run = only_run_of(function, cx);
  if (!run) return false;
  const Node statement = codemod::statement_of(run);
  return !obstacle_to_group({statement, statement}, cx);
}

TaskGroups::TaskGroups(std::vector<TaskObject> objects, TransformContext& cx) : cx_(cx) {
  std::ranges::sort(objects, {}, [](const TaskObject& object) { return object.calls.front().begin(); });
  for (TaskObject& object : objects) place(std::move(object));
  for (const Group& group : groups_) build(group);
}

void TaskGroups::place(TaskObject object) {
  const bool background = runs_in_background(object, cx_);
  const std::optional<TaskRegion> region = background ? rest_of_function(object, cx_) : region_of(object);
  const Node call = object.calls.front();
  if (!region) return refused_.push_back({std::move(object), {call, "nothing waits for the task, which may outlive this function"}});
  Group alone{*region, {object}, background};
  if (std::optional<TaskObstacle> obstacle = check(alone)) return refused_.push_back({std::move(object), *obstacle});
  for (Group& group : groups_)
    if (join(group, object, *region, background)) return;
  groups_.push_back(std::move(alone));
}

bool TaskGroups::join(Group& group, const TaskObject& object, const TaskRegion& region, bool background) {
  if (!overlaps(group.region, region)) return false;
  Group joined = group;
  joined.objects.push_back(object);
  joined.to_the_end = group.to_the_end || background;
  if (region.first.parent() == group.region.first.parent()) {
    if (region.first.begin() < joined.region.first.begin()) joined.region.first = region.first;
    if (region.last.end() > joined.region.last.end()) joined.region.last = region.last;
    if (check(joined)) return false;
  } else if (!group.region.encloses(region.first) || is_guarded(group.region, region)) {
    return false;
  }
  group = std::move(joined);
  return true;
}

std::optional<TaskObstacle> TaskGroups::check(const Group& group) const {
  if (group.to_the_end)
    if (std::optional<TaskObstacle> obstacle = obstacle_to_end(group.region)) return obstacle;
  for (const TaskObject& object : group.objects)
    if (!object.flow.uses.empty())
      if (std::optional<TaskObstacle> obstacle = obstacle_in_region(object, group.region, cx_)) return obstacle;
  // A group that is cancelled at the end is one that raises groups.
  return group.to_the_end ? obstacle_to_group(group.region, cx_) : obstacle_to_scope(group.region, cx_);
}

/// What opens the group: a plain one where nobody sees what leaves it, else one that raises that as it is.
std::optional<std::string> TaskGroups::header(const Group& group, Fix& fix) const {
  const TaskObject& leader = group.objects.front();
  if (group.to_the_end || ends_the_program(group.region.first, cx_)) {
    const auto local = cx_.need_import(fix, leader.calls.front(), import_root(leader, cx_), "anyio");
    return local ? std::optional(*local + ".create_task_group()") : std::nullopt;
  }
  const bool awaits = std::ranges::any_of(group.objects, [this](const TaskObject& object) {
    return std::ranges::any_of(object.flow.uses, [&](const ObjectUse& use) {
      return use.kind == UseKind::awaited && use.member != kWaitAll && !(has_cancel_before(object, use.outer) && quiet_wait(use.outer, cx_));
    });
  });
  const auto helper = need_helper(fix, awaits ? GatherHelper::awaited_group : GatherHelper::task_group, cx_.reference(leader.references.front()), cx_);
  return helper ? std::optional(*helper + "()") : std::nullopt;
}

void TaskGroups::build(const Group& group) {
  Fix fix;
  const TaskObject& leader = group.objects.front();
  const auto refuse = [&](const TaskObstacle& obstacle) {
    for (const TaskObject& object : group.objects) refused_.push_back({object, obstacle});
  };
  const auto opened = header(group, fix);
  if (!opened) return refuse({leader.calls.front(), std::string(kShadowed)});
  const InnerGroup inner = inner_group(group);
  const std::string name = inner.name ? std::string(inner.name.text()) : group_name(leader.calls.front(), cx_);
  fix.need(min_anyio("anyio.create_task_group"));
  fix.title = group.to_the_end ? "run the tasks in a task group that is cancelled at the end" : "run the tasks in a task group";
  for (const TaskObject& object : group.objects)
    if (std::optional<TaskObstacle> obstacle = rewrite_object(group, object, name, fix)) return refuse(*obstacle);
  add_block(group, inner, "async with " + *opened + " as " + name + ":", name, fix);
  fixes_.push_back(std::move(fix));
}

std::optional<TaskObstacle> TaskGroups::rewrite_object(const Group& group, const TaskObject& object, const std::string& name, Fix& fix) const {
  if (has_handles(cx_) && start_without_container(object, name, group.region.last, fix, cx_)) return std::nullopt;
  const BindingId root = import_root(object, cx_);
  for (const Node call : object.calls)
    if (!rewrite_task_call(call, name, root, fix, cx_)) return TaskObstacle{call, std::string(kShadowed)};
  if (has_handles(cx_) && is_only_waited_for(object)) {
    const auto outcome = need_helper(fix, GatherHelper::outcome, cx_.reference(object.references.front()), cx_);
    if (!outcome) return TaskObstacle{object.calls.front(), std::string(kShadowed)};
    for (const Node call : object.calls) {
      fix.insert(coroutine_argument(call).begin(), *outcome + "(");
      fix.insert(coroutine_argument(call).end(), ")");
    }
  }
  std::vector<Node> questions;
  for (const ObjectUse& use : object.flow.uses)
    if (const Node question = needless_question(use)) {
      fix.erase({question.begin(), codemod::statement_of(use.node).begin()});
      questions.push_back(question);
    }
  for (const ObjectUse& use : object.flow.uses) {
    const bool gone = std::ranges::any_of(questions, [&](Node question) { return question.child(Field::condition).encloses(use.node); });
    if (gone) continue;
    if (std::optional<TaskObstacle> obstacle = rewrite_use(group, object, use, fix)) return obstacle;
  }
  if (std::string why = rewrite_handle_annotations(object.flow, fix, cx_); !why.empty()) return TaskObstacle{object.flow.annotations.front(), why};
  return std::nullopt;
}

std::optional<TaskObstacle> TaskGroups::rewrite_use(const Group& group, const TaskObject& object, const ObjectUse& use, Fix& fix) const {
  if (use.member == kWaitAll) return rewrite_wait(object, use, group.region.last, fix, cx_);
  const BindingId root = import_root(object, cx_);
  if (use.kind == UseKind::awaited && has_cancel_before(object, use.outer)) {
    const Node quiet = quiet_wait(use.outer, cx_);
    if (!quiet) return TaskObstacle{use.node, "the task is cancelled and then awaited, where anyio raises another exception"};
    if (quiet.text().find('#') != std::string_view::npos) return TaskObstacle{quiet, "a comment stands in the statement that waits for the cancelled task"};
    fix.need(min_anyio("anyio.TaskHandle"));
    fix.replace(quiet, "await " + std::string(use.node.text()) + ".wait()");
    return std::nullopt;
  }
  if (use.kind == UseKind::awaited && quiet_wait(use.outer, cx_))
    return TaskObstacle{use.node, "what the task raises is caught where it is awaited, and would stop a task group"};
  if (std::string why = rewrite_handle_use(use, root, fix, cx_); !why.empty()) return TaskObstacle{use.node, why};
  return std::nullopt;
}

/// The group inside that this one takes the place of.
InnerGroup TaskGroups::inner_group(const Group& group) const {
  std::vector<BindingId> variables;
  for (const TaskObject& object : group.objects) variables.insert(variables.end(), object.flow.variables.begin(), object.flow.variables.end());
  return group.to_the_end ? InnerGroup() : inner_group_of(group.region, variables, cx_.reference(group.objects.front().references.front()), cx_);
}

void TaskGroups::add_block(const Group& group, const InnerGroup& inner, const std::string& header, const std::string& name, Fix& fix) const {
  std::vector<Edit> moves = codemod::wrap_statements(group.region.first, group.region.last, header);
  fix.moves.push_back(codemod::lines_of(group.region.first, group.region.last));
  if (inner.statement) open_inner_group(inner, fix, moves);
  const std::vector<Edit> own = fix.edits;
  for (Edit& edit : moves) {
    // Lines that go need no indentation.
    const std::uint32_t at = edit.range.begin;
    const bool gone = at != group.region.first.begin() && std::ranges::any_of(own, [&](const Edit& other) {
      const bool erased = other.text.empty() && other.range.begin == at;
      return (other.range.begin < at || erased) && at < other.range.end;
    });
    if (!gone) fix.edits.push_back(std::move(edit));
  }
  if (!group.to_the_end) return;
  const std::string cancel = name + ".cancel_scope.cancel()";
  const std::string unit = codemod::indent_unit(cx_.tree());
  const Node last = group.region.last;
  if (!last.is(NodeKind::return_statement)) {
    for (Edit& edit : codemod::insert_after(last, {unit + cancel})) fix.edits.push_back(std::move(edit));
    return;
  }
  const std::string newline(codemod::newline_text(cx_.tree().source().newline()));
  fix.insert(last.begin(), cancel + newline + std::string(codemod::indentation_at(cx_.tree(), last.begin())) + unit);
}

}  // namespace asyncio2anyio

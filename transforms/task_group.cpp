#include <algorithm>
#include <map>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/group_calls.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/task_handles.h"
#include "transforms/api/timeouts.h"

namespace asyncio2anyio {
namespace {

using codemod::Binding;
using codemod::BindingId;
using codemod::Definition;
using codemod::DefinitionKind;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::Reference;
using codemod::Safety;
using codemod::TransformContext;
using codemod::UseKind;

/// One `asyncio.TaskGroup()`.
struct Site {
  std::uint32_t reference = 0;
  Node call;
  Node block;   // body of the `async with` that enters it; null where it is entered elsewhere
  Node target;  // what holds it; null without
};

/// The groups that one variable holds, and what becomes of them.
struct Group {
  std::vector<Site> sites;
  std::vector<BindingId> variables;
  std::vector<Node> annotations;
  std::vector<Node> tasks;  // calls of `create_task`
  std::vector<Node> blocks;
  std::string refusal;
  Node refusal_at;

  void refuse(std::string why, Node at) {
    if (!refusal.empty()) return;
    refusal = std::move(why);
    refusal_at = at;
  }
};

/// The call of `enter_async_context` that takes the group, awaited.
Node entered_in_stack(Node call) {
  const Node outer = codemod::outermost_parentheses(call);
  const Node stack_call = outer.parent().is(NodeKind::argument_list) ? outer.parent().parent() : Node();
  const Node callee = stack_call.child(Field::function);
  const bool enters = callee.is(NodeKind::attribute) && callee.child(Field::attribute).text() == "enter_async_context";
  return enters ? codemod::await_of(stack_call) : Node();
}

std::optional<Site> site_of(std::uint32_t index, Node call) {
  Site site{index, call, {}, {}};
  const ObjectUse use = codemod::classify_use(call);
  if (use.kind == UseKind::async_with) {
    site.block = use.outer.parent().parent().child(Field::body);
    const Node value = use.outer.child(Field::value);
    if (value.is(NodeKind::as_pattern)) site.target = value.child(Field::alias).first_child();
    return site;
  }
  const Node entered = entered_in_stack(call);
  const Node value = codemod::outermost_parentheses(entered ? entered : call);
  const Node parent = value.parent();
  if (parent.is(NodeKind::assignment) && value.field() == Field::right && parent.parent().is(NodeKind::expression_statement)) {
    site.target = parent.child(Field::left);
    return site;
  }
  if (entered && parent.is(NodeKind::expression_statement)) return site;
  return std::nullopt;
}

/// Finds what one group of sites does, and builds its fix.
class Migration {
 public:
  Migration(std::vector<Site> sites, TransformContext& cx) : cx_(cx) { group_.sites = std::move(sites); }

  void run() {
    for (const Site& site : group_.sites) add_site(site);
    for (std::size_t i = 0; i < group_.variables.size(); ++i) add_variable(group_.variables[i]);
    if (group_.refusal.empty()) build();
    if (!group_.refusal.empty()) return keep();
    cx_.propose(std::move(fix_));
  }

 private:
  void add_site(const Site& site) {
    if (!codemod::arguments_of(site.call).empty()) return group_.refuse("it is made with arguments", site.call);
    if (!codemod::is_async_function(cx_.model().function_of(site.call)))
      return group_.refuse("it is made outside of async code, where an anyio task group cannot be made", site.call);
    if (site.block) group_.blocks.push_back(site.block);
    if (site.block && !may_hold_scope(site.block, cx_))
      return group_.refuse("the block holds a `yield`, which no task group may span", site.call);
    if (!site.target) return;
    if (!site.target.is(NodeKind::identifier)) return group_.refuse("it is stored in an attribute", site.target);
    const BindingId id = cx_.model().binding_of(site.target);
    if (id == BindingId::none) return group_.refuse("it is stored where its uses cannot be seen", site.target);
    if (std::ranges::find(group_.variables, id) == group_.variables.end()) group_.variables.push_back(id);
  }

  void add_variable(BindingId id) {
    const Binding& binding = cx_.model().binding(id);
    if (binding.declared_global || cx_.model().scope(binding.scope).kind != codemod::ScopeKind::function)
      return group_.refuse("it is stored in a global variable", binding.definitions.front().name);
    for (const Definition& definition : binding.definitions) add_definition(definition);
    for (const Node use : binding.uses) add_use(codemod::classify_use(use));
  }

  void add_definition(const Definition& definition) {
    const Node type = definition.statement.child(Field::type);
    if (type) group_.annotations.push_back(type);
    if (definition.kind == DefinitionKind::annotation) return;
    if (definition.kind == DefinitionKind::parameter && !definition.statement.child(Field::value)) return;
    const bool ours = std::ranges::any_of(group_.sites, [&](const Site& site) { return site.target == definition.name; });
    if (!ours) group_.refuse("its name is also bound to something else", definition.name);
  }

  void add_use(const ObjectUse& use) {
    switch (use.kind) {
      case UseKind::async_with:
        group_.blocks.push_back(use.outer.parent().parent().child(Field::body));
        if (!may_hold_scope(group_.blocks.back(), cx_)) group_.refuse("the block holds a `yield`, which no task group may span", use.node);
        return;
      case UseKind::tested:
        return;
      case UseKind::method_call:
        if (use.member != "create_task") return group_.refuse("anyio has no `" + std::string(use.member) + "` for task groups", use.node);
        return group_.tasks.push_back(use.outer);
      case UseKind::argument:
        if (entered_in_stack(use.node)) return;
        return add_parameter(use);
      default:
        return group_.refuse("the group is used as a value", use.node);
    }
  }

  /// A group that is passed to a function of this file is what the parameter holds.
  void add_parameter(const ObjectUse& use) {
    const BindingId parameter = codemod::parameter_behind(cx_.model(), use.outer);
    if (parameter == BindingId::none) return group_.refuse("the group is passed on", use.node);
    if (!has_handles(cx_)) return group_.refuse("the group is passed on, and before anyio 4.14 its methods have other names", use.node);
    if (std::ranges::find(group_.variables, parameter) == group_.variables.end()) group_.variables.push_back(parameter);
  }

  void build() {
    fix_.safety = Safety::safe;
    fix_.title = "use `anyio.create_task_group`";
    for (const Site& site : group_.sites) rename_site(site);
    for (const Node task : group_.tasks) rewrite_task(task);
    rewrite_handles();
    rename_annotations();
    for (const Node block : group_.blocks) fix_.at_least(timeout_safety(block, cx_));
    if (group_.blocks.empty()) fix_.at_least(Safety::unsafe);
    if (fix_.safety == Safety::unsafe && fix_.title.find(',') == std::string::npos) fix_.title += kUnsafeCleanup;
  }

  void rename_site(const Site& site) {
    const Reference& reference = cx_.reference(site.reference);
    Fix part = rename(reference, "anyio", "create_task_group", cx_);
    if (part.edits.empty()) return group_.refuse(std::string(kShadowed), site.call);
    if (!cx_.patched(reference).empty()) fix_.at_least(Safety::unsafe);
    take(std::move(part));
  }

  void take(Fix part) {
    fix_.edits.insert(fix_.edits.end(), part.edits.begin(), part.edits.end());
    fix_.imports.insert(fix_.imports.end(), part.imports.begin(), part.imports.end());
    fix_.need(part.needs);
  }

  void rewrite_task(Node task) {
    const bool used = !codemod::is_whole_statement(task);
    if (std::string why = obstacle_in_task_call(task, used, cx_); !why.empty()) return group_.refuse(std::move(why), task);
    const std::string name(task.child(Field::function).child(Field::object).text());
    if (!rewrite_task_call(task, name, root(), fix_, cx_)) group_.refuse(std::string(kShadowed), task);
  }

  [[nodiscard]] BindingId root() const { return cx_.reference(group_.sites.front().reference).root; }

  void rewrite_handles() {
    const TaskFlow flow = follow_tasks(group_.tasks, cx_);
    if (!flow.doubt.empty()) return group_.refuse(flow.doubt, flow.doubt_at);
    if (!flow.batches.empty()) return group_.refuse("the tasks are passed on together", flow.batches.front().node);
    for (const ObjectUse& use : flow.uses) {
      if (std::string why = rewrite_handle_use(use, root(), fix_, cx_); !why.empty()) return group_.refuse(std::move(why), use.node);
      judge_handle(use);
    }
    if (std::string why = rewrite_handle_annotations(flow, fix_, cx_); !why.empty()) group_.refuse(std::move(why), flow.annotations.front());
  }

  /// Tasks of anyio that fail or are cancelled say so by other exceptions; behind the block none has failed.
  void judge_handle(const ObjectUse& use) {
    const bool inside = std::ranges::any_of(group_.blocks, [&](Node block) { return block.encloses(use.node); });
    const bool raises = use.kind == UseKind::awaited || use.member == "result" || use.member == "exception";
    const bool caught = std::ranges::any_of(group_.blocks, [](Node block) { return !codemod::tries_around(block).empty(); });
    if (use.member != "cancel" && !(raises && (inside || caught))) return;
    fix_.at_least(Safety::unsafe);
    fix_.title = "use `anyio.create_task_group`, whose tasks raise `TaskFailed` and `TaskCancelled` where they are awaited";
  }

  void rename_annotations() {
    for (const Node type : group_.annotations) {
      for (const std::uint32_t index : cx_.references_in(type.range())) {
        const Reference& reference = cx_.reference(index);
        if (reference.kind != codemod::ReferenceKind::name || reference.name != "asyncio.TaskGroup")
          return group_.refuse("its type is annotated in a way that cannot be changed", type);
        Fix part = rename(reference, "anyio", "abc.TaskGroup", cx_);
        if (part.edits.empty()) return group_.refuse(std::string(kShadowed), type);
        take(std::move(part));
      }
    }
  }

  void keep() {
    const std::uint32_t line = cx_.tree().source().original_line(group_.refusal_at.begin());
    for (const Site& site : group_.sites) {
      const bool here = group_.sites.size() == 1 && site.call.parent().encloses(group_.refusal_at);
      cx_.keep(site.reference, here ? group_.refusal : "the task group is kept because of line " + std::to_string(line) + ": " + group_.refusal);
    }
  }

  TransformContext& cx_;
  Group group_;
  Fix fix_;
};

class TaskGroup final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    std::map<std::uint32_t, std::vector<Site>> by_variable;
    std::vector<std::vector<Site>> alone;
    for (const std::uint32_t index : cx.named("asyncio.TaskGroup")) {
      const Node call = codemod::call_of(cx.reference(index).node);
      if (!call) continue;
      std::optional<Site> site = site_of(index, call);
      if (!site) {
        cx.keep(index, "it is not entered by `async with` where it is made");
        continue;
      }
      const BindingId id = site->target.is(NodeKind::identifier) ? cx.model().binding_of(site->target) : BindingId::none;
      if (id == BindingId::none) alone.push_back({*site});
      else by_variable[static_cast<std::uint32_t>(id)].push_back(*site);
    }
    for (auto& [variable, sites] : by_variable) Migration(std::move(sites), cx).run();
    for (std::vector<Site>& sites : alone) Migration(std::move(sites), cx).run();
    for (const std::uint32_t index : cx.named("asyncio.TaskGroup"))
      if (!cx.is_decided(index)) explain(index, cx);
    for (std::uint32_t index = 0; index < cx.references().size(); ++index)
      if (cx.reference(index).name.starts_with("taskgroup.") && !cx.is_decided(index)) cx.keep(index, "the task group stays one of asyncio");
  }

 private:
  static void explain(std::uint32_t index, TransformContext& cx) {
    if (codemod::in_annotation(cx.reference(index).node)) return cx.keep(index, "the task groups that it annotates are not made in this file");
    cx.keep(index, "it is used as a value");
  }

  static constexpr codemod::TransformInfo kInfo{
      "task-group", "Replace `asyncio.TaskGroup` by `anyio.create_task_group`",
      R"(Both wait for their tasks, cancel the others when one fails, and raise what was raised as a group. With anyio 4.14 the
tasks come from `create_task` as before, and their handles have properties: `result()` becomes `return_value`, `exception()` and
`get_name()` lose their parentheses, `done()` and `cancelled()` become comparisons of `status`. Below 4.14 there are no handles:
`create_task(f(x))` becomes `start_soon(f, x)` where nobody uses the task.

A group moves together with all its tasks, the functions of this file that it is passed to, and its annotations
(`anyio.abc.TaskGroup`), or not at all. Coroutine functions of other files are taken to follow the conventions (A-CONVENTIONS).

Unsafe: tasks that are cancelled, or awaited inside the block (`TaskFailed` and `TaskCancelled` are raised there instead of the
exception itself), and cleanup code of this file that awaits while it is cancelled. Left alone: groups that are attributes, that are
passed to code that is not seen, or that span a `yield`; tasks with callbacks, or stored where not all their uses are seen.)",
      Safety::safe, 46};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_task_group() { return std::make_unique<TaskGroup>(); }

}  // namespace asyncio2anyio

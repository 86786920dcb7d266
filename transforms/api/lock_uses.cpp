#include "transforms/api/lock_uses.h"

#include <algorithm>
#include <array>

#include "engine/edit/block_editor.h"
#include "engine/syntax/context.h"
#include "transforms/api/lock_constructors.h"
#include "transforms/api/lock_recreation.h"
#include "transforms/api/lock_results.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::TrackedObject;
using codemod::TransformContext;
using codemod::UseKind;

constexpr auto kAwaited = std::to_array<std::string_view>({"acquire", "wait"});

bool is_semaphore(const TrackedObject& object) { return object.kind.ends_with("semaphore"); }

/// `async with semaphore as x`: anyio gives the semaphore where asyncio gives nothing.
bool names_semaphore(const TrackedObject& object, const ObjectUse& use, const TransformContext& cx) {
  if (!is_semaphore(object)) return false;
  const Node pattern = use.outer.child(Field::value);
  if (!pattern.is(NodeKind::as_pattern)) return false;
  const Node target = pattern.child(NodeKind::as_pattern_target).first_child();
  const codemod::BindingId id = cx.model().binding_of(target);
  return id == codemod::BindingId::none || !cx.model().binding(id).uses.empty();
}

/// `sem.locked()` of a semaphore is `sem.value == 0` in anyio.
std::optional<Obstacle> rewrite_locked(const ObjectUse& use, Fix& fix, const TransformContext& cx) {
  const Node callee = use.outer.child(Field::function);
  const codemod::BindingId variable = cx.model().binding_of(use.node);
  const bool is_parameter = variable != codemod::BindingId::none &&
                            cx.model().binding(variable).definitions.front().kind == codemod::DefinitionKind::parameter;
  if (!is_certain(use, cx)) return Obstacle{use.outer, "`locked()` is called on an object of an unknown class"};
  if (is_parameter) return Obstacle{use.outer, "`locked()` is called on a parameter, which may hold other semaphores"};
  if (auto missing = require("anyio.Semaphore.value@loop", fix, cx)) return Obstacle{use.outer, *missing};
  const bool stands_alone = is_whole_expression(use.outer);
  if (!stands_alone) fix.insert(use.outer.begin(), "(");
  fix.replace({callee.child(Field::attribute).begin(), use.outer.end()}, stands_alone ? "value == 0" : "value == 0)");
  return std::nullopt;
}

/// `acquire` and `wait` give True in asyncio and nothing in anyio.
std::optional<Obstacle> rewrite_result(const ObjectUse& use, Fix& fix, const TransformContext& cx) {
  if (is_result_unseen(use.outer, cx)) return std::nullopt;
  if (!use.certain) return Obstacle{use.outer, "the result of `" + std::string(use.member) + "()` may be read, and it may be one of another object"};
  const Node await = codemod::await_of(use.outer);
  const std::vector<codemod::Edit> edits = await ? read_true_instead(await) : std::vector<codemod::Edit>();
  if (edits.empty()) return Obstacle{use.outer, "the result of `" + std::string(use.member) + "()` may be read, and anyio gives none"};
  fix.edits.insert(fix.edits.end(), edits.begin(), edits.end());
  return std::nullopt;
}

/// `await c.wait_for(predicate)` as a statement becomes a loop where anyio has no `wait_for` yet.
std::optional<Obstacle> rewrite_wait_for(const ObjectUse& use, Fix& fix, const TransformContext& cx) {
  if (cx.targets().library >= codemod::Version{4, 11}) {
    static_cast<void>(require("anyio.Condition.wait_for", fix, cx));
    return std::nullopt;
  }
  const Node await = codemod::await_of(use.outer);
  const std::vector<Node> arguments = codemod::arguments_of(use.outer);
  const bool is_statement = await && codemod::is_whole_statement(await) && await.parent().is(NodeKind::expression_statement);
  const bool is_name = arguments.size() == 1 && arguments.front().is_any(NodeKind::identifier, NodeKind::attribute);
  if (!is_statement || !is_name) return Obstacle{use.outer, "`anyio.Condition.wait_for` needs anyio 4.11"};
  const std::string loop = "while not " + std::string(arguments.front().text()) + "():";
  fix.moves.push_back(codemod::lines_of(await.parent(), await.parent()));
  for (codemod::Edit& edit : codemod::wrap_statements(await.parent(), await.parent(), loop)) fix.edits.push_back(std::move(edit));
  fix.replace({use.outer.child(Field::function).child(Field::attribute).begin(), use.outer.end()}, "wait()");
  return std::nullopt;
}

std::optional<Obstacle> rewrite_condition_call(const TrackedObject& object, const ObjectUse& use, LockGroup group, Fix& fix,
                                               const TransformContext& cx) {
  if (use.member == "acquire" || use.member == "release" || use.member == "locked") return std::nullopt;
  if (!is_held(object, use, group, cx))
    return Obstacle{use.outer, "`" + std::string(use.member) + "()` may be called by a task that does not hold the condition"};
  if (use.member.starts_with("wait") && !codemod::await_of(use.outer))
    return Obstacle{use.outer, "`" + std::string(use.member) + "()` may run in a task that does not hold the condition"};
  return use.member == "wait_for" ? rewrite_wait_for(use, fix, cx) : std::nullopt;
}

/// What a method needs that is called where no loop may run.
std::optional<Obstacle> check_loop(const TrackedObject& object, const ObjectUse& use, Fix& fix, const TransformContext& cx) {
  if (is_in_async_function(use.node, cx) || is_made_in_async_code(object, cx)) return std::nullopt;
  if (use.member == "set" || (use.member == "locked" && !is_semaphore(object))) {
    const std::string form = use.member == "set" ? "anyio.Event.set" : "anyio.Lock.locked";
    if (auto missing = require(form, fix, cx)) return Obstacle{use.outer, *missing + " when no loop runs yet"};
  }
  if (use.member == "release" && is_semaphore(object) && !starts_positive(object))
    return Obstacle{use.outer, "`release()` may be called before a loop runs, which anyio refuses"};
  return std::nullopt;
}

bool takes_no_argument(const ObjectUse& use) { return use.member != "notify" && use.member != "wait_for"; }

std::optional<Obstacle> rewrite_call(const TrackedObject& object, const ObjectUse& use, LockGroup group, Fix& fix,
                                     const TransformContext& cx) {
  const LockKind& kind = *find_lock_kind(object.kind);
  const bool is_known = contains(kind.members, use.member);
  if (!is_known && !is_certain(use, cx)) return std::nullopt;  // a namesake: the class has no such member
  if (!is_known || use.member.starts_with('_')) return Obstacle{use.outer, "anyio has no counterpart for `" + std::string(use.member) + "`"};
  if (takes_no_argument(use) && !codemod::arguments_of(use.outer).empty())
    return Obstacle{use.outer, "`" + std::string(use.member) + "` takes no argument"};
  if (auto obstacle = check_loop(object, use, fix, cx)) return obstacle;
  if (use.member == "clear") return recreate_event(object, use, fix, cx);
  if (use.member == "locked" && is_semaphore(object)) return rewrite_locked(use, fix, cx);
  if (object.kind == "condition")
    if (auto obstacle = rewrite_condition_call(object, use, group, fix, cx)) return obstacle;
  return contains(kAwaited, use.member) ? rewrite_result(use, fix, cx) : std::nullopt;
}

std::optional<Obstacle> check_value(const TrackedObject& object, const ObjectUse& use, Fix& fix, const TransformContext& cx) {
  const LockKind& kind = *find_lock_kind(object.kind);
  if (!contains(kind.members, use.member) && !is_certain(use, cx)) return std::nullopt;
  const Node parent = use.outer.parent();
  const bool is_written = use.outer.field() != Field::right &&
                          parent.is_any(NodeKind::assignment, NodeKind::augmented_assignment, NodeKind::delete_statement);
  if (is_written) return Obstacle{use.outer, "an attribute of it is assigned, which objects of anyio do not allow"};
  if (!contains(kind.values, use.member)) return Obstacle{use.outer, "`" + std::string(use.member) + "` is used as a value"};
  return check_loop(object, use, fix, cx);
}

}  // namespace

std::optional<Obstacle> rewrite_use(const TrackedObject& object, const ObjectUse& use, LockGroup group, Fix& fix,
                                    const TransformContext& cx) {
  switch (use.kind) {
    case UseKind::method_call:
      return rewrite_call(object, use, group, fix, cx);
    case UseKind::member:
      return check_value(object, use, fix, cx);
    case UseKind::async_with:
      if (!find_lock_kind(object.kind)->is_context_manager) return Obstacle{use.outer, "it is no context manager"};
      if (names_semaphore(object, use, cx)) return Obstacle{use.outer, "the value of `async with … as` is read, and anyio gives another one"};
      return std::nullopt;
    case UseKind::tested:
      return std::nullopt;
    case UseKind::argument:
      if (made_in_group(use.outer.parent().parent(), group)) return std::nullopt;
      return Obstacle{use.outer, describe_use(use)};
    case UseKind::with:
      if (!is_certain(use, cx)) return std::nullopt;  // a namesake: asyncio allows only `async with`
      return Obstacle{use.outer, "it is used in a `with` statement that is not `async`"};
    case UseKind::awaited:
      return Obstacle{use.outer, "it is awaited itself"};
    case UseKind::other:
      return Obstacle{use.node, describe_use(use)};
  }
  return std::nullopt;
}

bool is_rewritten_in_use(const TrackedObject& object) {
  return object.kind == "condition" || std::ranges::any_of(object.uses, [&](const ObjectUse& use) {
    return use.kind == UseKind::method_call && (use.member == "clear" || (use.member == "locked" && is_semaphore(object)));
  });
}

}  // namespace asyncio2anyio

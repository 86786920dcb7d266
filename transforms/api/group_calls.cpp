#include "transforms/api/group_calls.h"

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/call_unpacking.h"

namespace asyncio2anyio {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

namespace {

/// Why a coroutine cannot be made by the group, which calls the function itself.
std::string obstacle_in_start_soon(Node coroutine, bool result_used, const TransformContext& cx) {
  if (result_used) return "before anyio 4.14 a task group gives no handle for its tasks";
  if (!coroutine.is(NodeKind::call)) return "before anyio 4.14 a task group takes functions, not coroutines";
  for (const Node argument : codemod::arguments_of(coroutine))
    if (argument.is_any(NodeKind::generator_expression, NodeKind::dictionary_splat)) return "the arguments of the coroutine cannot be told apart";
  if (const Node callee = codemod::callee_definition(cx.model(), coroutine); callee && !codemod::is_async_function(callee))
    return "`" + std::string(coroutine.child(Field::function).text()) + "` is not a coroutine function";
  return {};
}

bool has_keywords(Node call) {
  for (const Node argument : codemod::arguments_of(call))
    if (argument.is(NodeKind::keyword_argument)) return true;
  return false;
}

}  // namespace

bool has_handles(const TransformContext& cx) { return cx.targets().library >= min_anyio("anyio.TaskGroup.create_task"); }

Node coroutine_argument(Node task_call) {
  Node coroutine;
  for (const Node argument : codemod::arguments_of(task_call)) {
    if (argument.is_any(NodeKind::list_splat, NodeKind::dictionary_splat, NodeKind::generator_expression)) return {};
    if (!argument.is(NodeKind::keyword_argument)) {
      if (coroutine) return {};
      coroutine = argument;
    } else if (argument.child(Field::name).text() == "coro" || argument.child(Field::name).text() == "coro_or_future") {
      return {};
    }
  }
  return codemod::strip_parentheses(coroutine);
}

std::string obstacle_in_task_call(Node task_call, bool result_used, const TransformContext& cx) {
  const Node coroutine = coroutine_argument(task_call);
  if (!coroutine) return "its arguments cannot be told apart";
  for (const Node argument : codemod::arguments_of(task_call)) {
    if (!argument.is(NodeKind::keyword_argument)) continue;
    const std::string_view name = argument.child(Field::name).text();
    if (name == "name") continue;
    if (name != "context") return "`" + std::string(name) + "=` has no counterpart in anyio";
    if (!has_handles(cx)) return "before anyio 4.14 a task takes no `context=`";
  }
  return has_handles(cx) ? std::string() : obstacle_in_start_soon(coroutine, result_used, cx);
}

bool rewrite_task_call(Node task_call, std::string_view group, codemod::BindingId root, Fix& fix, const TransformContext& cx) {
  const Node callee = task_call.child(Field::function);
  if (has_handles(cx)) {
    const std::string wanted = std::string(group) + ".create_task";
    if (callee.text() != wanted) fix.replace(callee, wanted);
    fix.need(min_anyio("anyio.TaskGroup.create_task"));
    return true;
  }
  fix.replace(callee, std::string(group) + ".start_soon");
  const Node coroutine = coroutine_argument(task_call);
  if (!has_keywords(coroutine)) {
    spread_call(fix, coroutine);
    return true;
  }
  const auto partial = cx.need_import(fix, callee, root, "functools", "partial");
  if (!partial) return false;
  wrap_call(fix, coroutine, *partial);
  return true;
}

}  // namespace asyncio2anyio

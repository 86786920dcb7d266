#include "transforms/api/task_owners.h"

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/timeouts.h"

namespace asyncio2anyio {

using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

namespace {

constexpr std::string_view kClass =
    "make the class an async context manager that owns an `anyio.create_task_group()`: enter it where the object starts, start "
    "the task in it, and cancel its scope where the object stops";
constexpr std::string_view kCaller = "let this function take a task group from a caller that outlives it, and start the task in that";
constexpr std::string_view kLifespan = "open a task group in the lifespan of the application, start the task in it, and cancel its scope at shutdown";
constexpr std::string_view kAsync = "make the function async, or let it take a task group from an async caller and start the task in that";
constexpr std::string_view kGenerator = "start the task in a task group of the code that consumes the generator";

/// Whether a function is called when an application starts or stops.
bool belongs_to_lifespan(Node function) {
  const std::string_view name = function.child(Field::name).text();
  if (name.find("startup") != std::string_view::npos || name.find("lifespan") != std::string_view::npos) return true;
  const Node definition = function.parent();
  if (!definition.is(NodeKind::decorated_definition)) return false;
  for (const Node decorator : definition.named_children())
    if (decorator.is(NodeKind::decorator) && decorator.text().find("on_event") != std::string_view::npos) return true;
  return false;
}

bool is_method(Node function) {
  Node up = function.parent();
  if (up.is(NodeKind::decorated_definition)) up = up.parent();
  return up.is(NodeKind::block) && up.parent().is(NodeKind::class_definition);
}

std::string_view owner_advice(Node function) {
  if (belongs_to_lifespan(function)) return kLifespan;
  return is_method(function) ? kClass : kCaller;
}

}  // namespace

TaskVerdict explain_owner(Node task_call, const TaskFlow& flow, const TransformContext& cx) {
  const Node function = cx.model().function_of(task_call);
  if (!function) return {"it is made at the level of the module, where no task group can be open", std::string(kCaller)};
  if (function.is(NodeKind::lambda)) return {"a lambda cannot wait for the task", std::string(kAsync)};
  if (!codemod::is_async_function(function)) {
    const std::string_view advice = is_method(function) && flow.doubt.find("attribute") != std::string::npos ? kClass : kAsync;
    return {"a plain function cannot wait for the task", std::string(advice)};
  }
  const Node stored = task_call.parent().child(Field::left);
  if (stored.is(NodeKind::attribute)) return {"the task is stored in `" + std::string(stored.text()) + "` and outlives this function", std::string(owner_advice(function))};
  if (!flow.doubt.empty()) return {flow.doubt, std::string(owner_advice(function))};
  if (!may_hold_scope(function.child(Field::body), cx)) return {"a task group may not span the `yield` of a generator", std::string(kGenerator)};
  for (const codemod::ObjectUse& use : flow.uses) {
    const Node parent = codemod::outermost_parentheses(use.node).parent();
    if (parent.is(NodeKind::return_statement)) return {"the task is returned to the caller", std::string(kCaller)};
    if (use.kind == codemod::UseKind::argument) return {"the task is passed on", std::string(owner_advice(function))};
  }
  if (flow.uses.empty() && flow.batches.empty()) return {"nothing waits for the task, which may outlive this function", std::string(owner_advice(function))};
  return {};
}

}  // namespace asyncio2anyio

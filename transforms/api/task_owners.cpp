#include "transforms/api/task_owners.h"

#include <array>
#include <span>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/timeouts.h"

namespace asyncio2anyio {

using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

namespace {

constexpr auto kStarting = std::to_array<std::string_view>({"__aenter__", "start", "async_start", "setup", "async_setup", "open", "connect", "run", "serve"});
constexpr auto kStopping = std::to_array<std::string_view>({"__aexit__", "stop", "async_stop", "aclose", "close", "shutdown", "async_shutdown", "disconnect"});
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

/// The first of the names that a class has a method of, in quotes; `otherwise` without one.
std::string method_among(Node body, std::span<const std::string_view> names, std::string_view otherwise) {
  for (const std::string_view name : names)
    for (const Node statement : body.named_children()) {
      const Node method = statement.is(NodeKind::decorated_definition) ? statement.child(Field::definition) : statement;
      if (method.is(NodeKind::function_definition) && method.child(Field::name).text() == name) return "in `" + std::string(name) + "`";
    }
  return std::string(otherwise);
}

std::string class_advice(Node function) {
  const Node definition = function.enclosing(NodeKind::class_definition);
  const Node body = definition.child(Field::body);
  return "make `" + std::string(definition.child(Field::name).text()) + "` an async context manager that owns an `anyio.create_task_group()`: enter it " +
         method_among(body, kStarting, "where the object starts") + ", start the task in it, and cancel its scope " +
         method_among(body, kStopping, "where the object stops");
}

std::string owner_advice(Node function) {
  if (belongs_to_lifespan(function)) return std::string(kLifespan);
  return is_method(function) ? class_advice(function) : std::string(kCaller);
}

/// What a task is put into by `tasks.add(task)` and the like; null for other uses.
Node keeper_of(const codemod::ObjectUse& use) {
  const Node list = codemod::outermost_parentheses(use.node).parent();
  const Node callee = list.is(NodeKind::argument_list) ? list.parent().child(Field::function) : Node();
  const std::string_view method = callee.child(Field::attribute).text();
  const bool keeps = callee.is(NodeKind::attribute) && (method == "add" || method == "append" || method == "put_nowait");
  return keeps ? callee.child(Field::object) : Node();
}

std::string called_by(const codemod::ObjectUse& use) {
  const Node list = codemod::outermost_parentheses(use.node).parent();
  const Node callee = list.is(NodeKind::argument_list) ? list.parent().child(Field::function) : Node();
  const bool brief = callee && callee.text().size() <= 60 && callee.text().find('\n') == std::string_view::npos;
  return brief ? " to `" + std::string(callee.text()) + "`" : "";
}

}  // namespace

TaskVerdict explain_owner(Node task_call, const TaskFlow& flow, const TransformContext& cx) {
  const Node function = cx.model().function_of(task_call);
  if (!function) return {"it is made at the level of the module, where no task group can be open", std::string(kCaller)};
  if (function.is(NodeKind::lambda)) return {"a lambda cannot wait for the task", std::string(kAsync)};
  if (!codemod::is_async_function(function)) {
    const bool kept = is_method(function) && flow.doubt.find("attribute") != std::string::npos;
    return {"a plain function cannot wait for the task", kept ? class_advice(function) : std::string(kAsync)};
  }
  const Node stored = task_call.parent().child(Field::left);
  if (stored.is(NodeKind::attribute)) return {"the task is stored in `" + std::string(stored.text()) + "` and outlives this function", owner_advice(function)};
  if (!flow.doubt.empty()) return {flow.doubt, owner_advice(function)};
  if (!may_hold_scope(function.child(Field::body), cx)) return {"a task group may not span the `yield` of a generator", std::string(kGenerator)};
  for (const codemod::ObjectUse& use : flow.uses) {
    const Node parent = codemod::outermost_parentheses(use.node).parent();
    if (parent.is(NodeKind::return_statement)) return {"the task is returned to the caller", std::string(kCaller)};
    if (const Node keeper = keeper_of(use)) return {"the task is kept in `" + std::string(keeper.text()) + "` and outlives this function", owner_advice(function)};
    if (use.kind == codemod::UseKind::argument) return {"the task is passed on" + called_by(use), owner_advice(function)};
  }
  for (const codemod::ObjectUse& use : flow.uses)
    if (use.member == "add_done_callback")
      return {"a callback of the task looks at how it ends", "let the coroutine itself do at its end what the callback does; " + owner_advice(function)};
  if (flow.uses.empty() && flow.batches.empty()) return {"nothing waits for the task, which may outlive this function", owner_advice(function)};
  return {};
}

}  // namespace asyncio2anyio

#include "transforms/api/event_handlers.h"

#include <algorithm>

#include "engine/syntax/context.h"

namespace asyncio2anyio {

using codemod::Binding;
using codemod::BindingId;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

namespace {

using Statement = std::expected<std::string, std::string>;

std::unexpected<std::string> refuse(std::string reason) { return std::unexpected(std::move(reason)); }

std::string quoted(Node node) { return "`" + std::string(node.text()) + "`"; }

bool has_inside(Node node, auto... kinds) {
  for (std::uint32_t index = node.index(); index < node.subtree_end(); ++index)
    if (node.tree()->node(index).is_any(kinds...)) return true;
  return false;
}

/// The call of a function definition by a name that leads to it.
Statement call_function(Node function, std::string_view name, const TransformContext& cx) {
  if (cx.model().scope(cx.model().scope_made_by(function)).is_generator) return refuse("`" + std::string(name) + "` is a generator");
  return (codemod::is_async_function(function) ? "await " : "") + std::string(name) + "()";
}

/// The one function that a variable means for as long as the program runs; null when it may mean anything else.
Node only_function(const Binding& binding) {
  if (binding.definitions.size() != 1 || binding.declared_global) return {};
  const Node statement = binding.definitions.front().statement;
  return statement.is(NodeKind::function_definition) ? statement : Node();
}

bool is_event_decorator(Node decorator, const EventApp& app, const TransformContext& cx) {
  for (const std::uint32_t index : app.references)
    if (decorator.encloses(cx.reference(index).node)) return true;
  return false;
}

/// A decorator that may put something else in the place of the function.
Node other_decorator(Node function, const EventApp& app, const TransformContext& cx) {
  if (!function.parent().is(NodeKind::decorated_definition)) return {};
  for (const Node child : function.parent().children())
    if (child.is(NodeKind::decorator) && !is_event_decorator(child, app, cx)) return child;
  return {};
}

Statement call_definition(Node function, const EventApp& app, const TransformContext& cx) {
  const Node name = function.child(Field::name);
  const BindingId id = cx.model().binding_of(name);
  if (id == BindingId::none || only_function(cx.model().binding(id)) != function) return refuse(quoted(name) + " is bound to something else as well");
  if (const Node other = other_decorator(function, app, cx)) return refuse("`" + std::string(name.text()) + "` has another decorator");
  return call_function(function, name.text(), cx);
}

/// A method of the class whose instance is in reach: `self.connect`.
Statement call_method(Node attribute, const TransformContext& cx) {
  const Node owner = codemod::class_of_self(cx.model(), attribute.child(Field::object));
  if (!owner) return refuse("it cannot be seen whether " + quoted(attribute) + " is a coroutine function");
  const Node name = attribute.child(Field::attribute);
  if (cx.facts().is_subclassed(owner.child(Field::name).text())) return refuse("a subclass may have another " + quoted(name));
  Node method;
  for (const Node statement : owner.child(Field::body).named_children()) {
    const Node inner = statement.is(NodeKind::decorated_definition) ? statement.child(Field::definition) : statement;
    if (!inner.is(NodeKind::function_definition) || inner.child(Field::name).text() != name.text()) continue;
    if (method || inner != statement) return refuse(quoted(attribute) + " is not a plain method");
    method = inner;
  }
  if (!method) return refuse("it cannot be seen whether " + quoted(attribute) + " is a coroutine function");
  for (std::uint32_t index = 0; index < cx.tree().size(); ++index) {
    const Node node = cx.tree().node(index);
    const bool assigned = node.is(NodeKind::attribute) && node.field() == Field::left && node.parent().is(NodeKind::assignment);
    if (assigned && node.child(Field::attribute).text() == name.text()) return refuse(quoted(attribute) + " is assigned");
  }
  return call_function(method, attribute.text(), cx);
}

Statement call_lambda(Node lambda) {
  if (lambda.child(Field::parameters)) return refuse("the lambda has parameters");
  const Node body = lambda.child(Field::body);
  if (has_inside(body, NodeKind::named_expression, NodeKind::yield, NodeKind::comment) || body.text().find('\n') != std::string_view::npos)
    return refuse("the lambda cannot be written as a statement");
  return std::string(body.text());
}

Statement call_expression(Node handler, const EventApp& app, const TransformContext& cx) {
  if (handler.is(NodeKind::function_definition)) return call_definition(handler, app, cx);
  if (handler.is(NodeKind::lambda)) return call_lambda(handler);
  if (handler.is(NodeKind::attribute)) return call_method(handler, cx);
  if (!handler.is(NodeKind::identifier)) return refuse("the handler " + quoted(handler) + " is made when it is registered");
  const BindingId id = cx.model().binding_of(handler);
  const Node function = id == BindingId::none ? Node() : only_function(cx.model().binding(id));
  if (!function) return refuse("it cannot be seen whether " + quoted(handler) + " is a coroutine function");
  return call_definition(function, app, cx);
}

/// The elements of a list that is written out.
std::expected<std::vector<Node>, std::string> elements_of(Node argument) {
  if (!argument) return {};
  const Node value = codemod::strip_parentheses(codemod::keyword_value(argument));
  const std::string name = "`" + std::string(argument.child(Field::name).text()) + "`";
  if (value.is(NodeKind::none)) return {};
  if (!value.is_any(NodeKind::list, NodeKind::tuple)) return refuse("the list given as " + name + " is not written out");
  if (has_inside(argument, NodeKind::comment)) return refuse("there is a comment in the list given as " + name);
  if (has_inside(value, NodeKind::list_splat)) return refuse("the list given as " + name + " is not written out");
  return value.named_children();
}

}  // namespace

std::expected<HandlerCalls, std::string> handler_calls(const EventApp& app, const TransformContext& cx) {
  HandlerCalls calls;
  const auto add = [&](Node handler, bool startup) -> std::string {
    Statement statement = call_expression(handler, app, cx);
    if (!statement) return std::move(statement.error());
    (startup ? calls.startup : calls.shutdown).push_back(std::move(*statement));
    return {};
  };
  for (const bool startup : {true, false}) {
    const auto handlers = elements_of(startup ? app.on_startup : app.on_shutdown);
    if (!handlers) return refuse(handlers.error());
    for (const Node handler : *handlers)
      if (std::string reason = add(codemod::strip_parentheses(handler), startup); !reason.empty()) return refuse(std::move(reason));
  }
  for (const Registration& registration : app.registrations)
    if (std::string reason = add(registration.handler, registration.startup); !reason.empty()) return refuse(std::move(reason));
  if (calls.startup.empty() && calls.shutdown.empty()) return refuse("there is no handler");
  return calls;
}

}  // namespace asyncio2anyio

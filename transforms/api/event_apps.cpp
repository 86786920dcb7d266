#include "transforms/api/event_apps.h"

#include <algorithm>
#include <array>

#include "engine/syntax/context.h"

namespace asyncio2anyio {

using codemod::Binding;
using codemod::BindingId;
using codemod::Definition;
using codemod::DefinitionKind;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::Reference;
using codemod::ScopeKind;
using codemod::TransformContext;

namespace {

constexpr auto kApplications =
    std::to_array<std::string_view>({"fastapi.FastAPI", "fastapi.applications.FastAPI", "starlette.applications.Starlette"});
constexpr auto kRouters =
    std::to_array<std::string_view>({"fastapi.APIRouter", "fastapi.routing.APIRouter", "starlette.routing.Router"});

bool contains(const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

std::string line_of(Node node) { return std::to_string(node.tree()->source().original_line(node.begin())); }

/// A name that an import may have failed to bind: everything else that it can be is None.
bool is_certain_class(Node callee, const TransformContext& cx) {
  const codemod::Resolved resolved = cx.model().resolve(callee);
  if (resolved.certain || resolved.binding == BindingId::none) return resolved.certain;
  return std::ranges::all_of(cx.model().binding(resolved.binding).definitions, [](const Definition& definition) {
    return !definition.origin.empty() || definition.statement.child(Field::right).is(NodeKind::none);
  });
}

/// Where an application goes: the target of the assignment, or nothing when it is returned.
bool find_place(EventApp& app, const TransformContext& cx) {
  const Node holder = codemod::outermost_parentheses(app.call).parent();
  app.statement = codemod::statement_of(app.call);
  if (holder.is(NodeKind::return_statement)) return true;
  if (!holder.is(NodeKind::assignment) || holder.parent() != app.statement) return false;
  app.target = holder.child(Field::left);
  if (app.target.is(NodeKind::identifier)) app.variable = cx.model().binding_of(app.target);
  const bool is_attribute = app.target.is(NodeKind::attribute) && codemod::class_of_self(cx.model(), app.target.child(Field::object));
  return app.variable != BindingId::none || is_attribute;
}

void find_lists(EventApp& app, const TransformContext& cx) {
  app.on_startup = codemod::keyword_argument_of(app.call, "on_startup");
  app.on_shutdown = codemod::keyword_argument_of(app.call, "on_shutdown");
  for (const Node argument : {app.on_startup, app.on_shutdown}) {
    if (!argument) continue;
    if (const auto index = cx.reference_at(argument.child(Field::name))) app.references.push_back(*index);
  }
}

std::vector<EventApp> find_made(const TransformContext& cx) {
  std::vector<EventApp> apps;
  for (const Node call : cx.model().calls()) {
    EventApp app;
    app.call = call;
    const Node callee = app.call.child(Field::function);
    const std::string name = cx.model().resolve(callee).name;
    app.is_router = contains(kRouters, name);
    if (!app.is_router && !contains(kApplications, name)) continue;
    if (!is_certain_class(callee, cx) || !find_place(app, cx)) continue;
    find_lists(app, cx);
    apps.push_back(std::move(app));
  }
  return apps;
}

bool is_handler_list(const Reference& reference) { return reference.name == "on_startup" || reference.name == "on_shutdown"; }

bool is_registration(const Reference& reference) {
  return reference.kind == codemod::ReferenceKind::adjacent &&
         (reference.name == "on_event" || reference.name == "add_event_handler");
}

/// What handlers are registered on: `app` of `app.on_event` and of `app.router.add_event_handler`.
Node receiver_of(const Reference& reference) {
  const Node receiver = reference.node.parent().child(Field::object);
  const bool is_router = receiver.is(NodeKind::attribute) && receiver.child(Field::attribute).text() == "router";
  return is_router ? receiver.child(Field::object) : receiver;
}

/// Whether an expression is what `app` was assigned to.
bool means(Node expression, const EventApp& app, const TransformContext& cx) {
  if (!app.target) return false;
  if (app.variable != BindingId::none) return cx.model().binding_of(expression) == app.variable;
  if (!expression.is(NodeKind::attribute) || expression.text() != app.target.text()) return false;
  const auto owner = [&](Node attribute) { return codemod::class_of_self(cx.model(), attribute.child(Field::object)); };
  return owner(expression) == owner(app.target);
}

/// `@app.on_event("startup")`, `app.on_event("startup")(f)`, `app.add_event_handler("startup", f)`.
Registration read_registration(std::uint32_t index, const TransformContext& cx) {
  const Reference& reference = cx.reference(index);
  const Node call = codemod::call_of(reference.node.parent());
  Registration found{index, codemod::statement_of(call), {}, {}, true};
  std::vector<Node> arguments = codemod::arguments_of(call);
  found.startup = arguments.front().child(NodeKind::string_content).text() == "startup";
  if (reference.name == "on_event" && call.parent().is(NodeKind::decorator)) {
    if (arguments.size() != 1) return found;
    found.decorator = call.parent();
    found.statement = found.decorator.parent();
    found.handler = found.statement.child(Field::definition);
    return found;
  }
  Node whole = call;
  if (reference.name == "on_event") {
    whole = codemod::call_of(call);
    if (!whole || arguments.size() != 1) return found;
    arguments = codemod::arguments_of(whole);
    arguments.insert(arguments.begin(), Node());
  }
  if (arguments.size() != 2 || !codemod::is_whole_statement(whole)) return found;
  Node handler = arguments[1];
  if (handler.is(NodeKind::keyword_argument)) handler = codemod::keyword_value(handler);
  if (!handler.is_any(NodeKind::list_splat, NodeKind::dictionary_splat)) found.handler = codemod::strip_parentheses(handler);
  return found;
}

/// The function, or module, whose body a statement belongs to.
Node home_of(Node statement, const TransformContext& cx) {
  return cx.model().scope(cx.model().function_scope(cx.model().scope_of(statement))).node;
}

bool in_loop(Node statement) {
  for (Node up = statement.parent(); up && !up.is_any(NodeKind::function_definition, NodeKind::class_definition); up = up.parent())
    if (up.is_any(NodeKind::for_statement, NodeKind::while_statement)) return true;
  return false;
}

/// A `return` of the same function between two statements, so that the second may not be reached.
Node return_between(Node first, Node last) {
  for (std::uint32_t index = first.subtree_end(); index < last.index();) {
    const Node node = first.tree()->node(index);
    if (node.is(NodeKind::return_statement)) return node;
    const bool other = node.is_any(NodeKind::function_definition, NodeKind::class_definition, NodeKind::lambda);
    index = other ? node.subtree_end() : index + 1;
  }
  return {};
}

std::string obstacle_of_registration(const Registration& registration, const EventApp& app, const TransformContext& cx) {
  const std::string at = " at line " + line_of(registration.statement);
  if (!registration.handler) return "the registration" + at + " is not one that is understood";
  if (registration.statement.parent() != app.statement.parent()) {
    const bool same = home_of(registration.statement, cx) == home_of(app.statement, cx);
    return "the handler" + at + (same ? " is registered in another block, so perhaps never or many times"
                                      : " is registered in another function than the one that makes `" + app.name() + "`");
  }
  if (registration.statement.begin() < app.statement.begin()) return "the handler" + at + " is registered before `" + app.name() + "` is made here";
  if (const Node leave = return_between(app.statement, registration.statement))
    return "the handler" + at + " is not registered when line " + line_of(leave) + " returns";
  return {};
}

bool has_lifespan(const EventApp& app) {
  const Node argument = codemod::keyword_argument_of(app.call, "lifespan");
  return argument && !codemod::keyword_value(argument).is(NodeKind::none);
}

/// Why the application itself is not one that a lifespan can be given.
std::string obstacle_of_call(const EventApp& app, const TransformContext& cx) {
  for (const Node argument : codemod::arguments_of(app.call))
    if (argument.is_any(NodeKind::dictionary_splat, NodeKind::list_splat))
      return "`" + app.name() + "` is made with arguments that are not all known: `" + std::string(argument.text()) + "`";
  const codemod::ScopeId scope = cx.model().scope_of(app.statement);
  if (cx.model().scope(scope).kind == ScopeKind::class_) return "`" + app.name() + "` is made in the body of a class";
  if (in_loop(app.statement)) return "`" + app.name() + "` is made in a loop";
  return {};
}

/// Whether an attribute is the only one of that name that the class is assigned.
bool is_assigned_once(const EventApp& app, const TransformContext& cx) {
  if (!app.target) return true;
  if (app.variable != BindingId::none) {
    const Binding& binding = cx.model().binding(app.variable);
    return binding.definitions.size() == 1 && !binding.declared_global;
  }
  for (std::uint32_t index = 0; index < cx.tree().size(); ++index) {
    const Node node = cx.tree().node(index);
    if (!node.is(NodeKind::attribute) || node == app.target || node.text() != app.target.text()) continue;
    const Node parent = node.parent();
    const bool written = parent.is_any(NodeKind::assignment, NodeKind::augmented_assignment) && node.field() == Field::left;
    const bool reset = written && parent.child(Field::right).is(NodeKind::none) && node.begin() < app.target.begin();
    if (written && !reset) return false;
  }
  return true;
}

/// A place that reads or replaces what the application keeps of its handlers.
Node inner_use(const TransformContext& cx) {
  constexpr auto kInner = std::to_array<std::string_view>({"on_startup", "on_shutdown", "lifespan_context"});
  for (std::uint32_t index = 0; index < cx.tree().size(); ++index) {
    const Node node = cx.tree().node(index);
    if (!node.is(NodeKind::attribute)) continue;
    const std::string_view member = node.child(Field::attribute).text();
    if (contains(kInner, member)) return node;
    const bool runs = (member == "startup" || member == "shutdown") && codemod::call_of(node);
    if (runs && node.child(Field::object).text().ends_with(".router")) return node;
  }
  return {};
}

/// A place that registers a handler for an event that is not written out.
Node computed_event(const EventApp& app, const TransformContext& cx) {
  for (std::uint32_t index = 0; index < cx.tree().size(); ++index) {
    const Node node = cx.tree().node(index);
    if (!node.is(NodeKind::attribute)) continue;
    const std::string_view member = node.child(Field::attribute).text();
    if (member != "on_event" && member != "add_event_handler") continue;
    const Node object = node.child(Field::object);
    const bool own = means(object, app, cx) || (object.is(NodeKind::attribute) && means(object.child(Field::object), app, cx));
    if (own && !cx.reference_at(node.child(Field::attribute))) return node;
  }
  return {};
}

/// Callables that are known to register nothing on the application that they are given.
bool is_harmless(Node callee, const TransformContext& cx) {
  constexpr auto kPackages = std::to_array<std::string_view>(
      {"uvicorn", "hypercorn", "granian", "fastapi", "starlette", "httpx", "asgi_lifespan", "mangum", "builtins"});
  constexpr auto kWords = std::to_array<std::string_view>({"TestClient", "print", "isinstance", "id", "type", "mount", "include_router", "hasattr", "getattr", "repr", "str"});
  const std::string name = cx.model().resolve(callee).name;
  const std::string_view word = callee.is(NodeKind::attribute) ? callee.child(Field::attribute).text() : callee.text();
  return contains(kPackages, std::string_view(name).substr(0, name.find('.'))) || contains(kWords, word);
}

/// A place behind which code that this file does not show has the application.
struct Escape {
  Node call;              // the call that it is passed to; null for any other place
  Node callee;
  bool is_given = false;  // the callee is in a file that is given
};

bool is_given(Node callee, const TransformContext& cx) {
  const codemod::Resolved resolved = cx.model().resolve(callee);
  if (resolved.binding == BindingId::none) return false;
  const std::string& origin = cx.model().binding(resolved.binding).definitions.front().origin;
  if (origin.empty() || origin.starts_with('.')) return true;
  const std::string_view name = resolved.name;
  return cx.facts().has_module(name) || cx.facts().has_module(name.substr(0, name.rfind('.')));
}

std::vector<Escape> find_escapes(const EventApp& app, const TransformContext& cx) {
  std::vector<Escape> escapes;
  const auto follow = [&](Node use) {
    const Node outer = codemod::outermost_parentheses(use);
    Node parent = outer.parent();
    if (parent.is(NodeKind::attribute) && outer.field() == Field::object) return;
    if (parent.is(NodeKind::keyword_argument)) parent = parent.parent();
    if (!parent.is(NodeKind::argument_list)) return escapes.push_back({});
    const Node callee = parent.parent().child(Field::function);
    if (!is_harmless(callee, cx)) escapes.push_back({parent.parent(), callee, is_given(callee, cx)});
  };
  if (app.variable != BindingId::none) {
    for (const Node use : cx.model().binding(app.variable).uses) follow(use);
    return escapes;
  }
  escapes.push_back({});
  for (std::uint32_t index = 0; index < cx.tree().size(); ++index)
    if (const Node node = cx.tree().node(index); node != app.target && means(node, app, cx)) follow(node);
  return escapes;
}

/// A registration that may be meant for any application, where it is; empty when there is none.
std::string open_registration(const EventApps& all, const TransformContext& cx) {
  if (!all.strays.empty()) return "line " + line_of(cx.reference(all.strays.front()).node);
  for (const codemod::CallFact& call : cx.facts().foreign_calls(cx.path()))
    if (call.method != codemod::hash_name("startup") && call.method != codemod::hash_name("shutdown"))
      return cx.facts().path(call) + ":" + std::to_string(call.line);
  return {};
}

/// Whether other modules can import the variable that holds it.
bool is_visible(const EventApp& app, const TransformContext& cx) {
  return app.variable != BindingId::none && cx.model().binding(app.variable).scope == codemod::ScopeId::module;
}

/// Where another file uses a variable of this module in a way that handlers depend on; empty when none does.
std::string foreign_registration(const EventApp& app, const TransformContext& cx) {
  const bool visible = is_visible(app, cx);
  for (const codemod::CallFact& call : cx.facts().foreign_calls(cx.path())) {
    const std::string at = cx.facts().path(call) + ":" + std::to_string(call.line);
    if (!app.is_router && call.method == codemod::hash_name("startup")) return "`router.startup()` runs the handlers at " + at;
    if (!app.is_router && call.method == codemod::hash_name("shutdown")) return "`router.shutdown()` runs the handlers at " + at;
    if (visible && call.receiver == codemod::hash_name(cx.model().binding(app.variable).name))
      return "`" + app.name() + "` may be the application that gets a handler at " + at;
  }
  return {};
}

/// Whether a router is only ever included by applications that have a `lifespan=`: these ignore the copies of its handlers.
bool belongs_to_lifespans(const EventApp& router, const EventApps& all, const TransformContext& cx) {
  if (router.variable == BindingId::none) return false;
  const Binding& binding = cx.model().binding(router.variable);
  if (is_visible(router, cx) && (cx.facts().is_imported(binding.name) || cx.model().is_exported(binding.name))) return false;
  bool included = false;
  for (const Node use : binding.uses) {
    const Node outer = codemod::outermost_parentheses(use);
    if (outer.parent().is(NodeKind::attribute) && outer.field() == Field::object) continue;
    const Node callee = outer.parent().is(NodeKind::argument_list) ? outer.parent().parent().child(Field::function) : Node();
    if (!callee.is(NodeKind::attribute) || callee.child(Field::attribute).text() != "include_router") return false;
    const auto owner = std::ranges::find_if(all.apps, [&](const EventApp& app) { return means(callee.child(Field::object), app, cx); });
    if (owner == all.apps.end() || owner->is_router || !has_lifespan(*owner)) return false;
    included = true;
  }
  return included;
}

bool includes_routers(const EventApp& app, const TransformContext& cx) {
  for (std::uint32_t index = 0; index < cx.tree().size(); ++index) {
    const Node node = cx.tree().node(index);
    if (node.is(NodeKind::attribute) && node.child(Field::attribute).text() == "include_router" && means(node.child(Field::object), app, cx)) return true;
  }
  return false;
}

}  // namespace

EventApps find_event_apps(const TransformContext& cx) {
  const bool any = std::ranges::any_of(cx.references(), [](const Reference& reference) { return is_handler_list(reference) || is_registration(reference); });
  if (!any) return {};
  EventApps found{find_made(cx), {}};
  for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
    const Reference& reference = cx.reference(index);
    if (reference.kind == codemod::ReferenceKind::adjacent && is_handler_list(reference)) {
      const bool known = std::ranges::any_of(found.apps, [&](const EventApp& app) { return std::ranges::count(app.references, index) > 0; });
      if (!known) found.strays.push_back(index);
    }
    if (!is_registration(reference)) continue;
    const Node receiver = receiver_of(reference);
    const auto app = std::ranges::find_if(found.apps, [&](const EventApp& other) { return means(receiver, other, cx); });
    if (app == found.apps.end()) {
      found.strays.push_back(index);
      continue;
    }
    app->references.push_back(index);
    app->registrations.push_back(read_registration(index, cx));
  }
  return found;
}

EventObstacle reason_of_stray(std::uint32_t index, const TransformContext& cx) {
  static constexpr std::string_view kElsewhere =
      "write an async context manager that does the same, and enter it in the `lifespan` of the application";
  const Reference& reference = cx.reference(index);
  if (is_handler_list(reference)) return {"the application is made inside a larger expression", {}};
  const Node receiver = receiver_of(reference);
  const std::string name = "`" + std::string(receiver.text()) + "`";
  const BindingId id = cx.model().binding_of(receiver);
  if (id == BindingId::none) return {"it cannot be seen where " + name + " is made", std::string(kElsewhere)};
  const Definition& definition = cx.model().binding(id).definitions.front();
  if (definition.kind == DefinitionKind::parameter)
    return {name + " is a parameter: its lifespan is given where it is made", std::string(kElsewhere)};
  if (!definition.origin.empty()) return {name + " is made in another module, and its lifespan is given there", std::string(kElsewhere)};
  return {"it cannot be seen that " + name + " is an application of FastAPI or Starlette", {}};
}

static std::string obstacle_of_uses(const EventApp& app, const EventApps& all, const TransformContext& cx) {
  if (std::string reason = obstacle_of_call(app, cx); !reason.empty()) return reason;
  if (!is_assigned_once(app, cx)) return "`" + app.name() + "` is assigned more than once";
  for (const Registration& registration : app.registrations)
    if (std::string reason = obstacle_of_registration(registration, app, cx); !reason.empty()) return reason;
  if (const Node use = inner_use(cx)) return "`" + std::string(use.text()) + "` at line " + line_of(use) + " uses the list of handlers";
  if (const Node use = computed_event(app, cx)) return "the event at line " + line_of(use) + " is not written out";
  if (std::string reason = foreign_registration(app, cx); !reason.empty()) return reason;
  const std::string open = open_registration(all, cx);
  if (open.empty()) return {};
  for (const Escape& escape : find_escapes(app, cx))
    if (escape.call)
      return "`" + app.name() + "` is passed to `" + std::string(escape.callee.text()) + "` at line " + line_of(escape.call) +
             ", and the handlers registered at " + open + " may be meant for it";
  return {};
}

EventObstacle obstacle_of(const EventApp& app, const EventApps& all, const TransformContext& cx) {
  if (has_lifespan(app))
    return {"`" + app.name() + "` has a `lifespan=` already, and therefore never calls its handlers",
            "call them from that lifespan if they are wanted, and delete them otherwise"};
  return {obstacle_of_uses(app, all, cx), {}};
}

std::string difference_of(const EventApp& app, const EventApps& all, const TransformContext& cx) {
  if (app.is_router)
    return belongs_to_lifespans(app, all, cx) ? std::string() : "handlers of a router run once where it is included, no longer twice";
  const std::string open = open_registration(all, cx);
  const auto handled = [](const EventApp& other) { return other.is_router && other.has_handlers(); };
  const bool lists = cx.facts().occurs("on_startup") || cx.facts().occurs("on_shutdown");
  const bool routers = std::ranges::any_of(all.apps, handled) || !open.empty() || lists;
  if (routers && includes_routers(app, cx))
    return "handlers of routers run once where it includes them, no longer twice";
  const std::vector<Escape> escapes = find_escapes(app, cx);
  if (!open.empty() && (!escapes.empty() || !app.target || is_visible(app, cx)))
    return "the handlers registered at " + open + " no longer run if they are meant for it";
  for (const Escape& escape : escapes)
    if (escape.call && !escape.is_given) return "handlers that `" + std::string(escape.callee.text()) + "` may register no longer run";
  return {};
}

}  // namespace asyncio2anyio

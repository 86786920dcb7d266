#include "transforms/api/lifespan_functions.h"

#include <algorithm>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"

namespace asyncio2anyio {

using codemod::Binding;
using codemod::BindingId;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

namespace {

/// Whether `@asynccontextmanager` is the only decorator of a function.
bool is_context_manager(Node function, const TransformContext& cx) {
  if (!function.parent().is(NodeKind::decorated_definition)) return false;
  std::vector<Node> decorators;
  for (const Node child : function.parent().named_children())
    if (child.is(NodeKind::decorator)) decorators.push_back(child);
  return decorators.size() == 1 && cx.model().refers_only_to(decorators.front().named_children().front(), "contextlib.asynccontextmanager");
}

/// Whether a function is given to an application as its `lifespan=`, here or, by its name, elsewhere.
bool is_lifespan(Node function, const TransformContext& cx) {
  const Node name = function.child(Field::name);
  if (name.text().ends_with("lifespan")) return true;
  const BindingId id = cx.model().binding_of(name);
  if (id == BindingId::none) return false;
  return std::ranges::any_of(cx.model().binding(id).uses, [](Node use) {
    const Node keyword = codemod::outermost_parentheses(use).parent();
    return keyword.is(NodeKind::keyword_argument) && keyword.child(Field::name).text() == "lifespan";
  });
}

/// The statements from the body of the function to the `yield`; none when it is not certain to happen once.
std::vector<Node> spine_of(Node function, Node yield) {
  if (!codemod::is_whole_statement(yield)) return {};
  std::vector<Node> spine{codemod::statement_of(yield)};
  while (true) {
    const Node block = spine.front().parent();
    const Node owner = block.parent();
    if (owner == function) return spine;
    const bool enters = owner.is_any(NodeKind::try_statement, NodeKind::with_statement) && block.field() == Field::body;
    if (!enters) return {};
    spine.insert(spine.begin(), owner);
  }
}

/// Whether one statement of the lifespan is all that calls the function.
bool is_called_once(Node function, const TransformContext& cx) {
  const Node name = function.child(Field::name);
  const BindingId id = cx.model().binding_of(name);
  if (id == BindingId::none) return false;
  const Binding& binding = cx.model().binding(id);
  if (binding.uses.size() != 1 || binding.definitions.size() != 1 || binding.declared_global) return false;
  if (cx.model().scope(binding.scope).kind == codemod::ScopeKind::class_) return false;
  return binding.scope != codemod::ScopeId::module || (!cx.facts().is_imported(name.text()) && !cx.model().is_exported(name.text()));
}

std::vector<LifespanCall> calls_of(Node function, const TransformContext& cx) {
  std::vector<LifespanCall> calls;
  for (const Node call : codemod::own_nodes(function.child(Field::body), NodeKind::call)) {
    const Node callee = codemod::callee_definition(cx.model(), call);
    if (!callee || !is_called_once(callee, cx)) continue;
    const Node await = codemod::await_of(call);
    if (codemod::is_async_function(callee) != static_cast<bool>(await)) continue;
    if (codemod::is_whole_statement(await ? await : call)) calls.push_back({codemod::statement_of(call), call, callee});
  }
  return calls;
}

}  // namespace

std::vector<Node> Lifespan::shutdown() const {
  std::vector<Node> statements;
  for (auto at = spine.rbegin(); at != spine.rend(); ++at) {
    if (const Node clause = at->child(NodeKind::finally_clause))
      for (const Node statement : clause.child(NodeKind::block).named_children()) statements.push_back(statement);
    for (const Node statement : at->parent().named_children())
      if (statement.begin() >= at->end()) statements.push_back(statement);
  }
  return statements;
}

const LifespanCall* Lifespan::call_of(Node function) const {
  const auto found = std::ranges::find(calls, function, &LifespanCall::callee);
  return found == calls.end() ? nullptr : &*found;
}

std::vector<Lifespan> find_lifespans(const TransformContext& cx) {
  std::vector<Lifespan> found;
  for (std::uint32_t index = 0; index < cx.model().scope_count(); ++index) {
    const codemod::Scope& scope = cx.model().scope(static_cast<codemod::ScopeId>(index));
    const Node function = scope.node;
    if (scope.kind != codemod::ScopeKind::function || !codemod::is_async_function(function)) continue;
    if (!is_context_manager(function, cx) || !is_lifespan(function, cx)) continue;
    const std::vector<Node> yields = codemod::own_nodes(function.child(Field::body), NodeKind::yield);
    if (yields.size() != 1) continue;
    std::vector<Node> spine = spine_of(function, yields.front());
    if (!spine.empty()) found.push_back({function, std::move(spine), calls_of(function, cx)});
  }
  return found;
}

}  // namespace asyncio2anyio

#include "transforms/api/main_call.h"

#include <algorithm>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/call_unpacking.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Reference;
using codemod::Safety;
using codemod::TransformContext;

namespace {

/// Whether a class of this file is called: its objects are no coroutines, or of a kind that nothing
/// is known of.
bool makes_object(Node call, const TransformContext& cx) {
  const codemod::BindingId id = cx.model().binding_of(call.child(Field::function));
  if (id == codemod::BindingId::none) return false;
  return cx.model().binding(id).definitions.front().kind == codemod::DefinitionKind::class_;
}

/// Whether an expression means something else inside a lambda: it suspends, yields or binds names.
bool cannot_be_postponed(Node expression, const TransformContext& cx) {
  const bool special = !codemod::own_nodes(expression, NodeKind::await).empty() ||
                       codemod::yields(expression) ||
                       !codemod::own_nodes(expression, NodeKind::named_expression).empty();
  // The names of a class body are hidden from functions in it.
  return special ||
         cx.model().scope(cx.model().scope_of(expression)).kind == codemod::ScopeKind::class_;
}

bool is_literal(Node value) {
  return value.is_any(NodeKind::integer, NodeKind::float_literal, NodeKind::string, NodeKind::none,
                      NodeKind::true_literal, NodeKind::false_literal, NodeKind::list,
                      NodeKind::tuple, NodeKind::dictionary, NodeKind::lambda,
                      NodeKind::generator_expression, NodeKind::list_comprehension);
}

bool has_keywords(Node call) {
  return std::ranges::any_of(codemod::arguments_of(call), [](Node argument) {
    return argument.is_any(NodeKind::keyword_argument, NodeKind::dictionary_splat);
  });
}

/// The call now happens in the loop: that is seen by a function that does more than make a
/// coroutine.
std::string judge_callee(Node call, Fix& fix, const TransformContext& cx) {
  if (makes_object(call, cx)) return "it is given an object of a class of this file";
  const Node function = codemod::callee_definition(cx.model(), call);
  if (!function || codemod::is_async_function(function)) return {};
  fix.at_least(Safety::unsafe);
  fix.title += ", which calls `" + std::string(call.child(Field::function).text()) +
               "` inside the event loop";
  return {};
}

/// Anything but a call becomes the body of a lambda.
std::string postpone(Node main, Fix& fix, const TransformContext& cx) {
  const Node inner = codemod::strip_parentheses(main);
  if (is_literal(inner)) return "it is given no coroutine";
  if (cannot_be_postponed(main, cx)) return "its argument cannot move into a lambda";
  for (const Node call : codemod::own_nodes(main, NodeKind::call))
    if (std::string refusal = judge_callee(call, fix, cx); !refusal.empty()) return refusal;
  fix.insert(main.begin(), "lambda: ");
  return {};
}

}  // namespace

std::string pass_main(Node argument, const Reference& reference, Fix& fix, const TransformContext& cx) {
  const Node main = codemod::strip_parentheses(argument);
  if (!main.is(NodeKind::call)) return postpone(argument, fix, cx);
  const std::string callee =
      cx.knowledge().canonical(cx.model().resolve(main.child(Field::function)).name);
  if (callee == "asyncio.gather")
    return "it fails with asyncio as well: `gather` needs a running loop";
  if (cx.knowledge().is_tracked(callee))
    return "what it runs is `" + callee + "`, not a coroutine function of the program";
  if (main != argument) return postpone(argument, fix, cx);
  if (std::string refusal = judge_callee(main, fix, cx); !refusal.empty()) return refusal;
  if (!has_keywords(main)) {
    spread_call(fix, main);
    return {};
  }
  const auto partial =
      cx.need_import(fix, reference.node, reference.root, "functools", "partial");
  if (!partial) return std::string(kShadowed);
  wrap_call(fix, main, *partial);
  return {};
}

}  // namespace asyncio2anyio

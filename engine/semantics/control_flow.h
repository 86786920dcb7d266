#pragma once

#include <vector>

#include "engine/semantics/semantic_model.h"

namespace codemod {

/// The only function definition behind a binding; null when it is bound in any other way, or decorated.
[[nodiscard]] Node only_function(const SemanticModel& model, BindingId id);

/// The function of this file that a call certainly calls: a module-level or nested function by its only
/// name, or a method through `self`; null when another one may be meant. Decorated functions
/// are not what their definition says, so they give null.
[[nodiscard]] Node callee_definition(const SemanticModel& model, Node call);

/// The nodes of `kind` in a region, those inside nested functions, lambdas and classes left out.
[[nodiscard]] std::vector<Node> own_nodes(Node region, NodeKind kind);
/// Whether a region suspends: `await`, `async for`, `async with`, asynchronous comprehension.
[[nodiscard]] bool suspends(Node region);
/// Whether a region holds a `yield` of its own.
[[nodiscard]] bool yields(Node region);
/// Whether the region suspends in code that runs while a cancellation passes: a `finally`, or a handler
/// that catches everything or whose exceptions are `is_cancellation`'s.
template <class Predicate>
[[nodiscard]] bool suspends_in_cleanup(Node region, const Predicate& is_cancellation) {
  for (const Node clause : own_nodes(region, NodeKind::finally_clause))
    if (suspends(clause)) return true;
  for (const Node clause : own_nodes(region, NodeKind::except_clause))
    if (is_cancellation(clause) && suspends(clause)) return true;
  return false;
}

/// The expression that an except clause names (`E` of `except E as e`); null for a bare one.
[[nodiscard]] Node caught_expression(Node except_clause);
/// The exceptions that an except clause names, the members of a tuple one by one.
[[nodiscard]] std::vector<Node> caught_exceptions(Node except_clause);

/// The `try` statements of the same function whose body holds `node`, innermost first.
[[nodiscard]] std::vector<Node> tries_around(Node node);

/// Whether evaluating an expression can have no effect and read nothing that another part of its statement
/// changes: constants, names, attribute chains, and arithmetic of these.
[[nodiscard]] bool is_pure(Node expression);
/// The same for everything that a call computes before it calls: callee and arguments.
[[nodiscard]] bool is_pure_call(Node call);

}  // namespace codemod

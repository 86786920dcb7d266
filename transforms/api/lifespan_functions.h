#pragma once

#include <vector>

#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// A statement of a lifespan that calls a function of this file, which nothing else calls.
struct LifespanCall {
  codemod::Node statement;
  codemod::Node call;
  codemod::Node callee;
};

/// An async context manager that an application enters when it starts and leaves when it stops.
struct Lifespan {
  codemod::Node function;
  std::vector<codemod::Node> spine;  ///< The statements around the `yield`, outermost first; the `yield` itself is last.
  std::vector<LifespanCall> calls;

  [[nodiscard]] codemod::Node yield() const { return spine.back(); }
  [[nodiscard]] bool starts(codemod::Node node) const { return node.end() <= yield().begin(); }
  /// What runs when the application stops, in that order: what stands behind the `yield`, and every `finally` around it.
  [[nodiscard]] std::vector<codemod::Node> shutdown() const;
  /// The call that leads from the lifespan to a function; null when none does.
  [[nodiscard]] const LifespanCall* call_of(codemod::Node function) const;
};

/// The lifespans of a file whose one `yield` certainly happens when the application has started.
[[nodiscard]] std::vector<Lifespan> find_lifespans(const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

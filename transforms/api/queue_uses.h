#pragma once

#include "transforms/api/queue_ends.h"

namespace asyncio2anyio {

/// What the uses of one queue are rewritten with.
struct QueueUses {
  const codemod::TrackedObject& queue;
  const QueueParameters& parameters;
  EndNames names;
  std::string bound;       ///< The size of the queue; empty when there is no certain bound.
  bool is_joined = false;  ///< Somebody waits until all work is done.
};

/// Adds to `fix` what one use of a queue becomes, or says why it cannot.
[[nodiscard]] std::optional<Obstacle> rewrite_queue_use(const QueueUses& uses,
                                                        const codemod::ObjectUse& use,
                                                        codemod::Fix& fix,
                                                        const codemod::TransformContext& cx);

/// Adds to `fix` what makes the queue's holder, at `node`, name one end of it; parameters keep
/// their names.
void name_end(const QueueUses& uses, codemod::Node node, Ends end, codemod::Fix& fix,
              const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

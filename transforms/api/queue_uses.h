#pragma once

#include "transforms/api/queue_holders.h"

namespace asyncio2anyio {

/// What the uses of one queue are rewritten with.
struct QueueUses {
  const codemod::TrackedObject& queue;
  const QueueHolders& holders;
  std::string bound;       ///< The size of the queue; empty when there is no certain bound.
  bool is_joined = false;  ///< Somebody waits until all work is done.
};

/// Adds to `fix` what one use of a queue becomes, or says why it cannot.
[[nodiscard]] std::optional<Obstacle> rewrite_queue_use(const QueueUses& uses,
                                                        const codemod::ObjectUse& use,
                                                        codemod::Fix& fix,
                                                        const codemod::TransformContext& cx);

/// Adds to `fix` what an expression becomes that hands the queue on, or compares it.
[[nodiscard]] std::optional<Obstacle> rewrite_queue_mention(const QueueUses& uses,
                                                            const codemod::ObjectMention& mention,
                                                            codemod::Fix& fix);

}  // namespace asyncio2anyio

#pragma once

#include <list>
#include <vector>

#include "transforms/api/object_groups.h"

namespace asyncio2anyio {

/// Queues that some holder cannot tell apart, such as a parameter that is given each of them.
struct JoinedQueue {
  codemod::TrackedObject all;  ///< What is known of any of them, as of one object.
  Objects members;
};

/// The queues of a file, joined where they share a holder.
[[nodiscard]] std::list<JoinedQueue> joined_queues(const codemod::TransformContext& cx);

/// Those of a group that only moves together: some exception may come from each of them.
[[nodiscard]] std::vector<std::vector<const JoinedQueue*>> queue_groups(const std::list<JoinedQueue>& queues,
                                                                        const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

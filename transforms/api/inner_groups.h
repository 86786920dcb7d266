#pragma once

#include <string>
#include <vector>

#include "engine/edit/fix.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/task_region.h"

namespace asyncio2anyio {

/// A task group that is opened among the statements of a region.
struct InnerGroup {
  codemod::Node statement;  ///< Null where there is none.
  codemod::Node name;       ///< What holds it.
};

/// The group among the statements of a region that a group around all of them can stand for: behind it, the region only awaits
/// tasks of `variables`, so that nobody sees whether its tasks have ended there.
[[nodiscard]] InnerGroup inner_group_of(const TaskRegion& region, const std::vector<codemod::BindingId>& variables,
                                        const codemod::Reference& reference, codemod::TransformContext& cx);

/// Takes the header of such a group away. Its lines are on their level already once the region has moved into a block, so their
/// indentation goes from `moves`, the edits that move the region.
void open_inner_group(const InnerGroup& inner, codemod::Fix& fix, std::vector<codemod::Edit>& moves);

}  // namespace asyncio2anyio

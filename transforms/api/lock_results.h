#pragma once

#include <vector>

#include "engine/edit/fix.h"
#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// Whether nobody sees what awaiting the coroutine of `call` gives: it is awaited as a statement, alone or
/// through `asyncio.wait_for` and the like, or runs in a task whose result nobody reads.
[[nodiscard]] bool is_result_unseen(codemod::Node call, const codemod::TransformContext& cx);

/// Edits that put `lines` before the statement that reads `expression`, and `value` in its place; none where it
/// is not a whole condition, right side, or returned value.
[[nodiscard]] std::vector<codemod::Edit> read_instead(codemod::Node expression, const std::vector<std::string>& lines,
                                                      const std::string& value);

/// Edits that await in a statement of its own and put `True` where the result was read; none where the
/// `await` is not a whole condition, right side, or returned value.
[[nodiscard]] std::vector<codemod::Edit> read_true_instead(codemod::Node await);

}  // namespace asyncio2anyio

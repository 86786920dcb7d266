#pragma once

#include <optional>

#include "engine/transform/transform_context.h"
#include "transforms/api/task_region.h"

namespace asyncio2anyio {

/// Why a coroutine would end in another way when a scope of anyio, which cancels every further await, cancels it instead
/// of its task, as far as functions of this file show: it awaits while its cancellation passes, or goes on after it.
[[nodiscard]] std::optional<TaskObstacle> obstacle_to_scope(codemod::Node coroutine, const codemod::TransformContext& cx);

/// Whether nothing but a cancellation can leave a coroutine: what may fail in its function stands in a `try` that catches
/// every `Exception`, and the rest only sleeps and logs. It awaits nothing but sleeps.
[[nodiscard]] bool cannot_fail(codemod::Node coroutine, const codemod::TransformContext& cx);

/// Whether a statement certainly raises nothing and suspends nothing: it logs, assigns names and constants, or declares.
[[nodiscard]] bool is_harmless(codemod::Node statement, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

#pragma once

#include <string>

#include "engine/edit/safety.h"
#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// Whether an except clause can catch a cancellation: bare, `BaseException` or `CancelledError`.
[[nodiscard]] bool catches_cancellation(codemod::Node except_clause, const codemod::TransformContext& cx);

/// How exactly a cancel scope of anyio keeps what a timeout of asyncio does to the code in `region`, as far as
/// the functions of this file that it calls show: `unsafe` when some of it awaits while a cancellation passes, or
/// swallows one, because anyio cancels every further await (level instead of edge cancellation).
[[nodiscard]] codemod::Safety timeout_safety(codemod::Node region, const codemod::TransformContext& cx);

/// Whether a scope may stay open across the `yield`s of a region: there are none, or the function is a context
/// manager by decorator.
[[nodiscard]] bool may_hold_scope(codemod::Node region, const codemod::TransformContext& cx);

inline constexpr std::string_view kUnsafeCleanup =
    ", whose cancellation also reaches awaits in cleanup code (shield them)";

}  // namespace asyncio2anyio

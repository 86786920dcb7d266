#pragma once

#include <string>
#include <string_view>

#include "engine/edit/fix.h"
#include "engine/syntax/node.h"
#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// What the title of a fix ends with that changes the class of the exception that somebody may see.
inline constexpr std::string_view kOtherTimeoutClass = ", which raises another class than `asyncio.TimeoutError` below Python 3.11";

/// Whether `asyncio.TimeoutError` and the `TimeoutError` that anyio raises are two classes on a Python that the
/// result must run on (they are one since 3.11).
[[nodiscard]] bool has_two_timeout_classes(const codemod::TransformContext& cx);

/// Prepares `fix`, which makes `site` raise the builtin `TimeoutError` where it raised `asyncio.TimeoutError`, for a
/// Python on which these are two classes: every handler of the same function that caught the one names both. `awaited` is
/// what can be interrupted. Raises the level unless the exception provably ends in this function as it did, and
/// nothing else can end there. Returns why the site must stay; empty when it may move.
[[nodiscard]] std::string adapt_timeout_handlers(codemod::Fix& fix, codemod::Node site, codemod::Node awaited,
                                                 const codemod::TransformContext& cx);

/// Makes a list of exceptions (in an `except` clause, `isinstance`, `contextlib.suppress`, `pytest.raises`) that
/// names `asyncio.TimeoutError` at `name` match the builtin as well. False where it is no such list; nothing to do
/// where the builtin is named already.
[[nodiscard]] bool add_builtin_timeout(codemod::Fix& fix, codemod::Node name, const codemod::TransformContext& cx);

/// Whether the list of exceptions around `name` matches the builtin already.
[[nodiscard]] bool names_builtin_timeout(codemod::Node name, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

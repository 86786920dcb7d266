#pragma once

#include <string>
#include <string_view>

#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// Why what starts a loop stays in a file with `nest_asyncio`, and what to do about it.
inline constexpr std::string_view kNested = "`nest_asyncio` lets it run inside a running loop, which `anyio.run` does not";
inline constexpr std::string_view kUnnest = "start async code once, at the top, and take `nest_asyncio` out";

/// Why a loop is not certainly the one that runs the code which uses it; empty when it is.
[[nodiscard]] std::string doubt_of_running_loop(const codemod::TrackedObject& loop, const codemod::TransformContext& cx);

/// Whether nothing holds the loop: `asyncio.get_running_loop().time()`.
[[nodiscard]] bool is_used_directly(const codemod::TrackedObject& loop);

/// What is done with a loop that is not asked for a member.
[[nodiscard]] std::string describe_loop_value(const codemod::ObjectUse& use);

/// A safe fix that replaces `loop.member` by a dotted name of anyio; no edits when `anyio` is not to be had. Unsafe where
/// a test replaces the function that gives the loop.
[[nodiscard]] codemod::Fix replace_member(const codemod::TrackedObject& loop, const codemod::ObjectUse& use,
                                          std::string_view member, const codemod::TransformContext& cx);

/// Whether this file uses `nest_asyncio`, which lets `asyncio.run` and `run_until_complete` work inside a running loop.
[[nodiscard]] bool nests_loops(const codemod::TransformContext& cx);

/// Whether code at `node` runs only while a loop does: in a coroutine function, nested functions not counted.
[[nodiscard]] bool in_async_function(codemod::Node node, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

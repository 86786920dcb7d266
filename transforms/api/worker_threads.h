#pragma once

#include <string_view>

#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

inline constexpr std::string_view kRunSync = "to_thread.run_sync";

/// With it a worker thread is left behind when its awaiter is cancelled, as asyncio does always.
inline constexpr std::string_view kAbandon = "abandon_on_cancel=True";

/// What each call of `anyio.to_thread.run_sync` that takes the place of asyncio's default executor depends on: the
/// argument `abandon_on_cancel`, and that no file given sets another default executor.
void note_worker_thread(codemod::Fix& fix, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

#pragma once

#include <optional>

#include "transforms/api/stream_flow.h"

namespace asyncio2anyio {

/// Adds to `fix` what one use of a reader becomes once it is a `BufferedByteReceiveStream`, or one of a writer that
/// becomes the stream itself; or says why it cannot.
[[nodiscard]] std::optional<Obstacle> rewrite_stream_use(const StreamFlow& flow, const StreamUse& use,
                                                         codemod::Fix& fix, codemod::TransformContext& cx);

/// Whether a use of a reader works on the stream itself, without the buffer of `BufferedByteReceiveStream`.
[[nodiscard]] bool needs_no_buffer(const StreamUse& use);

/// The statement that an expression is; null when it is part of one.
[[nodiscard]] codemod::Node own_statement(codemod::Node expression);

}  // namespace asyncio2anyio

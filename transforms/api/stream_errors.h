#pragma once

#include <vector>

#include "transforms/api/stream_flow.h"

namespace asyncio2anyio {

/// Makes the handlers (`except`, `suppress`) around what is done with streams see what streams of anyio raise: those
/// for errors of connections and incomplete reads, in the functions of the file that lead there. `opened` are the
/// calls that open a connection. Gives the first handler that cannot be told apart.
[[nodiscard]] std::optional<Obstacle> rewrite_stream_errors(const StreamFlow& flow, const std::vector<codemod::Node>& opened,
                                                            codemod::Fix& fix, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

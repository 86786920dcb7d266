#pragma once

#include "transforms/api/queue_ends.h"

namespace asyncio2anyio {

/// Adds to `fix` what makes one of the queue's constructors a pair of streams, the annotation of
/// its assignment included; says what it cannot express.
[[nodiscard]] std::optional<Obstacle> rewrite_queue_constructor(
    const codemod::TrackedObject& queue, std::size_t number, const EndNames& names,
    codemod::Fix& fix, const codemod::TransformContext& cx);

/// Adds to `fix` a second declaration for one without a constructor: `queue = None`, or an
/// annotation alone.
[[nodiscard]] std::optional<Obstacle> split_declaration(codemod::Node assignment,
                                                        const EndNames& names, codemod::Fix& fix,
                                                        const codemod::TransformContext& cx);

/// Adds to `fix` what makes the annotation of a parameter name one end.
[[nodiscard]] std::optional<Obstacle> retype_parameter(codemod::Node type, Ends end,
                                                       codemod::Fix& fix,
                                                       const codemod::TransformContext& cx);

/// The number of items that a bounded queue holds, as text that can be repeated; empty when it is
/// not certain that there is a bound.
[[nodiscard]] std::string bound_of(const codemod::TrackedObject& queue,
                                   const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

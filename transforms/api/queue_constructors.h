#pragma once

#include "transforms/api/queue_holders.h"

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

/// Adds to `fix` what makes a type, or what is inside of it, name one end.
[[nodiscard]] std::optional<Obstacle> retype_end(codemod::Node type, Ends end, codemod::Fix& fix,
                                                 const codemod::TransformContext& cx);

/// Adds to `fix` what makes a parameter two, one for each end; `type` is null where it has none.
[[nodiscard]] std::optional<Obstacle> split_parameter(codemod::Node name, codemod::Node type,
                                                      const EndNames& names, codemod::Fix& fix,
                                                      const codemod::TransformContext& cx);

/// What stands between two items of a list, the second of which is written behind `item`: a line break where `item` has a line of its own.
[[nodiscard]] std::string separator_behind(codemod::Node item);

/// The number of items that a bounded queue holds, as text that can be repeated; empty when it is
/// not certain that there is a bound.
[[nodiscard]] std::string bound_of(const codemod::TrackedObject& queue,
                                   const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

#pragma once

#include <string>

#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// Gives `anyio.run` a function and its arguments for the coroutine that stands as `argument` in its call: a
/// call is taken apart, anything else becomes the body of a lambda. `reference` tells where imports go. Gives the
/// reason when that is not possible.
[[nodiscard]] std::string pass_main(codemod::Node argument, const codemod::Reference& reference, codemod::Fix& fix,
                                    const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

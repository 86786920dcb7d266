#pragma once

#include <string>

#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// Turns `with asyncio.Runner() as runner:` around one `runner.run(main())` into `anyio.run(main)`. Gives
/// the reason when the runner does more than that.
[[nodiscard]] std::string rewrite_runner(const codemod::Reference& reference, codemod::Fix& fix,
                                         const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

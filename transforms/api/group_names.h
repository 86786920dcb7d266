#pragma once

#include <string>
#include <string_view>

#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// A name that new code in `region`, statements of one function, can bind without anyone noticing: `preferred`, else `second`,
/// `second_1`, …. Blocks elsewhere in the function that bind a name for themselves by `with … as` do not take it.
[[nodiscard]] std::string free_name(codemod::Node function, codemod::TextRange region, std::string_view preferred,
                                    std::string_view second, const codemod::TransformContext& cx);

/// The name of one of several: `task` of `tasks`, and `task` too where the name is no plural.
[[nodiscard]] std::string singular(std::string_view name);

}  // namespace asyncio2anyio

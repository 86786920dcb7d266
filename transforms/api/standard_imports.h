#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// `TransformContext::need_import` for a member of the standard library that new code at `at` needs. In the block that
/// imports `neighbour` it goes beside another import of the standard library where there is one, else in front of all
/// imports with a blank line behind it.
[[nodiscard]] std::optional<std::string> need_standard(codemod::Fix& fix, codemod::Node at, codemod::BindingId neighbour,
                                                       std::string_view module, std::string_view member,
                                                       const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

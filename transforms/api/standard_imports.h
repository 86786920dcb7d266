#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// Whether a dotted name belongs to a module of the standard library that is there on every platform.
[[nodiscard]] bool is_standard_module(std::string_view dotted);

/// `TransformContext::need_import` for a member of the standard library that new code at `at` needs. In the block that
/// imports `neighbour` it goes beside another import of the standard library where there is one, else in front of all
/// imports with a blank line behind it.
[[nodiscard]] std::optional<std::string> need_standard(codemod::Fix& fix, codemod::Node at, codemod::BindingId neighbour,
                                                       std::string_view module, std::string_view member,
                                                       const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

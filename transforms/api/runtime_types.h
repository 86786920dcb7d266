#pragma once

#include <optional>
#include <string>

#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// Whether the module says `from __future__ import annotations`.
[[nodiscard]] bool postpones_annotations(const codemod::SemanticModel& model);

/// Whether a type can certainly be evaluated at run time: names that exist then, in forms that the
/// target's Python allows.
[[nodiscard]] bool is_runtime_type(codemod::Node type, const codemod::TransformContext& cx);

/// How to write infinity at `at`: `math.inf`, with the import that it needs.
[[nodiscard]] std::optional<std::string> infinity_at(codemod::Node at, codemod::BindingId root,
                                                     codemod::Fix& fix,
                                                     const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

#pragma once

#include <string_view>

#include "engine/semantics/semantic_model.h"
#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// Whether a name stands where only its length or its truth is asked for.
[[nodiscard]] bool is_looked_at(codemod::Node use, const codemod::TransformContext& cx);

/// Whether a name stands where its items are read one by one.
[[nodiscard]] bool is_iterated(codemod::Node use, const codemod::TransformContext& cx);

/// Whether only one of two places is reached, because they stand in different branches of one `if` statement.
[[nodiscard]] bool are_exclusive(codemod::Node a, codemod::Node b);

/// Whether a condition asks whether the variable `name` holds anything, or anything but `None`.
[[nodiscard]] bool asks_for(codemod::Node condition, std::string_view name);

/// What a comprehension `x for x in values`, perhaps with `if x` or `if x is not None`, goes through; null for other ones.
[[nodiscard]] codemod::Node filtered_values(codemod::Node comprehension);

/// The variable `x` of `x.values()`; null for other calls.
[[nodiscard]] codemod::Node mapping_of_values(codemod::Node call);

/// What a definition assigns to its name, also by `a, b = x, y` and `(a := x)`; null for other ones.
[[nodiscard]] codemod::Node assigned_value(const codemod::Definition& definition);

}  // namespace asyncio2anyio

#pragma once

#include <string>

#include "engine/edit/fix.h"
#include "engine/semantics/semantic_model.h"

namespace asyncio2anyio {

/// Rewrites the code around an expression that is always true or always false: `not`, `and` and `or` are worked out,
/// conditional expressions and statements become their live branch, `skipif` decorators that never skip go; what only
/// reads the value gets a literal. Statements behind a branch that now always leaves the block go as well. Gives the
/// reason when that is not possible.
[[nodiscard]] std::string fold_condition(codemod::Node expression, bool value, const codemod::SemanticModel& model,
                                         codemod::Fix& fix);

}  // namespace asyncio2anyio

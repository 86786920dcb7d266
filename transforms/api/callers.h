#pragma once

#include <functional>
#include <optional>
#include <string>

#include "transforms/api/object_groups.h"

namespace asyncio2anyio {

/// Goes through everything that is done with the name of a function (for a method: with any attribute of that
/// name): the first place for which `is_known` says false is the obstacle, with `reason`. So is an import of the
/// function by another file, and a name that is not followed.
[[nodiscard]] std::optional<Obstacle> check_callers(codemod::Node function, const std::string& reason,
                                                    const std::function<bool(codemod::Node)>& is_known,
                                                    const codemod::TransformContext& cx);

/// The function definition behind the only binding of a parameter; null when the parameter has a default or is
/// bound in another way as well.
[[nodiscard]] codemod::Node function_of_parameter(codemod::BindingId parameter, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

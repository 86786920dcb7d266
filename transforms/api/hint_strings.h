#pragma once

#include <string>
#include <vector>

#include "engine/edit/fix.h"
#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// Whether a reference is a string that a type checker reads as an annotation.
[[nodiscard]] bool is_hint_string(const codemod::Reference& reference,
                                  const codemod::TransformContext& cx);

/// Whether a name stands where a type is meant: in an annotation, or among the parameters of a
/// generic type
/// (`Handler = Callable[[], asyncio.coroutine]`).
[[nodiscard]] bool is_hint(codemod::Node node);

/// The import behind the first name of a string that leads to `canonical`; none when there is none.
[[nodiscard]] codemod::BindingId root_in_string(codemod::Node string, std::string_view canonical,
                                                const codemod::TransformContext& cx);

/// Replaces each dotted name of a string that leads to `canonical`; false when the string spells it
/// in another way.
[[nodiscard]] bool replace_in_string(codemod::Fix& fix, codemod::Node string,
                                     std::string_view canonical, const std::string& text,
                                     const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

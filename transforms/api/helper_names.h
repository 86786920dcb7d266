#pragma once

#include <string>
#include <string_view>

#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// The reference for whose sake a helper function is defined.
struct HelperPlace {
  codemod::Node node;
  codemod::BindingId root = codemod::BindingId::none;  ///< The import behind it.
};

/// Replaces every occurrence of `what`.
void replace_word(std::string& text, std::string_view what, std::string_view with);

/// Fills the name under which the text of a helper can use a module (or its member) in for `{module}`
/// (`{member}`); false when there is none. Text without that slot asks for nothing.
[[nodiscard]] bool fill_name(std::string& text, std::string_view module, std::string_view member, codemod::Fix& fix,
                             HelperPlace place, const codemod::TransformContext& cx);

/// The same for `ExceptionGroup` or `BaseExceptionGroup`, which are built in since Python 3.11; before, anyio brings a package
/// that has them.
[[nodiscard]] bool fill_exception_group(std::string& text, std::string_view name, codemod::Fix& fix, HelperPlace place,
                                        const codemod::TransformContext& cx);

/// Whether the module binds a name that the text of a helper takes for a builtin.
[[nodiscard]] bool shadows_builtin(std::string_view text, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

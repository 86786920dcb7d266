#pragma once

#include <string>
#include <string_view>

#include "engine/edit/fix.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/test_module.h"

namespace asyncio2anyio {

/// The name under which the module imports `pytest.fixture` itself, for code in the block `home`;
/// empty when it does not.
[[nodiscard]] std::string imported_fixture(const codemod::SemanticModel& model,
                                           codemod::Node home);

/// Has the module define an `anyio_backend` that chooses asyncio, next to the import behind `root`;
/// false when it cannot.
[[nodiscard]] bool define_backend(codemod::Fix& fix, TestScope scope, codemod::Node at,
                                  codemod::BindingId root, codemod::TransformContext& cx);

/// Proposes to define it for the tests of other files.
void define_backend_for_others(TestScope scope, codemod::Safety level,
                               codemod::TransformContext& cx);

}  // namespace asyncio2anyio

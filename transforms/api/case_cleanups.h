#pragma once

#include "transforms/api/case_class.h"

namespace asyncio2anyio {

/// Whether what an expression stands for is certainly no coroutine function: `unittest` awaits the
/// cleanups that are.
[[nodiscard]] bool is_plain_cleanup(const codemod::SemanticModel& model, const TestCaseClass& of,
                                    codemod::Node function);

}  // namespace asyncio2anyio

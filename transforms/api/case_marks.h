#pragma once

#include <cstddef>

#include "transforms/api/case_class.h"
#include "transforms/api/case_draft.h"

namespace asyncio2anyio {

/// Rewrites the decorators of the class and its methods for pytest, and says what they keep it for.
void rewrite_case_marks(const codemod::SemanticModel& model, const TestCaseClass& of,
                        CaseDraft& draft);

}  // namespace asyncio2anyio

#pragma once

#include <string>
#include <string_view>

#include "transforms/api/case_class.h"
#include "transforms/api/case_draft.h"

namespace asyncio2anyio {

/// Rewrites a class of async test cases to a plain one that pytest collects and anyio's plugin
/// runs, or says what keeps it: all of it, or nothing.
void rewrite_test_case(const codemod::SemanticModel& model, const TestCaseClass& of,
                       CaseDraft& draft);

}  // namespace asyncio2anyio

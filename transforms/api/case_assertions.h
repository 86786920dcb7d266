#pragma once

#include "transforms/api/case_class.h"
#include "transforms/api/case_draft.h"

namespace asyncio2anyio {

/// Rewrites a use of an assertion of `unittest`, `self.assertEqual(a, b)`, to an `assert` statement
/// or to what pytest has for it, and says why it keeps the class when there is none of the same
/// outcome.
void rewrite_assertion(const codemod::SemanticModel& model, const CaseUse& use, CaseDraft& draft);

}  // namespace asyncio2anyio

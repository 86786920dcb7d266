#pragma once

#include "transforms/api/case_class.h"
#include "transforms/api/case_draft.h"

namespace asyncio2anyio {

/// Rewrites what prepares the tests of a class and cleans up behind them, with the cleanups that
/// tests and set-ups register, to methods and fixtures that pytest runs in the same order.
void rewrite_case_fixtures(const codemod::SemanticModel& model, const TestCaseClass& of,
                           CaseDraft& draft);

/// The statement `super().setUp()`, or `await super().asyncSetUp()`, that a use of `super` in the
/// method of that name is: the method of `unittest` does nothing. Null for other uses.
[[nodiscard]] codemod::Node call_of_empty_base(codemod::Node super, codemod::Node method);

}  // namespace asyncio2anyio

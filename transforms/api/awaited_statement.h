#pragma once

#include <string>

#include "engine/edit/fix.h"
#include "engine/syntax/node.h"

namespace asyncio2anyio {

/// The statement of which `await` is all that it computes: an expression statement, an assignment or a `return`; null
/// for others.
[[nodiscard]] codemod::Node statement_that_awaits(codemod::Node await);

/// The assignment that gives what an awaited call gives to one variable (`x = await call()`); null when the call is
/// part of something larger.
[[nodiscard]] codemod::Node variable_assignment(codemod::Node call);

/// Removes the call around `operand` and everything else of its text, and moves the statement into a block under
/// `header` unless that is empty. Lines that stand one level in already, because the operand had lines of its own, stay.
/// False when a comment would be lost.
[[nodiscard]] bool unwrap_into_block(codemod::Fix& fix, codemod::Node statement, codemod::Node call, codemod::Node operand,
                                     const std::string& header);

}  // namespace asyncio2anyio

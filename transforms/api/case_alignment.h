#pragma once

#include "engine/source/text_range.h"
#include "engine/syntax/node.h"
#include "transforms/api/case_draft.h"

namespace asyncio2anyio {

/// Moves the lines behind the first of a text that moves by `shift` columns, as far as they stand
/// as far in as its beginning: those are aligned with something in it. Gives the shift of the last
/// line.
int shift_aligned_lines(codemod::Node call, codemod::TextRange range, int shift, CaseDraft& draft);

}  // namespace asyncio2anyio

#pragma once

#include "engine/run/rewrite_all.h"
#include "transforms/api/anyio_guards.h"
#include "transforms/api/test_notes.h"

namespace asyncio2anyio {

/// Every transform of this folder in pipeline order, and the asyncio knowledge they share, with what the user
/// told about flags of the program.
[[nodiscard]] codemod::Pipeline make_pipeline(KnownFlags flags = {},
                                              TestReading reading = TestReading::of_marked);

}  // namespace asyncio2anyio

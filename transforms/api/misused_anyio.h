#pragma once

#include <string_view>
#include <vector>

#include "engine/semantics/object_table.h"
#include "engine/transform/knowledge.h"

namespace asyncio2anyio {

/// Uses of anyio and asyncio that cannot work, as they are left behind by replacing one word by the other:
/// - names of asyncio that anyio does not have count as what they were (`anyio.create_task` is named
///   `asyncio.create_task`), and so do names of anyio that are called as those of asyncio are
///   (`anyio.run(main())`, `anyio.gather(…, return_exceptions=True)`, `anyio.to_thread(f)`);
/// - names that no release has, or not the target's, keep their name (`anyio.amap`);
/// - a module that is used and never imported is named by itself (`asyncio`, `anyio`);
/// - `clear()` of an `anyio.Event` is named `anyio.Event.clear`.
[[nodiscard]] std::vector<codemod::AdjacentReference> find_misused_anyio(const codemod::SemanticModel& model,
                                                                         const codemod::Targets& targets);

/// The events of anyio of a file that are cleared, with all their uses.
[[nodiscard]] codemod::ObjectTable anyio_events(const codemod::SemanticModel& model);

/// Whether a text may hold any of it, found without parsing.
[[nodiscard]] bool may_misuse_anyio(std::string_view text);

/// The name of asyncio that `anyio.X` must have been, when anyio never had that `X`; else empty.
[[nodiscard]] std::string meant_asyncio_name(std::string_view qualified);

}  // namespace asyncio2anyio

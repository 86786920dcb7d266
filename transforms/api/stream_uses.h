#pragma once

#include <optional>
#include <string>

#include "transforms/api/object_groups.h"

namespace asyncio2anyio {

/// Adds to `fix` what one use of a stream reader becomes once it is a `BufferedByteReceiveStream`,
/// or says why it cannot. `anyio` is the name of the module there.
[[nodiscard]] std::optional<Obstacle> rewrite_reader_use(const codemod::ObjectUse& use,
                                                         const std::string& anyio,
                                                         codemod::Fix& fix,
                                                         const codemod::TransformContext& cx);

/// The same for a stream writer that becomes the stream itself.
[[nodiscard]] std::optional<Obstacle> rewrite_writer_use(const codemod::ObjectUse& use,
                                                         codemod::Fix& fix,
                                                         const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

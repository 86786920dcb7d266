#pragma once

#include <optional>
#include <string>

#include "transforms/api/helper_names.h"

namespace asyncio2anyio {

/// Functions that the rewritten module defines for what streams of anyio do in another way.
enum class StreamHelper : std::uint8_t {
  read,         ///< `read(n)`, which gives nothing at the end.
  read_all,     ///< `read()`.
  read_line,    ///< `readline()`, which gives what is left at the end.
  read_lines,   ///< `async for line in reader`.
  communicate,  ///< `process.communicate()`.
  isolated,     ///< A handler of connections that ends only its own when it fails.
};

/// The name of the helper, which `fix` defines unless the module has it; nothing when a name that its text needs is
/// taken.
[[nodiscard]] std::optional<std::string> need_stream_helper(codemod::Fix& fix, StreamHelper helper, HelperPlace place,
                                                            codemod::TransformContext& cx);

}  // namespace asyncio2anyio

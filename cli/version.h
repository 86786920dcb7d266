#pragma once

#include <string_view>

namespace asyncio2anyio {

/// The project's version, as the build states it.
inline constexpr std::string_view kToolVersion = A2A_VERSION;

}  // namespace asyncio2anyio

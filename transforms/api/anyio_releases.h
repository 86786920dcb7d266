#pragma once

#include <string_view>

#include "engine/support/version.h"

namespace asyncio2anyio {

/// A public name of the package `anyio` itself, and the releases that have it.
struct AnyioName {
  std::string_view name;
  codemod::Version since;  ///< The first release that has it; 3.0 for all that are as old or older.
  codemod::Version until;  ///< The first release without it; 0.0 when the newest one has it.
};

/// The row of that name; null when no release of anyio, up to the newest supported one, ever had it.
[[nodiscard]] const AnyioName* find_anyio_name(std::string_view name);

/// What a name that anyio dropped is called today, without `anyio.`; empty when it is not a matter of the
/// name alone.
[[nodiscard]] std::string_view modern_anyio_name(std::string_view dropped);

}  // namespace asyncio2anyio

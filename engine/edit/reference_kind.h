#pragma once

#include <cstdint>

namespace codemod {

/// How a reference was found: `name` resolves to a tracked module or to something
/// imported from it; `method` is called on an object known to come from it; `adjacent`
/// is related API that the knowledge tables list.
enum class ReferenceKind : std::uint8_t { name, method, adjacent };

}  // namespace codemod

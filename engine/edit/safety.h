#pragma once

#include <cstdint>

namespace codemod {

/// How much a fix promises, from most to least; compare with `<` and take the
/// `std::max` of parts. `safe`: same behaviour for every input, applied by default.
/// `unsafe`: valid, but behaviour differs in a way the docs name, applied on request.
/// `advice`: there is no edit, only what a person can do.
enum class Safety : std::uint8_t { safe, unsafe, advice };

}  // namespace codemod

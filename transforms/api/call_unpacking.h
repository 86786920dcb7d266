#pragma once

#include <string_view>

#include "engine/edit/fix.h"
#include "engine/syntax/node.h"

namespace asyncio2anyio {

/// Turns `f(a, b)`, an argument of another call, into the arguments `f, a, b` of that call. The
/// arguments keep their text, their comments and their lines; those that had lines of their own
/// move to where `f` stands. `call` has no keyword arguments.
void spread_call(codemod::Fix& fix, codemod::Node call);

/// Turns `f(a, k=1)` into `wrapper(f, a, k=1)`. `call` has arguments.
void wrap_call(codemod::Fix& fix, codemod::Node call, std::string_view wrapper);

}  // namespace asyncio2anyio

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/edit/fix.h"
#include "engine/syntax/node.h"

namespace asyncio2anyio {

/// Deletes one of several arguments together with the comma that separates it from the next (for the last: from the
/// one before). Comments stay.
void remove_argument(codemod::Fix& fix, codemod::Node argument);

/// Adds an argument behind `last`, the last one that stays: on its own line where the call has one argument per line, and
/// before the comma that may close the list. `closing` ends the text of `last` itself, such as a parenthesis.
void append_argument(codemod::Fix& fix, codemod::Node last, std::string_view text, std::string_view closing = {});

/// The blanks before `node` on its line; nothing when other code stands there.
[[nodiscard]] bool begins_line(codemod::Node node);
[[nodiscard]] std::string indentation_of(codemod::Node node);

/// The parenthesis that closes the list in which an argument stands.
[[nodiscard]] codemod::Node closing_parenthesis(codemod::Node argument);

}  // namespace asyncio2anyio

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/edit/fix.h"
#include "engine/syntax/node.h"

namespace asyncio2anyio {

/// Where lines are broken: what formatters allow by default.
inline constexpr std::size_t kLineLength = 88;

/// Deletes one of several arguments together with the comma that separates it from the next (for the last: from the
/// one before). Comments stay.
void remove_argument(codemod::Fix& fix, codemod::Node argument);

/// Adds arguments behind `last`, the last of a call: on lines of their own where the call has one argument per line, and
/// before the comma that may close the list. `closing` ends the text of `last` itself, such as a parenthesis.
void append_arguments(codemod::Fix& fix, codemod::Node last, const std::vector<std::string>& arguments,
                      std::string_view closing = {});

/// The single positional argument of a call; null for any other list.
[[nodiscard]] codemod::Node only_argument(codemod::Node call);

/// Where the text of `node` ends; a comment's does before the carriage return of its line.
[[nodiscard]] std::uint32_t text_end(codemod::Node node);

/// The parenthesis that closes the list in which an argument stands.
[[nodiscard]] codemod::Node closing_parenthesis(codemod::Node argument);

}  // namespace asyncio2anyio

#pragma once

#include <string>

#include "engine/syntax/node.h"

namespace codemod {

/// One level of indentation as the file writes it: that of its first indented block, four spaces
/// when there is none.
[[nodiscard]] std::string indent_unit(const SyntaxTree& tree);

/// The blanks before the first statement of the line that holds `offset`.
[[nodiscard]] std::string_view indentation_at(const SyntaxTree& tree, std::uint32_t offset);

/// Whether only blanks stand before `node` on its line.
[[nodiscard]] bool begins_its_line(Node node);

}  // namespace codemod

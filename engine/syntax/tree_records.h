#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/syntax/syntax_tree.h"

namespace codemod {

/// The nodes of a parser's tree.
struct TreeRecords {
  std::vector<NodeRecord> nodes;             ///< Visible ones, in pre-order.
  std::optional<std::uint32_t> first_error;  ///< Start of the first node that is an error or made up.
  bool has_error = false;                    ///< Something is wrong, though no visible node may say so.
};

/// Reads the nodes as the parser's cursor shows them, but for those below strings' contents and comments: nobody
/// asks about escapes.
[[nodiscard]] TreeRecords read_records(const TSTree& tree);

}  // namespace codemod

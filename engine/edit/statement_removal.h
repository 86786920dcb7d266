#pragma once

#include <vector>

#include "engine/edit/fix.h"
#include "engine/syntax/node.h"

namespace codemod {

/// Deletes statements, and what they leave empty: a `try` of which nothing stays goes with them, an empty
/// `finally` goes and, where no handler stays either, the body of its `try` moves one level out. The edits
/// are added to `edits`, which may hold others inside the same statements; these keep their meaning.
/// Comments inside the statements stay, as they may speak of the code around, or go.
/// False, with `edits` unchanged, when a block would stay empty, or the lines cannot move.
enum class Comments { stay, go };
[[nodiscard]] bool remove_statements(std::vector<Node> statements, std::vector<Edit>& edits, Comments comments = Comments::stay);

/// Puts the statements of `block` in the place of `compound`, whose only block it is to stay: the header goes,
/// and the lines move one level out. False, with `edits` unchanged, when the lines cannot move.
[[nodiscard]] bool unwrap_block(Node compound, Node block, std::vector<Edit>& edits);

/// Puts the statements of `block`, one of several blocks of `compound` (those of an `if`, a `try`), in the place of
/// `compound`: all the rest of it goes, with the comments in it and behind its headers. False, with `edits` unchanged,
/// when the lines cannot move.
[[nodiscard]] bool keep_block(Node compound, Node block, std::vector<Edit>& edits);

}  // namespace codemod

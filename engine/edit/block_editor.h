#pragma once

#include <string>
#include <vector>

#include "engine/edit/fix.h"
#include "engine/syntax/node.h"

namespace codemod {

/// Puts the sibling statements `first` … `last` into a new block under `header` (`with x:`): the header
/// goes where `first` begins and exactly the lines of the statements move one level in. The inside of string
/// tokens never moves, blank lines stay blank, comments between the statements move along, those above
/// and behind stay. Statements that share a line with others, or stand behind the colon of a
/// one-line compound statement, get lines of their own.
[[nodiscard]] std::vector<Edit> wrap_statements(Node first, Node last, const std::string& header);

/// The lines of the sibling statements `first` … `last`, for a fix that moves them to another level.
[[nodiscard]] TextRange lines_of(Node first, Node last);

/// The edits that insert `lines` before a statement, each on a line of its own with the statement's
/// indentation; the statement gets its own line where it shares one.
[[nodiscard]] std::vector<Edit> insert_before(Node statement, const std::vector<std::string>& lines);

/// The edits that insert `lines` behind a statement, each on a line of its own.
[[nodiscard]] std::vector<Edit> insert_after(Node statement, const std::vector<std::string>& lines);

}  // namespace codemod

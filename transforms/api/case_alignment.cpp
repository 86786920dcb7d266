#include "transforms/api/case_alignment.h"

#include <cstdlib>
#include <string>

namespace asyncio2anyio {

using codemod::Node;
using codemod::NodeKind;
using codemod::TextRange;

namespace {

/// Whether an offset lies in a string token, whose lines must not move.
bool is_in_string(Node call, std::uint32_t offset) {
  for (std::uint32_t index = call.index(); index < call.subtree_end(); ++index) {
    const Node node = call.tree()->node(index);
    if (node.is(NodeKind::string) && node.begin() < offset && offset < node.end()) return true;
  }
  return false;
}

}  // namespace

int shift_aligned_lines(Node call, TextRange range, int shift, CaseDraft& draft) {
  const codemod::SourceFile& source = call.tree()->source();
  const std::string_view text = call.tree()->text();
  const std::uint32_t column = range.begin - source.line_begin(range.begin);
  // Lines below a line of its own are indented from that.
  const bool own_line =
      text.substr(range.begin - column, column).find_first_not_of(" \t") == std::string_view::npos;
  int last = shift;
  for (std::uint32_t at = source.line_end(range.begin); at < range.end; at = source.line_end(at)) {
    last = 0;
    const std::uint32_t blanks =
        static_cast<std::uint32_t>(text.find_first_not_of(' ', at) - at);
    const bool aligned = !own_line && blanks >= column && !is_in_string(call, at);
    if (!aligned || shift == 0) continue;
    last = shift;
    if (shift > 0)
      draft.insert(at, std::string(static_cast<std::size_t>(shift), ' '));
    else
      draft.replace(TextRange{at, at + static_cast<std::uint32_t>(std::abs(shift))}, "");
  }
  return last;
}

}  // namespace asyncio2anyio

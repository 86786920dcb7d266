#include "transforms/api/case_draft.h"

#include <algorithm>

#include "engine/edit/import_editor.h"

namespace asyncio2anyio {

using codemod::Edit;
using codemod::Node;

std::string CaseDraft::use(std::string_view qualified) {
  needs_.emplace(qualified);
  const auto named = names_.find(qualified);
  if (named != names_.end()) return named->second;
  return std::string(qualified.substr(qualified.rfind('.') + 1));
}

std::vector<Edit> CaseDraft::take_edits() const {
  std::vector<Edit> edits = edits_;
  for (const Node statement : removed_) {
    const std::vector<Node> block = statement.parent().named_children();
    const bool all = std::ranges::all_of(block, [&](Node one) { return removes(one); });
    if (all && statement == block.front())
      edits.push_back({statement.range(), "pass"});
    else
      edits.push_back({codemod::removal_range(statement), {}});
  }
  return edits;
}

}  // namespace asyncio2anyio

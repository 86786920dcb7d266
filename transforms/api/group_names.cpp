#include "transforms/api/group_names.h"

#include <algorithm>

#include "engine/semantics/control_flow.h"

namespace asyncio2anyio {

using codemod::Node;
using codemod::NodeKind;
using codemod::TextRange;
using codemod::TransformContext;

namespace {

/// Whether a name belongs to a `with … as name:` that has nothing to do with the region.
bool is_bound_elsewhere(Node name, TextRange region) {
  for (Node up = name.parent(); up && !up.is(NodeKind::function_definition); up = up.parent()) {
    if (!up.is(NodeKind::with_statement) || up.range().overlaps(region)) continue;
    for (const Node target : codemod::own_nodes(up.child(NodeKind::with_clause), NodeKind::as_pattern_target))
      if (target.text() == name.text()) return true;
  }
  return false;
}

bool is_free(Node function, TextRange region, std::string_view name, const TransformContext& cx) {
  const std::vector<Node>& all = cx.identifiers(name);
  for (auto node = std::ranges::lower_bound(all, function.index(), {}, &Node::index); node != all.end() && function.encloses(*node); ++node)
    if (!is_bound_elsewhere(*node, region)) return false;
  return true;
}

}  // namespace

std::string free_name(Node function, TextRange region, std::string_view preferred, std::string_view second, const TransformContext& cx) {
  if (is_free(function, region, preferred, cx)) return std::string(preferred);
  std::string name(second);
  for (int number = 1; !is_free(function, region, name, cx); ++number) name = std::string(second) + "_" + std::to_string(number);
  return name;
}

std::string singular(std::string_view name) {
  const bool plural = name.size() > 2 && name.ends_with('s') && !name.ends_with("ss");
  return plural ? std::string(name.substr(0, name.size() - 1)) : "task";
}

}  // namespace asyncio2anyio

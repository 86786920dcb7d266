#include "transforms/api/library_branches.h"

#include <algorithm>

#include "engine/semantics/control_flow.h"
#include "engine/source/word_search.h"
#include "engine/syntax/context.h"

namespace asyncio2anyio {
namespace {

using codemod::Binding;
using codemod::BindingId;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

bool is_of_trio(const codemod::Definition& definition) {
  return definition.origin == "trio" || definition.origin.starts_with("trio.");
}

/// `library == "asyncio"`.
bool asks_for_asyncio(Node condition) {
  condition = codemod::strip_parentheses(condition);
  if (!condition.is(NodeKind::comparison_operator) || condition.child(Field::operators).text() != "==") return false;
  return std::ranges::any_of(condition.named_children(), [](Node operand) {
    return operand.is(NodeKind::string) && operand.child(NodeKind::string_content).text() == "asyncio";
  });
}

/// Whether `node` stands in a branch that such a condition guards.
bool is_guarded(Node node, Node function) {
  for (Node block = node.enclosing(NodeKind::block); block && function.encloses(block); block = block.enclosing(NodeKind::block)) {
    const Node owner = block.parent();
    if (!owner.is_any(NodeKind::if_statement, NodeKind::elif_clause) || block.field() != Field::consequence) continue;
    if (asks_for_asyncio(owner.child(Field::condition))) return true;
  }
  return false;
}

}  // namespace

LibraryBranches::LibraryBranches(const TransformContext& cx) : cx_(cx) {
  if (!codemod::has_text(cx.text(), "trio")) return;
  for (std::uint32_t index = 0; index < cx.model().binding_count(); ++index) {
    const Binding& binding = cx.model().binding(static_cast<BindingId>(index));
    if (!std::ranges::any_of(binding.definitions, is_of_trio)) continue;
    for (const Node use : binding.uses)
      if (const Node function = cx.model().function_of(use)) with_trio_.insert(function);
  }
}

std::string LibraryBranches::why_at(Node node) const {
  const Node function = cx_.model().function_of(node);
  if (!function) return {};
  if (is_guarded(node, function)) return "it is for the case that asyncio runs, which the condition around it asks";
  if (with_trio_.contains(function))
    return "the function chooses between trio and asyncio while it runs, and this is for asyncio";
  return {};
}

}  // namespace asyncio2anyio

#include "transforms/api/inner_groups.h"

#include <algorithm>

#include "engine/syntax/context.h"
#include "transforms/api/gather_helpers.h"

namespace asyncio2anyio {

using codemod::BindingId;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Reference;
using codemod::TransformContext;

namespace {

/// Whether a call opens a task group that raises no more than one around it would.
bool opens_group(Node call, const Reference& reference, TransformContext& cx) {
  if (!call.is(NodeKind::call) || !codemod::arguments_of(call).empty()) return false;
  const Node callee = call.child(Field::function);
  if (cx.model().refers_only_to(callee, "anyio.create_task_group")) return true;
  return std::ranges::any_of(std::initializer_list<GatherHelper>{GatherHelper::task_group, GatherHelper::awaited_group}, [&](GatherHelper helper) {
    return existing_helper(helper, reference, cx) == callee.text();
  });
}

/// Whether the group only starts tasks, and nothing behind its block knows it.
bool only_starts_tasks(Node name, Node statement, const TransformContext& cx) {
  const BindingId id = cx.model().binding_of(name);
  if (id == BindingId::none) return false;
  const codemod::Binding& binding = cx.model().binding(id);
  if (binding.declared_global || binding.definitions.size() != 1) return false;
  return std::ranges::all_of(binding.uses, [&](Node use) {
    const codemod::ObjectUse how = codemod::classify_use(use);
    const bool starts = how.kind == codemod::UseKind::method_call && (how.member == "create_task" || how.member == "start_soon");
    return starts && statement.encloses(use);
  });
}

/// `await task`, also assigned or returned, and nothing else.
bool only_awaits(Node statement, const std::vector<BindingId>& variables, const TransformContext& cx) {
  Node value = statement.is_any(NodeKind::expression_statement, NodeKind::return_statement) && statement.named_children().size() == 1 ? statement.named_children().front() : Node();
  if (value.is(NodeKind::assignment)) value = value.child(Field::left).is(NodeKind::identifier) ? value.child(Field::right) : Node();
  if (!value.is(NodeKind::await)) return false;
  const Node task = codemod::strip_parentheses(value.named_children().front());
  return task.is(NodeKind::identifier) && std::ranges::find(variables, cx.model().binding_of(task)) != variables.end();
}

}  // namespace

InnerGroup inner_group_of(const TaskRegion& region, const std::vector<BindingId>& variables, const Reference& reference, TransformContext& cx) {
  const std::vector<Node> block = region.first.parent().named_children();
  for (auto at = block.rbegin(); at != block.rend() && *at != region.first; ++at) {
    const Node next = *at;
    if (region.last.end() < next.end() || next.is(NodeKind::comment)) continue;
    if (!next.is(NodeKind::with_statement)) {
      if (!only_awaits(next, variables, cx)) return {};
      continue;
    }
    const Node clause = next.child(NodeKind::with_clause);
    const std::vector<Node> items = clause.named_children();
    const Node pattern = items.size() == 1 ? items.front().child(Field::value) : Node();
    if (!codemod::has_async_keyword(next) || !pattern.is(NodeKind::as_pattern) || !opens_group(pattern.first_child(), reference, cx)) return {};
    const Node name = pattern.child(Field::alias).first_child();
    const Node body = next.child(Field::body);
    const codemod::SourceFile& source = cx.tree().source();
    const std::string_view header = cx.text().substr(next.begin(), body.begin() - next.begin());
    const bool plain = header.find('#') == std::string_view::npos && source.line_begin(body.begin()) == source.line_end(next.begin());
    return plain && name.is(NodeKind::identifier) && only_starts_tasks(name, next, cx) ? InnerGroup{next, name} : InnerGroup();
  }
  return {};
}

void open_inner_group(const InnerGroup& inner, Fix& fix, std::vector<codemod::Edit>& moves) {
  const codemod::SourceFile& source = inner.statement.tree()->source();
  const std::uint32_t begin = source.line_begin(inner.statement.begin());
  fix.erase({begin, source.line_begin(inner.statement.child(Field::body).begin())});
  std::erase_if(moves, [&](const codemod::Edit& edit) { return edit.range.empty() && begin <= edit.range.begin && edit.range.begin < inner.statement.end(); });
}

}  // namespace asyncio2anyio

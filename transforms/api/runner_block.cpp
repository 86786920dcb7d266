#include "transforms/api/runner_block.h"

#include <algorithm>

#include "engine/edit/statement_removal.h"
#include "engine/syntax/context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/loops.h"
#include "transforms/api/main_call.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::Reference;
using codemod::TransformContext;
using codemod::UseKind;

namespace {

constexpr std::string_view kShared = "all that one runner runs shares a loop, its context and its tasks";

/// Whether `node` runs once each time that `block` does.
bool runs_once_in(Node node, Node block, const TransformContext& cx) {
  if (cx.model().function_of(node) != cx.model().function_of(block)) return false;
  for (Node up = node.parent(); up && up != block; up = up.parent())
    if (up.is_any(NodeKind::for_statement, NodeKind::while_statement, NodeKind::list_comprehension, NodeKind::set_comprehension,
                  NodeKind::dictionary_comprehension, NodeKind::generator_expression))
      return false;
  return block.encloses(node);
}

/// The one call of `runner.run`; the reason when there is another use.
std::string find_run(Node name, Node block, ObjectUse& run, const TransformContext& cx) {
  const codemod::BindingId id = name.is(NodeKind::identifier) ? cx.model().binding_of(name) : codemod::BindingId::none;
  if (id == codemod::BindingId::none) return "the runner is stored where its uses cannot be seen";
  const codemod::Binding& binding = cx.model().binding(id);
  if (binding.definitions.size() != 1 || binding.declared_global) return "the name of the runner is bound more than once";
  if (binding.uses.size() != 1) return std::string(kShared);
  run = codemod::classify_use(binding.uses.front());
  if (run.kind != UseKind::method_call || run.member != "run") return "the runner is used for more than to run a coroutine";
  if (!runs_once_in(run.node, block, cx)) return std::string(kShared);
  return {};
}

}  // namespace

std::string rewrite_runner(const Reference& reference, Fix& fix, const TransformContext& cx) {
  const Node call = codemod::call_of(reference.node);
  if (!call) return "it is used as a value";
  const ObjectUse entered = codemod::classify_use(call);
  if (entered.kind != UseKind::with) return std::string(kShared);
  const Node value = entered.outer.child(Field::value);
  const Node statement = entered.outer.parent().parent();
  if (!codemod::arguments_of(call).empty()) return "it is given options, which only the asyncio backend has";
  if (!value.is(NodeKind::as_pattern) || entered.outer.parent().named_children().size() != 1) return std::string(kShared);
  if (codemod::is_async_function(cx.model().function_of(call))) return "it stands in async code, where a loop runs already";
  const Node block = statement.child(Field::body);
  ObjectUse run;
  if (std::string refusal = find_run(value.child(Field::alias).first_child(), block, run, cx); !refusal.empty()) return refusal;
  const std::vector<Node> arguments = codemod::arguments_of(run.outer);
  if (arguments.size() != 1 || arguments.front().is_any(NodeKind::keyword_argument, NodeKind::list_splat, NodeKind::dictionary_splat))
    return "it runs a coroutine in a context of its own";
  const auto anyio = cx.need_import(fix, call, reference.root, "anyio");
  if (!anyio) return std::string(kShadowed);
  fix.replace(run.outer.child(Field::function), *anyio + ".run");
  fix.need(min_anyio("anyio.run"));
  if (std::string refusal = pass_main(arguments.front(), reference, fix, cx); !refusal.empty()) return refusal;
  return codemod::unwrap_block(statement, block, fix.edits) ? std::string() : "the lines of its block cannot move";
}

}  // namespace asyncio2anyio

#include "transforms/api/loops.h"

#include <algorithm>

#include "engine/syntax/context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/worker_threads.h"

namespace asyncio2anyio {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::Reference;
using codemod::TrackedObject;
using codemod::TransformContext;
using codemod::UseKind;

namespace {

/// Whether a handler around the call is there for what it raises where no loop runs.
bool is_probe(Node producer) {
  const Node block = codemod::statement_of(producer).parent();
  if (!block.is(NodeKind::block) || !block.parent().is(NodeKind::try_statement)) return false;
  return std::ranges::any_of(block.parent().named_children(), [](Node clause) {
    const std::size_t head = clause.child(NodeKind::block).begin() - clause.begin();
    return clause.is(NodeKind::except_clause) && clause.text().substr(0, head).find("RuntimeError") != std::string_view::npos;
  });
}

/// Whether `call` stands in the body of a `try`, so that its exception is what matters.
bool is_tried(Node call) {
  const Node block = codemod::statement_of(call).parent();
  return block.is(NodeKind::block) && block.parent().is(NodeKind::try_statement);
}

}  // namespace

std::string doubt_of_running_loop(const TrackedObject& loop, const TransformContext& cx) {
  for (const Node reference : loop.references) {
    const auto index = cx.reference_at(reference);
    if (!index) return "it does not come from asyncio";
    const std::string& name = cx.reference(*index).name;
    if (name != "asyncio.get_running_loop" && name != "asyncio.get_event_loop") return "it is a loop of its own";
  }
  for (const Node producer : loop.producers)
    if (!is_used_directly(loop) && is_probe(producer)) return "it is taken where `except RuntimeError` expects that no loop runs";
  return {};
}

bool is_used_directly(const TrackedObject& loop) { return loop.variables.empty() && loop.attribute.empty(); }

std::string describe_loop_value(const ObjectUse& use) {
  if (use.kind == UseKind::argument && use.outer.is(NodeKind::keyword_argument))
    return "it is passed as `" + std::string(use.outer.child(Field::name).text()) + "=`";
  if (use.kind == UseKind::argument) return "it is passed as an argument";
  if (use.outer.is(NodeKind::return_statement)) return "it is returned";
  if (use.kind == UseKind::tested && is_tried(use.node)) return "it asks whether a loop is running";
  if (use.kind == UseKind::tested) return "it is tested";
  return "it is used as a value";
}

bool nests_loops(const TransformContext& cx) {
  return std::ranges::any_of(cx.references(), [](const Reference& reference) {
    return reference.certain && reference.name.starts_with("nest_asyncio.");
  });
}

bool in_async_function(Node node, const TransformContext& cx) {
  return codemod::is_async_function(cx.model().function_of(node));
}

Fix replace_member(const TrackedObject& loop, const ObjectUse& use, std::string_view member, const TransformContext& cx) {
  const Reference& producer = cx.reference(*cx.reference_at(loop.references.front()));
  const Node attribute = use.kind == codemod::UseKind::method_call ? use.outer.child(Field::function) : use.outer;
  Fix fix;
  fix.safety = codemod::Safety::safe;
  const auto anyio = cx.need_import(fix, use.node, producer.root, "anyio");
  if (!anyio) return fix;
  fix.replace(attribute, *anyio + "." + std::string(member));
  fix.need(min_anyio("anyio." + std::string(member)));
  fix.title = "use `anyio." + std::string(member) + "`";
  for (const Node reference : loop.references) note_patches(fix, cx.reference(*cx.reference_at(reference)), cx);
  return fix;
}

}  // namespace asyncio2anyio

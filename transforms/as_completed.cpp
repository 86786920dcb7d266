#include "engine/edit/block_editor.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/task_region.h"

namespace asyncio2anyio {
namespace {

using codemod::BindingId;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Reference;
using codemod::TransformContext;
using codemod::UseKind;

/// The only positional argument; null when there is something else.
Node only_argument(Node call) {
  const std::vector<Node> arguments = codemod::arguments_of(call);
  if (arguments.size() != 1 || arguments.front().is_any(NodeKind::keyword_argument, NodeKind::list_splat, NodeKind::dictionary_splat)) return {};
  return codemod::strip_parentheses(arguments.front());
}

bool is_free(std::string_view name, Node at, const TransformContext& cx) {
  return cx.model().lookup(cx.model().scope_of(at), name) == BindingId::none;
}

/// Why the loop would see more than results: each item is awaited, once and outside of handlers.
std::string obstacle_in_items(Node loop, const TransformContext& cx) {
  const Node target = loop.child(Field::left);
  if (!target.is(NodeKind::identifier)) return "its items are unpacked";
  const codemod::Binding& binding = cx.model().binding(cx.model().binding_of(target));
  if (binding.definitions.size() != 1) return "the name of its items is also bound to something else";
  for (const Node use : binding.uses) {
    if (!loop.encloses(use) || codemod::classify_use(use).kind != UseKind::awaited) return "its items are used in another way than by `await`";
    for (const Node around : codemod::tries_around(use))
      if (loop.encloses(around) && around.child(NodeKind::except_clause)) return "a failure is caught in the loop, which goes on with the others";
  }
  return {};
}

class AsCompleted final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const std::uint32_t index : cx.named("asyncio.as_completed")) rewrite(index, cx);
  }

 private:
  static void rewrite(std::uint32_t index, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    const Node call = codemod::call_of(reference.node);
    if (!call) return cx.keep(index, "it is used as a value");
    const Node loop = codemod::outermost_parentheses(call).parent();
    if (!loop.is(NodeKind::for_statement) || codemod::outermost_parentheses(call).field() != Field::right)
      return cx.keep(index, "it is not what a `for` statement goes through");
    if (min_anyio("anyio.as_completed") > cx.targets().library) return cx.keep(index, "`anyio.as_completed` is newer than the target");
    if (!codemod::is_async_function(cx.model().function_of(call))) return cx.keep(index, "it is used outside of async code");
    const Node items = only_argument(call);
    if (!items) return cx.keep(index, "its arguments cannot be told apart", "put the loop into `with anyio.fail_after(timeout):` where it has a `timeout`");
    if (std::string why = obstacle_in_items(loop, cx); !why.empty()) return cx.keep(index, why);
    if (const auto obstacle = obstacle_to_group({loop, loop}, cx)) return cx.keep(index, obstacle->reason);
    propose(index, loop, call, items, cx);
  }

  static void propose(std::uint32_t index, Node loop, Node call, Node items, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    const bool display = items.is_any(NodeKind::list, NodeKind::tuple) && !items.named_children().empty();
    if (!display && !items.is(NodeKind::identifier))
      return cx.keep(index, "what it waits for may be empty, which anyio refuses", "assign the awaitables to a list first");
    if (items.text().find_first_of("\n#") != std::string_view::npos) return cx.keep(index, "what it waits for is written over several lines", "assign the awaitables to a list first");
    for (const std::uint32_t inner : cx.references_in(items.range()))
      if (cx.reference(inner).kind == codemod::ReferenceKind::name) return cx.keep(index, "what it waits for is made with asyncio");
    Fix fix;
    const auto local = cx.need_import(fix, reference.node, reference.root, "anyio");
    if (!local) return cx.keep(index, std::string(kShadowed));
    const std::string name = is_free("completed", loop, cx) ? "completed" : "completed_tasks";
    std::string text = display ? std::string(items.text().substr(1, items.text().size() - 2)) : "*" + std::string(items.text());
    while (text.ends_with(',') || text.ends_with(' ')) text.pop_back();
    std::string header = "async with " + *local + ".as_completed(" + text + ") as " + name + ":";
    wrap(loop, call, display ? std::string() : std::string(items.text()), header, name, fix);
    fix.need(min_anyio("anyio.as_completed"));
    fix.title = "use `anyio.as_completed`, where a failure cancels the others and is raised as a group";
    cx.propose(std::move(fix));
  }

  /// Puts the loop into its block, and the block under a question where the items may be none.
  static void wrap(Node loop, Node call, const std::string& question, const std::string& header, const std::string& name, Fix& fix) {
    const std::string unit = codemod::indent_unit(*loop.tree());
    const std::string newline(codemod::newline_text(loop.tree()->source().newline()));
    const std::string indentation(codemod::indentation_at(*loop.tree(), loop.begin()));
    const bool guarded = !question.empty();
    const std::string first = guarded ? "if " + question + ":" + newline + indentation + unit + header : header;
    fix.moves.push_back(codemod::lines_of(loop, loop));
    for (codemod::Edit& edit : codemod::wrap_statements(loop, loop, first)) {
      const bool head = edit.text.find(header) != std::string::npos;
      if (guarded) edit.text += unit;
      if (head && !codemod::has_async_keyword(loop)) edit.text += "async ";
      fix.edits.push_back(std::move(edit));
    }
    fix.replace(call, name);
  }

  static constexpr codemod::TransformInfo kInfo{
      "as-completed", "Replace loops over `asyncio.as_completed` by `anyio.as_completed`",
      R"(`for item in asyncio.as_completed(items):` becomes `async with anyio.as_completed(*items) as completed:` around
`async for item in completed:` (anyio 4.15), under `if items:` where there may be none, because anyio refuses that.

Always unsafe: the first failure cancels the other tasks and leaves as an `ExceptionGroup`, and so does leaving the loop early.

Left alone: a `timeout`, items that are not simply awaited, failures that are caught in the loop, which asyncio goes on with,
handlers around the loop that would miss exceptions in a group, and awaitables that are not in a variable or a list.)",
      codemod::Safety::unsafe, 48};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_as_completed() { return std::make_unique<AsCompleted>(); }

}  // namespace asyncio2anyio

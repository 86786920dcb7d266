#include "engine/edit/block_editor.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/timeouts.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Reference;
using codemod::Safety;
using codemod::TransformContext;
using codemod::UseKind;

/// The statement, item and name of one `async with timeout(…) as name`.
struct Site {
  Node call;
  Node item;
  Node statement;
  Node target;  // null without `as`
};

std::optional<Site> site_of(Node call) {
  const codemod::ObjectUse use = codemod::classify_use(call);
  if (use.kind != UseKind::async_with) return std::nullopt;
  Site site{call, use.outer, use.outer.parent().parent(), {}};
  const Node value = site.item.child(Field::value);
  if (value.is(NodeKind::as_pattern)) site.target = value.child(Field::alias).first_child();
  return site;
}

/// Rewrites one use of the context manager's name; the reason when that is not possible.
std::string rewrite_manager_use(Node use, Fix& fix) {
  const codemod::ObjectUse what = codemod::classify_use(use);
  if (what.kind != UseKind::method_call) return "the timeout object is used as a value";
  const Node call = what.outer;
  const Node attribute = call.child(Field::function);
  const codemod::TextRange member_and_call{attribute.child(Field::attribute).begin(), call.end()};
  if (what.member == "expired") {
    fix.replace(member_and_call, "cancelled_caught");
    return {};
  }
  if (what.member != "reschedule") return "`" + std::string(what.member) + "()` of the timeout object has no equal: no deadline is `inf`, not `None`";
  const std::vector<Node> arguments = codemod::arguments_of(call);
  if (!codemod::is_whole_statement(call) || arguments.size() != 1 || !arguments.front().named() ||
      arguments.front().is_any(NodeKind::keyword_argument, NodeKind::list_splat, NodeKind::none))
    return "`reschedule` is not a plain statement here";
  fix.replace({attribute.child(Field::attribute).begin(), arguments.front().begin()}, "deadline = ");
  fix.erase({arguments.front().end(), call.end()});
  return {};
}

class Timeout final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const std::uint32_t index : cx.named("asyncio.timeout")) rewrite(index, "fail_after", cx);
    for (const std::uint32_t index : cx.named("asyncio.timeout_at")) rewrite(index, "fail_at", cx);
  }

 private:
  static void rewrite(std::uint32_t index, std::string_view member, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    const Node call = codemod::call_of(reference.node);
    const std::optional<Site> site = call ? site_of(call) : std::nullopt;
    if (!site) return cx.keep(index, "it is not entered by `async with` where it is made");
    if (min_anyio("anyio." + std::string(member)) > cx.targets().library)
      return cx.keep(index, "`anyio." + std::string(member) + "` is newer than the target");
    const Node body = site->statement.child(Field::body);
    if (!may_hold_scope(body, cx)) return cx.keep(index, "the block holds a `yield`, which no cancel scope may span");
    Fix fix = rename(reference, "anyio", member, cx);
    if (fix.edits.empty()) return cx.keep(index, std::string(kShadowed));
    fix.title = "use `anyio." + std::string(member) + "`";
    std::string refusal = rewrite_arguments(*site, fix);
    if (refusal.empty()) refusal = rewrite_header(*site, fix, cx);
    if (refusal.empty()) refusal = rewrite_manager(*site, fix, cx);
    if (!refusal.empty()) return cx.keep(index, refusal);
    fix.at_least(timeout_safety(body, cx));
    if (fix.safety == Safety::unsafe) fix.title += kUnsafeCleanup;
    if (!cx.patched(reference).empty()) fix.at_least(Safety::unsafe);
    cx.propose(std::move(fix));
  }

  static std::string rewrite_arguments(const Site& site, Fix& fix) {
    const std::vector<Node> arguments = codemod::arguments_of(site.call);
    if (arguments.size() != 1 || arguments.front().is_any(NodeKind::list_splat, NodeKind::dictionary_splat))
      return "its arguments cannot be told apart";
    if (arguments.front().is(NodeKind::keyword_argument))
      fix.erase({arguments.front().begin(), codemod::keyword_value(arguments.front()).begin()});
    return {};
  }

  /// A cancel scope is entered by a plain `with`: alone the statement only loses its `async`, next to others the
  /// scope gets a statement of its own, outside or inside.
  static std::string rewrite_header(const Site& site, Fix& fix, const TransformContext& cx) {
    const Node async = site.statement.child(NodeKind::async_keyword);
    const std::vector<Node> items = site.item.parent().named_children();
    if (items.size() == 1) {
      fix.erase({async.begin(), async.next_sibling().begin()});
      return {};
    }
    if (site.item != items.back()) return "it shares its `async with` with other items";
    if (site.item.parent().first_child().is(NodeKind::open_paren)) return "it shares its `async with` with other items in parentheses";
    // Last of several: the block's statements move into a scope of their own.
    const std::vector<Node> statements = site.statement.child(Field::body).named_children();
    std::string header = "with " + fix.edits.front().text +
                         std::string(cx.text().substr(site.call.child(Field::function).end(), site.item.end() - site.call.child(Field::function).end())) + ":";
    fix.edits.clear();
    if (codemod::arguments_of(site.call).front().is(NodeKind::keyword_argument)) return "it shares its `async with` with other items";
    fix.erase({items[items.size() - 2].end(), site.item.end()});
    for (codemod::Edit& edit : codemod::wrap_statements(statements.front(), statements.back(), header)) fix.edits.push_back(std::move(edit));
    return {};
  }

  static std::string rewrite_manager(const Site& site, Fix& fix, const TransformContext& cx) {
    if (!site.target) return {};
    const codemod::BindingId id = cx.model().binding_of(site.target);
    if (id == codemod::BindingId::none) return "the timeout object is stored where its uses cannot be seen";
    const codemod::Binding& binding = cx.model().binding(id);
    if (binding.definitions.size() != 1) return "the name of the timeout object is bound more than once";
    for (const Node use : binding.uses)
      if (std::string refusal = rewrite_manager_use(use, fix); !refusal.empty()) return refusal;
    return {};
  }

  static constexpr codemod::TransformInfo kInfo{
      "timeout", "Replace `asyncio.timeout` by `anyio.fail_after`",
      R"(`async with asyncio.timeout(t):` becomes `with anyio.fail_after(t):`, and `timeout_at` becomes `fail_at` (anyio 4.15). Both
raise `TimeoutError` when the time is over. `expired()` of the object becomes `cancelled_caught`, `reschedule(t)` an assignment
to `deadline`. Behind other items of one `async with`, the scope gets a statement of its own inside it.

asyncio cancels the block once; anyio cancels every await of it until it ends. Where the block, or a function of this file that
it calls, awaits in `finally` or while it handles a cancellation, or swallows one, the rewrite is unsafe. Functions of
other files are taken to follow the conventions (A-CONVENTIONS).

Left alone: a `yield` in the block of a generator that is not a context manager, `when()`, a timeout that is made and
entered in different places, or shares its statement with items behind it.)",
      Safety::safe, 38};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_timeout() { return std::make_unique<Timeout>(); }

}  // namespace asyncio2anyio

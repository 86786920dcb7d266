#include "engine/edit/block_editor.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/timeout_classes.h"
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

/// The statement, item and name of one `async with timeout(…) as name` (old releases of async_timeout: `with`).
struct Site {
  Node call;
  Node item;
  Node statement;
  Node target;  // null without `as`
  bool of_async_timeout = false;
};

std::optional<Site> site_of(Node call, bool of_async_timeout) {
  const codemod::ObjectUse use = codemod::classify_use(call);
  if (use.kind != UseKind::async_with && !(of_async_timeout && use.kind == UseKind::with)) return std::nullopt;
  Site site{call, use.outer, use.outer.parent().parent(), {}, of_async_timeout};
  const Node value = site.item.child(Field::value);
  if (value.is(NodeKind::as_pattern)) site.target = value.child(Field::alias).first_child();
  return site;
}

/// Makes `manager.member(value)` an assignment to the deadline; false where it is no plain statement with a value.
bool assign_deadline(Node call, Node attribute, std::string_view assignment, Fix& fix) {
  const std::vector<Node> arguments = codemod::arguments_of(call);
  if (!codemod::is_whole_statement(call) || arguments.size() != 1 || !arguments.front().named() ||
      arguments.front().is_any(NodeKind::keyword_argument, NodeKind::list_splat, NodeKind::none))
    return false;
  fix.replace({attribute.child(Field::attribute).begin(), arguments.front().begin()}, std::string(assignment));
  fix.erase({arguments.front().end(), call.end()});
  return true;
}

/// Whether the time is a number that the code shows, so that there is a deadline.
bool has_literal_delay(const Site& site) {
  const std::vector<Node> arguments = codemod::arguments_of(site.call);
  Node value = arguments.size() == 1 ? arguments.front() : Node();
  if (value.is(NodeKind::keyword_argument)) value = codemod::keyword_value(value);
  return value.is_any(NodeKind::integer, NodeKind::float_literal);
}

/// Rewrites one use of the context manager's name; the reason when that is not possible.
std::string rewrite_manager_use(const Site& site, Node use, Fix& fix) {
  const codemod::ObjectUse what = codemod::classify_use(use);
  // `expired` and `deadline` are properties in async_timeout before 5.0.
  if (what.kind == UseKind::member && site.of_async_timeout && what.member == "expired") {
    fix.replace(what.outer.child(Field::attribute), "cancelled_caught");
    return {};
  }
  if (what.kind != UseKind::method_call) return "the timeout object is used as a value";
  const Node call = what.outer;
  const Node attribute = call.child(Field::function);
  const codemod::TextRange member_and_call{attribute.child(Field::attribute).begin(), call.end()};
  if (what.member == "expired") {
    fix.replace(member_and_call, "cancelled_caught");
    return {};
  }
  if (what.member == "when") {
    if (!has_literal_delay(site)) return "`when()` of the timeout object has no equal: no deadline is `inf`, not `None`";
    fix.replace(member_and_call, "deadline");
    return {};
  }
  const bool moves = what.member == "reschedule" || (site.of_async_timeout && what.member == "update");
  if (moves) return assign_deadline(call, attribute, "deadline = ", fix) ? "" : "`" + std::string(what.member) + "` is not a plain statement here";
  if (site.of_async_timeout && what.member == "shift")
    return assign_deadline(call, attribute, "deadline += ", fix) ? "" : "`shift` is not a plain statement here";
  return "`" + std::string(what.member) + "()` of the timeout object has no equal";
}

class Timeout final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    for (const std::string_view package : {"asyncio", "async_timeout"}) {
      for (const std::uint32_t index : cx.named(std::string(package) + ".timeout")) rewrite(index, "fail_after", cx);
      for (const std::uint32_t index : cx.named(std::string(package) + ".timeout_at")) rewrite(index, "fail_at", cx);
    }
  }

 private:
  static void rewrite(std::uint32_t index, std::string_view member, TransformContext& cx) {
    const Reference& reference = cx.reference(index);
    const Node call = codemod::call_of(reference.node);
    const std::optional<Site> site = call ? site_of(call, reference.name.starts_with("async_timeout.")) : std::nullopt;
    if (!site) return cx.keep(index, "it is not entered by `async with` where it is made");
    const bool counts_down = min_anyio("anyio." + std::string(member)) > cx.targets().library;
    if (counts_down && !is_sum(site->call)) return cx.keep(index, "`anyio." + std::string(member) + "` is newer than the target");
    // Their scope is written anew from the text of the call, without what is subtracted from it.
    if (counts_down && site->item.parent().named_children().size() > 1)
      return cx.keep(index, "it shares its `async with` with other items, and `anyio." + std::string(member) + "` is newer than the target");
    if (counts_down) member = "fail_after";
    const Node body = site->statement.child(Field::body);
    if (!may_hold_scope(body, cx)) return cx.keep(index, "the block holds a `yield`, which no cancel scope may span");
    Fix fix = rename(reference, "anyio", member, cx);
    if (fix.edits.empty()) return cx.keep(index, std::string(kShadowed));
    fix.title = "use `anyio." + std::string(member) + "`";
    std::string refusal = rewrite_arguments(*site, fix);
    if (refusal.empty() && counts_down) refusal = subtract_now(*site, fix, reference, cx);
    if (refusal.empty()) refusal = rewrite_header(*site, fix, cx);
    if (refusal.empty()) refusal = rewrite_manager(*site, fix, cx);
    if (!refusal.empty()) return cx.keep(index, refusal);
    fix.at_least(timeout_safety(body, cx));
    if (fix.safety == Safety::unsafe) fix.title += kUnsafeCleanup;
    // `asyncio.timeout` itself came with the Python that made the two classes one.
    if (site->of_async_timeout && has_two_timeout_classes(cx)) {
      const Safety before = fix.safety;
      if (std::string why = adapt_timeout_handlers(fix, site->statement, {}, cx); !why.empty()) return cx.keep(index, why);
      if (fix.safety != before) fix.title += kOtherTimeoutClass;
    }
    if (!cx.patched(reference).empty()) fix.at_least(Safety::unsafe);
    cx.propose(std::move(fix));
  }

  /// A deadline that is computed is not `None`.
  static bool is_sum(Node call) {
    const std::vector<Node> arguments = codemod::arguments_of(call);
    if (arguments.size() != 1 || !arguments.front().is(NodeKind::binary_operator)) return false;
    const std::string_view sign = arguments.front().child(Field::operator_).text();
    return sign == "+" || sign == "-";
  }

  /// Whether `node` asks for the time that deadlines are measured in.
  static bool is_now(Node node, const std::string& anyio, const TransformContext& cx) {
    if (!node.is(NodeKind::call) || !codemod::arguments_of(node).empty()) return false;
    const Node callee = node.child(Field::function);
    const std::optional<std::uint32_t> reference = cx.reference_at(callee.child(Field::attribute));
    return callee.text() == anyio + ".current_time" || (reference && cx.reference(*reference).name == "loop.time");
  }

  /// Before `fail_at` there was only `fail_after`: the time left until the deadline.
  static std::string subtract_now(const Site& site, Fix& fix, const Reference& reference, const TransformContext& cx) {
    const auto local = cx.need_import(fix, reference.node, reference.root, "anyio");
    if (!local) return std::string(kShadowed);
    const Node sum = codemod::arguments_of(site.call).front();
    const Node left = sum.child(Field::left);
    if (is_now(left, *local, cx) && sum.child(Field::operator_).text() == "+") {
      fix.erase({left.begin(), sum.child(Field::right).begin()});
      return {};
    }
    fix.insert(sum.end(), " - " + *local + ".current_time()");
    return {};
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
  /// scope gets a statement of its own, around theirs or inside it.
  static std::string rewrite_header(const Site& site, Fix& fix, const TransformContext& cx) {
    const Node async = site.statement.child(NodeKind::async_keyword);
    const std::vector<Node> items = site.item.parent().named_children();
    if (items.size() == 1) {
      if (!async) return {};
      fix.erase({async.begin(), async.next_sibling().begin()});
      return {};
    }
    const bool first = site.item == items.front();
    if (!first && site.item != items.back()) return "it stands between other items of one `async with`";
    if (codemod::arguments_of(site.call).front().is(NodeKind::keyword_argument)) return "it shares its `async with` with other items";
    const std::string header = "with " + fix.edits.front().text +
                               std::string(cx.text().substr(site.call.child(Field::function).end(), site.item.end() - site.call.child(Field::function).end())) + ":";
    if (header.find('\n') != std::string::npos) return "it is written over several lines";
    fix.edits.clear();
    const codemod::TextRange gone = first ? codemod::TextRange{site.item.begin(), items[1].begin()} : codemod::TextRange{items[items.size() - 2].end(), site.item.end()};
    if (cx.text().substr(gone.begin, gone.size()).find('#') != std::string_view::npos) return "a comment stands beside it";
    fix.erase(gone);
    // First of several, it is entered before them; last, its block is inside theirs.
    const std::vector<Node> statements = first ? std::vector<Node>{site.statement} : site.statement.child(Field::body).named_children();
    fix.moves.push_back(codemod::lines_of(statements.front(), statements.back()));
    for (codemod::Edit& edit : codemod::wrap_statements(statements.front(), statements.back(), header)) {
      const bool inside = gone.begin < edit.range.begin && edit.range.begin <= gone.end && edit.range.empty();
      if (!inside) fix.edits.push_back(std::move(edit));
    }
    return {};
  }

  static std::string rewrite_manager(const Site& site, Fix& fix, const TransformContext& cx) {
    if (!site.target) return {};
    const codemod::BindingId id = cx.model().binding_of(site.target);
    if (id == codemod::BindingId::none) return "the timeout object is stored where its uses cannot be seen";
    const codemod::Binding& binding = cx.model().binding(id);
    if (binding.definitions.size() != 1) return "the name of the timeout object is bound more than once";
    for (const Node use : binding.uses)
      if (std::string refusal = rewrite_manager_use(site, use, fix); !refusal.empty()) return refusal;
    return {};
  }

  static constexpr codemod::TransformInfo kInfo{
      "timeout", "Replace `asyncio.timeout` by `anyio.fail_after`",
      R"(`async with asyncio.timeout(t):` becomes `with anyio.fail_after(t):`, and `timeout_at` becomes `fail_at` (anyio 4.15). Both
raise `TimeoutError` when the time is over. `expired()` of the object becomes `cancelled_caught`, `reschedule(t)` an assignment
to `deadline`. Before or behind other items of one `async with`, the scope gets a statement of its own. The timeouts of
async_timeout go the same way; below Python 3.11 the handlers of the function that catch `asyncio.TimeoutError`, which they
raise there, change with them (see `wait-for`).

asyncio cancels the block once; anyio cancels every await of it until it ends. Where the block, or a function of this file that
it calls, awaits in `finally` or while it handles a cancellation, or swallows one, the rewrite is unsafe. Functions of
other files are taken to follow the conventions (A-CONVENTIONS).

Left alone: a `yield` in the block of a generator that is not a context manager, `when()` where there may be no deadline, a
timeout that is made and entered in different places, or stands between other items of its statement.)",
      Safety::safe, 38};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_timeout() { return std::make_unique<Timeout>(); }

}  // namespace asyncio2anyio

#include "transforms/api/future_uses.h"

#include <algorithm>
#include <array>

#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/arguments.h"
#include "transforms/api/lock_objects.h"
#include "transforms/api/lock_results.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::TrackedObject;
using codemod::TransformContext;
using codemod::UseKind;
using std::string_view;

constexpr auto kMembers = std::to_array<string_view>(
    {"add_done_callback", "cancel", "cancelled", "done", "exception", "get_loop",
     "remove_done_callback", "result", "set_exception", "set_result", "_callbacks", "_exception",
     "_loop", "_result", "_state"});

/// Calls that take a function and its arguments to call it later.
constexpr auto kSchedulers = std::to_array<string_view>(
    {"add_signal_handler", "call_at", "call_later", "call_soon", "call_soon_threadsafe"});

bool is_statement(Node expression) {
  return expression.parent().is(NodeKind::expression_statement) &&
         expression.parent().named_children().size() == 1;
}

/// The `None` behind `future.set_result` in the arguments of a call that calls it later; null
/// elsewhere.
Node scheduled_none(const ObjectUse& use) {
  const Node list = use.outer.parent();
  if (use.kind != UseKind::member || use.member != "set_result" ||
      !list.is(NodeKind::argument_list))
    return {};
  const Node callee = list.parent().child(Field::function);
  const std::vector<Node> arguments = codemod::arguments_of(list.parent());
  const bool last = arguments.size() >= 2 && arguments[arguments.size() - 2] == use.outer &&
                    arguments.back().is(NodeKind::none);
  return last && contains(kSchedulers, callee.child(Field::attribute).text()) ? arguments.back()
                                                                              : Node();
}

/// The `await` of `await asyncio.wait_for(future, …)`, where the future is the first argument; null
/// elsewhere.
Node timed_await(const ObjectUse& use) {
  if (use.kind != UseKind::argument || use.outer != use.node) return {};
  const Node call = use.outer.parent().parent();
  const Node callee = call.child(Field::function);
  const string_view name =
      callee.is(NodeKind::attribute) ? callee.child(Field::attribute).text() : callee.text();
  const bool first = call.is(NodeKind::call) && codemod::arguments_of(call).front() == use.outer;
  return first && name == "wait_for" ? codemod::await_of(call) : Node();
}

/// Whether a use would go on with an event.
bool fits_event(const ObjectUse& use) {
  switch (use.kind) {
    case UseKind::method_call:
      if (use.member == "done") return true;
      return use.member == "set_result" && only_argument(use.outer).is(NodeKind::none);
    case UseKind::member:
      return bool(scheduled_none(use));
    case UseKind::awaited:
      return codemod::is_whole_statement(use.outer);
    case UseKind::argument: {
      const Node await = timed_await(use);
      return await && codemod::is_whole_statement(await);
    }
    default:
      return true;
  }
}

/// Lines that raise what the future failed with, as awaiting it did.
std::vector<std::string> raising_lines(Node future, const TransformContext& cx) {
  const std::string name(future.text());
  return {"if " + name + ".exception is not None:",
          codemod::indent_unit(cx.tree()) + "raise " + name + ".exception"};
}

/// Replaces an expression that gives the result, or raises what the future failed with.
std::optional<Obstacle> read_result(Node expression, Node future, std::vector<std::string> lines,
                                    bool may_fail, Fix& fix, const TransformContext& cx) {
  if (may_fail)
    for (std::string& line : raising_lines(future, cx)) lines.push_back(std::move(line));
  const bool repeatable = bool(codemod::chain_root(future));
  if (!repeatable) return Obstacle{expression, "its holder would be computed twice"};
  std::vector<codemod::Edit> edits =
      read_instead(expression, lines, std::string(future.text()) + ".return_value");
  if (codemod::is_whole_statement(expression) && codemod::begins_its_line(expression.parent())) {
    std::string text;
    const std::string separator = std::string(newline_text(cx.tree().source().newline())) +
                                  std::string(indentation_at(cx.tree(), expression.begin()));
    for (const std::string& line : lines) text += (text.empty() ? "" : separator) + line;
    edits = {{expression.range(), text}};
  }
  if (edits.empty())
    return Obstacle{expression, "what it failed with cannot be raised inside a larger expression"};
  fix.edits.insert(fix.edits.end(), edits.begin(), edits.end());
  return std::nullopt;
}

std::optional<Obstacle> rewrite_event_use(const ObjectUse& use, Fix& fix) {
  if (use.kind == UseKind::awaited || use.kind == UseKind::argument) {
    fix.insert(use.node.end(), ".wait()");
    return std::nullopt;
  }
  if (const Node none = scheduled_none(use)) {
    fix.replace(use.outer.child(Field::attribute), "set");
    remove_argument(fix, none);
    return std::nullopt;
  }
  const Node member = use.outer.child(Field::function).child(Field::attribute);
  fix.replace({member.begin(), use.outer.end()}, use.member == "done" ? "is_set()" : "set()");
  return std::nullopt;
}

/// `future.set_result(value)` is an assignment in anyio, and so only a statement.
std::optional<Obstacle> assign(const ObjectUse& use, string_view attribute, Fix& fix) {
  const Node value = only_argument(use.outer);
  const Node member = use.outer.child(Field::function).child(Field::attribute);
  if (!value) return Obstacle{use.outer, "its arguments cannot be told apart"};
  if (!is_statement(use.outer))
    return Obstacle{use.outer,
                    "`" + std::string(use.member) + "` is called inside a larger expression"};
  const Node list = value.parent();
  const bool split = list.text().substr(0, value.begin() - list.begin()).find_first_of("\r\n") !=
                     string_view::npos;
  if (split) return Obstacle{use.outer, "its argument stands on a line of its own"};
  fix.replace({member.begin(), value.begin()}, std::string(attribute) + " = ");
  fix.erase({value.end(), use.outer.end()});
  return std::nullopt;
}

std::optional<Obstacle> rewrite_future_call(const FuturePlan& plan, const ObjectUse& use,
                                            const std::string& anyio, Fix& fix,
                                            const TransformContext& cx) {
  const string_view name = use.member;
  if (name == "set_result") return assign(use, "return_value", fix);
  if (name == "set_exception") return assign(use, "exception", fix);
  if (name == "add_done_callback" || name == "remove_done_callback")
    return Obstacle{use.outer, "a future of anyio has no callbacks"};
  if (name == "cancel")
    return Obstacle{use.outer,
                    "who waits for a future of anyio that is cancelled gets `FutureCancelled`, and "
                    "is not cancelled itself"};
  if (!codemod::arguments_of(use.outer).empty())
    return Obstacle{use.outer, "`" + std::string(name) + "` takes no argument"};
  const Node member = use.outer.child(Field::function).child(Field::attribute);
  if (name == "done" || name == "cancelled") {
    const std::string status =
        anyio + ".Future.Status." + (name == "done" ? "PENDING" : "CANCELLED");
    const std::string is = "status is " + status;
    const std::string is_not = "status is not " + status;
    replace_by_comparison(use, name == "done" ? is_not : is, name == "done" ? is : is_not, fix);
    return std::nullopt;
  }
  if (name == "result" && plan.may_fail) return read_result(use.outer, use.node, {}, true, fix, cx);
  if (name != "result" && name != "exception")
    return Obstacle{use.outer, "anyio has no counterpart for `" + std::string(name) + "`"};
  fix.replace({member.begin(), use.outer.end()}, name == "result" ? "return_value" : "exception");
  return std::nullopt;
}

/// Waiting in a timeout: first wait, then read what there is.
std::optional<Obstacle> rewrite_timed_await(const FuturePlan& plan, const ObjectUse& use,
                                            Node await, Fix& fix, const TransformContext& cx) {
  const std::string_view text = cx.text();
  const std::string line = std::string(text.substr(await.begin(), use.node.end() - await.begin())) +
                           ".wait()" +
                           std::string(text.substr(use.node.end(), await.end() - use.node.end()));
  return read_result(await, use.node, {line}, plan.may_fail, fix, cx);
}

}  // namespace

std::span<const string_view> future_members() { return kMembers; }

FuturePlan plan_future(const TrackedObject& future) {
  FuturePlan plan{future};
  const bool sets = std::ranges::any_of(
      future.uses, [](const ObjectUse& use) { return use.member == "set_result"; });
  plan.may_fail = std::ranges::any_of(
      future.uses, [](const ObjectUse& use) { return use.member == "set_exception"; });
  if (sets && std::ranges::all_of(future.uses, fits_event)) plan.form = FutureForm::event;
  return plan;
}

std::optional<Obstacle> rewrite_future_use(const FuturePlan& plan, const ObjectUse& use, Fix& fix,
                                           const TransformContext& cx) {
  const bool certain = is_certain(use, cx);
  const bool is_member = use.kind == UseKind::method_call || use.kind == UseKind::member;
  if (!certain && is_member && !contains(kMembers, use.member)) return std::nullopt;  // a namesake
  if (!certain) return Obstacle{use.node, "it is used through an object of an unknown class"};
  if (use.kind == UseKind::tested) return std::nullopt;
  const Node timed = timed_await(use);
  const bool is_waited_for = use.kind == UseKind::awaited || timed;
  if (!is_member && !is_waited_for) return Obstacle{use.node, describe_use(use)};
  if (plan.form == FutureForm::event) return rewrite_event_use(use, fix);
  if (use.kind == UseKind::member)
    return Obstacle{use.outer, "`" + std::string(use.member) + "` is used as a value"};
  if (timed) return rewrite_timed_await(plan, use, timed, fix, cx);
  if (use.kind == UseKind::awaited) {
    if (!plan.may_fail) return std::nullopt;
    return read_result(use.outer, use.node, {"await " + std::string(use.node.text()) + ".wait()"},
                       true, fix, cx);
  }
  const auto constructor =
      std::ranges::find_if(cx.references(), [&](const codemod::Reference& reference) {
        return reference.kind == codemod::ReferenceKind::name && reference.certain;
      });
  const codemod::BindingId root =
      constructor == cx.references().end() ? codemod::BindingId::none : constructor->root;
  const auto anyio = cx.need_import(fix, use.node, root, "anyio");
  if (!anyio)
    return Obstacle{use.node, "a name that the new code needs is bound to something else here"};
  return rewrite_future_call(plan, use, *anyio, fix, cx);
}

}  // namespace asyncio2anyio

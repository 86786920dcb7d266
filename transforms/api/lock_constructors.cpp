#include "transforms/api/lock_constructors.h"

#include <algorithm>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/arguments.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::TrackedObject;
using codemod::TransformContext;

constexpr std::string_view kLoopArgument = "`loop=` is an error since Python 3.10";
constexpr std::string_view kArguments = "its arguments cannot be told apart";

bool is_semaphore(std::string_view kind) { return kind == "semaphore" || kind == "bounded-semaphore"; }

/// Whether a name may hold a float, as far as its definitions tell.
bool may_be_float_variable(Node name, const TransformContext& cx) {
  const codemod::BindingId id = cx.model().binding_of(name);
  if (id == codemod::BindingId::none) return false;
  return std::ranges::any_of(cx.model().binding(id).definitions, [](const codemod::Definition& definition) {
    const Node statement = definition.statement;
    const Node value = statement.child(statement.is(NodeKind::assignment) ? Field::right : Field::value);
    return value.is(NodeKind::float_literal) || statement.child(Field::type).text().find("float") != std::string_view::npos;
  });
}

/// Whether a count may come out as a float, which asyncio takes and anyio refuses.
bool may_be_float(Node value, const TransformContext& cx) {
  value = codemod::strip_parentheses(value);
  switch (value.kind()) {
    case NodeKind::float_literal:
      return true;
    case NodeKind::identifier:
      return may_be_float_variable(value, cx);
    case NodeKind::attribute:
      return value.child(Field::attribute).text() == "inf";
    case NodeKind::call:
      return value.child(Field::function).text() == "float";
    case NodeKind::binary_operator:
      return value.child(Field::operator_).text() == "/" || may_be_float(value.child(Field::left), cx) ||
             may_be_float(value.child(Field::right), cx);
    case NodeKind::conditional_expression:
    case NodeKind::boolean_operator:
      return std::ranges::any_of(value.named_children(), [&](Node part) { return may_be_float(part, cx); });
    default:
      return false;
  }
}

/// A name, an attribute or a number gives the same when it is written twice.
bool may_be_repeated(Node value) {
  while (value.is(NodeKind::attribute)) value = value.child(Field::object);
  return value.is_any(NodeKind::integer, NodeKind::identifier);
}

std::optional<std::string> rewrite_count(const TrackedObject& object, Node call, Fix& fix, const TransformContext& cx) {
  const bool bounded = object.kind == "bounded-semaphore";
  const std::vector<Node> arguments = codemod::arguments_of(call);
  if (arguments.empty()) {
    fix.insert(call.child(Field::arguments).begin() + 1, bounded ? "1, max_value=1" : "1");
    return std::nullopt;
  }
  const bool keyword = arguments.front().is(NodeKind::keyword_argument);
  if (arguments.size() != 1 || arguments.front().is_any(NodeKind::list_splat, NodeKind::dictionary_splat) ||
      (keyword && arguments.front().child(Field::name).text() != "value"))
    return std::string(kArguments);
  const Node value = keyword ? codemod::keyword_value(arguments.front()) : arguments.front();
  if (may_be_float(value, cx)) return "a semaphore of anyio counts in whole numbers, and this one may be a float";
  if (bounded && !may_be_repeated(value)) return "its value would be computed twice, for `max_value` too";
  if (keyword) fix.erase({arguments.front().begin(), value.begin()});
  if (bounded) fix.insert(value.end(), ", max_value=" + std::string(value.text()));
  return std::nullopt;
}

std::optional<std::string> rewrite_arguments(const TrackedObject& object, Node call, Fix& fix, const TransformContext& cx) {
  if (codemod::keyword_argument_of(call, "loop")) return std::string(kLoopArgument);
  if (is_semaphore(object.kind)) return rewrite_count(object, call, fix, cx);
  const std::vector<Node> arguments = codemod::arguments_of(call);
  const bool takes_lock = object.kind == "condition" && arguments.size() == 1 && lock_argument(call);
  if (!arguments.empty() && !takes_lock) return std::string(kArguments);
  return std::nullopt;
}

/// Locks and conditions can be made outside of a loop in every release; events since 4.2.
std::string needed_form(const TrackedObject& object, Node producer, const TransformContext& cx) {
  const std::string name = "anyio." + std::string(find_lock_kind(object.kind)->target);
  return object.kind == "event" && !is_in_async_function(producer, cx) ? name : name + "@loop";
}

bool is_spawn(Node call) {
  const Node callee = call.child(Field::function);
  const std::string_view word = callee.is(NodeKind::attribute) ? callee.child(Field::attribute).text() : callee.text();
  return word == "create_task" || word == "ensure_future" || word == "start_soon";
}

/// Whether a function starts tasks and acquires afterwards: then the file itself shows that an acquisition which need
/// not wait goes on before those tasks run, while anyio's lets them run first.
bool shows_order(const TrackedObject& object, const TransformContext& cx) {
  return std::ranges::any_of(object.uses, [&](const codemod::ObjectUse& use) {
    const bool acquires = use.kind == codemod::UseKind::async_with || use.member == "acquire";
    const Node function = acquires ? cx.model().function_of(use.node) : Node();
    if (!function) return false;
    return std::ranges::any_of(codemod::own_nodes(function.child(Field::body), NodeKind::call),
                               [&](Node call) { return call.begin() < use.node.begin() && is_spawn(call); });
  });
}

/// Whether acquisitions must do without a schedule point, because the file shows that their order matters. Unsafe where
/// the target cannot say that.
bool keeps_order(const TrackedObject& object, Fix& fix, const TransformContext& cx) {
  if ((object.kind != "lock" && !is_semaphore(object.kind)) || !shows_order(object, cx)) return false;
  const std::string name = "anyio." + std::string(find_lock_kind(object.kind)->target) + "(fast_acquire)";
  if (!require(name, fix, cx)) return true;
  fix.at_least(codemod::Safety::unsafe);
  return false;
}

void keep_order(const TrackedObject& object, Node call, Fix& fix, const TransformContext& cx) {
  if (!keeps_order(object, fix, cx)) return;
  const std::vector<Node> arguments = codemod::arguments_of(call);
  if (!arguments.empty()) return append_arguments(fix, arguments.back(), {"fast_acquire=True"});
  const std::string separator = object.kind == "lock" ? "" : ", ";
  fix.insert(call.child(Field::arguments).begin() + 1, separator + "fast_acquire=True");
}

/// The text of a factory that makes the object without being given anything.
std::string factory_text(const TrackedObject& object, const std::string& constructor, Fix& fix, const TransformContext& cx) {
  std::string arguments;
  if (is_semaphore(object.kind)) arguments = object.kind == "semaphore" ? "1" : "1, max_value=1";
  if (keeps_order(object, fix, cx)) arguments += (arguments.empty() ? "" : ", ") + std::string("fast_acquire=True");
  return arguments.empty() ? constructor : "lambda: " + constructor + "(" + arguments + ")";
}

}  // namespace

Node lock_argument(Node call) {
  for (const Node argument : codemod::arguments_of(call)) {
    if (argument.is_any(NodeKind::list_splat, NodeKind::dictionary_splat)) return {};
    if (!argument.is(NodeKind::keyword_argument) || argument.child(Field::name).text() == "lock") return argument;
  }
  return {};
}

bool starts_positive(const TrackedObject& semaphore) {
  return std::ranges::all_of(semaphore.references, [](Node name) {
    const std::vector<Node> arguments = codemod::arguments_of(codemod::call_of(name));
    if (arguments.empty()) return true;
    const Node first = arguments.front().is(NodeKind::keyword_argument) ? codemod::keyword_value(arguments.front()) : arguments.front();
    return first.is(NodeKind::integer) && first.text().find_first_not_of("0_xXoObB") != std::string_view::npos;
  });
}

std::optional<Obstacle> rewrite_constructor(const TrackedObject& object, std::size_t number, Fix& fix,
                                            const TransformContext& cx) {
  const Node name = object.references[number];
  const Node producer = object.producers[number];
  const auto index = cx.reference_at(name);
  if (!index) return Obstacle{name, "the name may also stand for something else"};
  const auto local = cx.need_import(fix, name, cx.reference(*index).root, "anyio");
  if (!local) return Obstacle{name, std::string(kShadowed)};
  if (auto missing = require(needed_form(object, producer, cx), fix, cx)) return Obstacle{name, *missing};
  const std::string constructor = *local + "." + std::string(find_lock_kind(object.kind)->target);
  const Node call = codemod::call_of(name);
  fix.replace(name, call ? constructor : factory_text(object, constructor, fix, cx));
  note_patches(fix, cx.reference(*index), cx);
  if (!call) return std::nullopt;
  if (auto reason = rewrite_arguments(object, call, fix, cx)) return Obstacle{call, *reason};
  keep_order(object, call, fix, cx);
  return std::nullopt;
}

}  // namespace asyncio2anyio

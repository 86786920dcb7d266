#include "transforms/api/timeout_classes.h"

#include <algorithm>
#include <array>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/handlers.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Reference;
using codemod::Safety;
using codemod::TransformContext;

namespace {

constexpr std::string_view kTimeoutError = "asyncio.TimeoutError";

/// What a list of exceptions does with either class.
struct Match {
  bool of_asyncio = false;
  bool of_builtin = false;
  bool unknown = false;
  Node asyncio_name;  // the name that could be joined by the builtin
};

bool is_base_of_builtin(std::string_view name) {
  // PEP 3151: the others are aliases. `socket.timeout` is one of `TimeoutError` since 3.10.
  constexpr std::array<std::string_view, 4> kBases{"OSError", "IOError", "EnvironmentError", "TimeoutError"};
  return std::ranges::find(kBases, name) != kBases.end();
}

std::string_view last_part(std::string_view dotted) { return dotted.substr(dotted.rfind('.') + 1); }

/// A name like a constant's or a variable's, which may hold several classes.
bool is_no_class_name(std::string_view name) {
  return std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; }) || (name.front() >= 'a' && name.front() <= 'z');
}

void match_one(Node exception, Match& match, const TransformContext& cx) {
  exception = codemod::strip_parentheses(exception);
  const std::string name = cx.knowledge().canonical(cx.model().resolve(exception).name);
  const codemod::BindingId id = cx.model().binding_of(exception);
  if (name == kTimeoutError) {
    match.of_asyncio = true;
    match.asyncio_name = exception;
  } else if (name == "socket.timeout" || name == "builtins.TimeoutError") {
    match.of_builtin = true;
  } else if (!name.empty()) {
    // Another library's own classes; a bundle of them, or the same class by another name, cannot be told.
    const std::string_view word = last_part(name);
    const bool own = name.starts_with("asyncio.") || name.starts_with("anyio.") || name.starts_with("concurrent.");
    if (!own && (is_base_of_builtin(word) || is_no_class_name(word))) match.unknown = true;
  } else if (exception.is(NodeKind::identifier) && id == codemod::BindingId::none) {
    if (exception.text() == "Exception" || exception.text() == "BaseException") match.of_asyncio = match.of_builtin = true;
    if (is_base_of_builtin(exception.text())) match.of_builtin = true;
    if (!cx.model().star_imports().empty()) match.unknown = true;
  } else if (!exception.is(NodeKind::call)) {  // `get_cancelled_exc_class()` is neither
    const auto is_class = [](const codemod::Definition& definition) { return definition.kind == codemod::DefinitionKind::class_; };
    if (id == codemod::BindingId::none || !std::ranges::all_of(cx.model().binding(id).definitions, is_class)) match.unknown = true;
  }
}

Match match_of(const std::vector<Node>& exceptions, const TransformContext& cx) {
  Match match;
  for (const Node exception : exceptions) match_one(exception, match, cx);
  return match;
}

/// The exceptions that a context manager of `with` swallows (`suppress`) or expects (`raises`).
std::vector<Node> exceptions_of_manager(Node call, const TransformContext& cx) {
  if (!call.is(NodeKind::call)) return {};
  const Node callee = call.child(Field::function);
  const bool swallows = cx.model().refers_only_to(callee, "contextlib.suppress");
  if (!swallows && !cx.model().refers_only_to(callee, "pytest.raises")) return {};
  std::vector<Node> found;
  for (const Node argument : codemod::arguments_of(call)) {
    if (argument.is(NodeKind::keyword_argument)) continue;
    const Node list = codemod::strip_parentheses(argument);
    if (list.is(NodeKind::tuple)) std::ranges::copy(list.named_children(), std::back_inserter(found));
    else found.push_back(list);
    if (!swallows) break;
  }
  return found;
}

Node manager_of(Node with_item) {
  const Node value = with_item.child(Field::value);
  return value.is(NodeKind::as_pattern) ? value.first_child() : value;
}

/// Whether what is awaited cannot raise either class by itself: a wait of asyncio's own.
bool only_waits(Node awaited, const TransformContext& cx) {
  awaited = codemod::strip_parentheses(awaited);
  if (!awaited.is(NodeKind::call) || !codemod::is_pure_call(awaited)) return false;
  const Node callee = awaited.child(Field::function);
  const std::string name = cx.knowledge().canonical(cx.model().resolve(callee).name);
  if (name == "asyncio.sleep" || name == "anyio.sleep" || name == "anyio.sleep_forever") return true;
  if (!callee.is(NodeKind::attribute)) return false;
  const std::optional<std::uint32_t> reference = cx.reference_at(callee.child(Field::attribute));
  if (!reference) return false;
  constexpr std::array<std::string_view, 6> kWaits{"event.wait", "lock.acquire", "semaphore.acquire", "queue.get", "queue.put", "queue.join"};
  return std::ranges::find(kWaits, cx.reference(*reference).name) != kWaits.end();
}

/// Follows the exception of a site outwards through its function.
class TimeoutPath {
 public:
  TimeoutPath(Fix& fix, Node site, Node awaited, const TransformContext& cx) : fix_(fix), site_(site), awaited_(awaited), cx_(cx) {}

  [[nodiscard]] std::string follow() {
    for (Node below = site_, up = site_.parent(); up && why_.empty() && !ended_; below = up, up = up.parent()) {
      if (up.is_any(NodeKind::function_definition, NodeKind::lambda, NodeKind::class_definition)) break;
      if (up.is(NodeKind::try_statement) && below.field() == Field::body) pass_handlers(up);
      if (up.is(NodeKind::with_statement) && below.field() == Field::body) pass_managers(up);
    }
    // Callers that catch it are not this function's to change.
    if (!ended_) fix_.at_least(Safety::unsafe);
    return why_;
  }

 private:
  void pass_handlers(Node statement) {
    for (const Node clause : statement.named_children()) {
      if (!clause.is(NodeKind::except_clause)) continue;
      const bool bare = !codemod::caught_expression(clause);
      const Match match = bare ? Match{true, true, false, {}} : match_of(codemod::caught_exceptions(clause), cx_);
      if (!judge(match, statement.child(Field::body)) || !match.of_asyncio) {
        if (why_.empty()) continue;
        return;
      }
      judge_handler(clause);
      ended_ = !exits_of(clause).reraises;
      return;
    }
  }

  void pass_managers(Node statement) {
    const Node clause = statement.child(NodeKind::with_clause);
    for (const Node item : clause.named_children()) {
      const std::vector<Node> exceptions = exceptions_of_manager(manager_of(item), cx_);
      if (exceptions.empty()) {
        if (!is_told_of_timeouts(item)) continue;
        why_ = "below Python 3.11 a context manager around it is given `asyncio.TimeoutError`";
        return;
      }
      const Match match = match_of(exceptions, cx_);
      if (!judge(match, statement.child(Field::body))) return;
      ended_ = ended_ || match.of_asyncio;
    }
  }

  /// Whether a context manager that is not followed (`self.assertRaises`) names the class.
  [[nodiscard]] bool is_told_of_timeouts(Node item) const {
    return std::ranges::any_of(cx_.references_in(item.range()), [&](std::uint32_t index) { return cx_.reference(index).name == kTimeoutError; });
  }

  /// Lets a list of exceptions match both classes if it matches asyncio's. False when it has to stay as it is.
  bool judge(const Match& match, Node body) {
    if (match.unknown) why_ = "below Python 3.11 a handler around it may tell `asyncio.TimeoutError` from the `TimeoutError` of anyio";
    else if (match.of_builtin && !match.of_asyncio) why_ = "below Python 3.11 a handler for `OSError` around it would catch the `TimeoutError` of anyio";
    else if (match.of_asyncio && !match.of_builtin) widen(match.asyncio_name, body);
    return why_.empty();
  }

  void widen(Node name, Node body) {
    if (!is_builtin("TimeoutError", name, cx_)) {
      why_ = "below Python 3.11 `TimeoutError` means another class here than the one that anyio raises";
      return;
    }
    // Where nothing else is called, nothing but this wait can raise either class.
    const std::vector<Node> calls = codemod::own_nodes(body, NodeKind::call);
    const bool alone = only_waits(awaited_, cx_) && std::ranges::all_of(calls, [&](Node call) { return site_.encloses(call); });
    if (alone && is_lone(name)) return fix_.replace(name, "TimeoutError");
    if (!alone) fix_.at_least(Safety::unsafe);
    if (!add_builtin_timeout(fix_, name, cx_)) why_ = "below Python 3.11 its handler is written in a way that cannot name both classes";
  }

  static bool is_lone(Node name) { return !name.parent().is_any(NodeKind::tuple, NodeKind::argument_list); }

  /// The handler gets an object of the other class: code that asks for its class must see both.
  void judge_handler(Node clause) {
    const Node block = clause.child(NodeKind::block);
    for (const std::uint32_t index : cx_.references_in(block.range())) {
      const Reference& reference = cx_.reference(index);
      if (reference.name != kTimeoutError || handler_naming(reference.node) || names_builtin_timeout(reference.node, cx_)) continue;
      if (!add_builtin_timeout(fix_, reference.node, cx_)) return;  // raised, or passed on: asyncio's class still exists
    }
    const Node value = clause.child(Field::value);
    if (!value.is(NodeKind::as_pattern)) return;
    const codemod::BindingId id = cx_.model().binding_of(value.child(Field::alias).first_child());
    if (id == codemod::BindingId::none) return;
    for (const Node use : cx_.model().binding(id).uses)
      if (block.encloses(use) && !use.parent().is_any(NodeKind::interpolation, NodeKind::raise_statement)) fix_.at_least(Safety::unsafe);
  }

  Fix& fix_;
  Node site_;
  Node awaited_;
  const TransformContext& cx_;
  std::string why_;
  bool ended_ = false;
};

/// The call whose argument `name` is, when it takes classes of exceptions there.
bool is_class_argument(Node name, const TransformContext& cx) {
  const Node call = name.parent().parent();
  if (!call.is(NodeKind::call)) return false;
  const Node callee = call.child(Field::function);
  const std::vector<Node> arguments = codemod::arguments_of(call);
  if (callee.text() == "isinstance" || callee.text() == "issubclass") return arguments.size() == 2 && arguments[1].encloses(name);
  return !exceptions_of_manager(call, cx).empty();
}

}  // namespace

bool has_two_timeout_classes(const TransformContext& cx) { return cx.targets().python < codemod::Version{3, 11}; }

bool names_builtin_timeout(Node name, const TransformContext& cx) {
  const Node list = name.parent();
  if (!list.is_any(NodeKind::tuple, NodeKind::argument_list)) return false;
  return std::ranges::any_of(list.named_children(), [&](Node member) {
    return is_base_of_builtin(member.text()) && is_builtin(member.text(), member, cx) && member.is(NodeKind::identifier);
  });
}

bool add_builtin_timeout(Fix& fix, Node name, const TransformContext& cx) {
  const Node list = name.parent();
  const bool in_tuple = list.is(NodeKind::tuple);
  const Node place = in_tuple ? list : name;
  const bool clause = static_cast<bool>(handler_naming(place));
  const bool argument = place.parent().is(NodeKind::argument_list) && is_class_argument(place, cx);
  if (!clause && !argument) return false;
  const bool separate = in_tuple || (argument && cx.model().refers_only_to(place.parent().parent().child(Field::function), "contextlib.suppress"));
  fix.insert(name.begin(), separate ? "TimeoutError, " : "(TimeoutError, ");
  if (!separate) fix.insert(name.end(), ")");
  return true;
}

std::string adapt_timeout_handlers(Fix& fix, Node site, Node awaited, const TransformContext& cx) {
  return TimeoutPath(fix, site, awaited, cx).follow();
}

}  // namespace asyncio2anyio

#include "transforms/api/loop_dance.h"

#include <algorithm>

#include "engine/edit/statement_removal.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/arguments.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/loops.h"
#include "transforms/api/main_call.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {

using codemod::Binding;
using codemod::BindingId;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::Reference;
using codemod::Safety;
using codemod::ScopeId;
using codemod::ScopeKind;
using codemod::TrackedObject;
using codemod::TransformContext;
using codemod::UseKind;

namespace {

constexpr std::string_view kOneMain = "call everything from one async main function and start that with `anyio.run`";

std::string name_of(Node reference, const TransformContext& cx) {
  const auto index = cx.reference_at(reference);
  return index ? cx.reference(*index).name : std::string();
}

/// The nearest `for` or `while` around `node` in the same function; null when there is none.
Node loop_around(Node node) {
  for (Node up = node.parent(); up && !up.is_any(NodeKind::function_definition, NodeKind::lambda, NodeKind::class_definition);
       up = up.parent())
    if (up.is_any(NodeKind::for_statement, NodeKind::while_statement)) return up;
  return {};
}

class Dance {
 public:
  Dance(const TrackedObject& loop, Fix& fix, const TransformContext& cx) : loop_(loop), fix_(fix), cx_(cx) {}

  std::optional<ObjectObstacle> rewrite() {
    for (const ObjectUse& use : loop_.uses)
      if (auto obstacle = sort(use)) return obstacle;
    if (auto obstacle = check_runs()) return obstacle;
    if (auto obstacle = check_holders()) return obstacle;
    for (const Node producer : loop_.producers)
      if (auto obstacle = remove_producer(producer)) return obstacle;
    if (auto obstacle = remove_conditions()) return obstacle;
    remove_resets();
    return edit();
  }

 private:
  std::optional<ObjectObstacle> sort(const ObjectUse& use) {
    if (use.kind == UseKind::argument) return sort_argument(use);
    if (use.kind != UseKind::method_call && use.kind != UseKind::member) return ObjectObstacle{use.node, describe_loop_value(use), {}};
    if (use.kind == UseKind::member) return ObjectObstacle{use.node, "its `" + std::string(use.member) + "` is used as a value", {}};
    if (use.member == "run_until_complete") return sort_run(use.outer);
    if (use.member == "run_forever") return ObjectObstacle{use.node, "it runs until something stops it", {}};
    if (use.member == "close") return remove(use.outer, "`close()`");
    if (use.member == "is_closed") return conditions_.push_back(use.outer), std::nullopt;
    if (use.member.starts_with("shutdown_") && is_run_argument(use.outer)) return std::nullopt;
    return ObjectObstacle{use.node, "`" + std::string(use.member) + "` is called on it as well", {}};
  }

  std::optional<ObjectObstacle> sort_argument(const ObjectUse& use) {
    const Node call = use.outer.parent().parent();
    if (name_of(call.child(Field::function), cx_) != "asyncio.set_event_loop" || only_argument(call) != use.outer)
      return ObjectObstacle{use.node, describe_loop_value(use), {}};
    is_set_ = true;
    return remove(call, "`set_event_loop`");
  }

  std::optional<ObjectObstacle> sort_run(Node call) {
    const Node argument = only_argument(call);
    if (!argument) return ObjectObstacle{call, "its arguments cannot be told apart", {}};
    const Node callee = argument.child(Field::function);
    const bool on_loop = argument.is(NodeKind::call) && callee.is(NodeKind::attribute) && is_loop(callee.child(Field::object));
    if (on_loop && callee.child(Field::attribute).text().starts_with("shutdown_")) return remove(call, "`run_until_complete`");
    runs_.push_back(call);
    return std::nullopt;
  }

  [[nodiscard]] bool is_loop(Node expression) const {
    return std::ranges::any_of(loop_.uses, [&](const ObjectUse& use) { return use.node == expression; });
  }

  /// `loop.run_until_complete(loop.shutdown_asyncgens())`, which goes as a statement.
  [[nodiscard]] bool is_run_argument(Node call) const {
    const Node runner = call.parent().parent();
    return call.parent().is(NodeKind::argument_list) && runner.child(Field::function).is(NodeKind::attribute) &&
           is_loop(runner.child(Field::function).child(Field::object));
  }

  std::optional<ObjectObstacle> remove(Node call, std::string_view what) {
    if (!codemod::is_whole_statement(call)) return ObjectObstacle{call, std::string(what) + " is part of a larger statement", {}};
    removed_.push_back(codemod::statement_of(call));
    return std::nullopt;
  }

  [[nodiscard]] std::optional<ObjectObstacle> check_runs() const {
    const Node made = loop_.producers.front();
    if (runs_.empty()) return ObjectObstacle{made, "nothing is run on it where it is made", {}};
    if (runs_.size() > 1) return ObjectObstacle{runs_[1], "it runs several things, which share its tasks and objects", std::string(kOneMain)};
    const Node run = runs_.front();
    const Node function = cx_.model().function_of(run);
    for (const Node producer : loop_.producers) {
      if (cx_.model().function_of(producer) != function) return ObjectObstacle{run, "it is made in another function than it runs in", {}};
      if (loop_around(producer) != loop_around(run)) return ObjectObstacle{run, "it runs something more than once, which shares its tasks and objects", std::string(kOneMain)};
    }
    for (const ObjectUse& use : loop_.uses)
      if (cx_.model().function_of(use.node) != function) return ObjectObstacle{use.node, "it is used by another function", {}};
    const bool repeated = cx_.model().scope(cx_.model().scope_of(run)).kind == ScopeKind::comprehension;
    if (repeated) return ObjectObstacle{run, "it runs something for each element", std::string(kOneMain)};
    for (const Node reference : loop_.references)
      if (name_of(reference, cx_) == "asyncio.get_running_loop")
        return ObjectObstacle{run, "a loop that runs cannot be run again, so this raises `RuntimeError`", "await the coroutine in async code instead"};
    if (nests_loops(cx_)) return ObjectObstacle{run, std::string(kNested), std::string(kUnnest)};
    if (codemod::is_async_function(function)) return ObjectObstacle{run, "it stands in async code, where a loop runs already", "await the coroutine instead"};
    return check_argument(codemod::strip_parentheses(only_argument(run)));
  }

  [[nodiscard]] std::optional<ObjectObstacle> check_argument(Node argument) const {
    if (!argument.is(NodeKind::call))
      return ObjectObstacle{runs_.front(), "what it runs may be a task or a future, which belongs to the loop", "run a coroutine function with `anyio.run`"};
    const std::string callee = cx_.knowledge().canonical(cx_.model().resolve(argument.child(Field::function)).name);
    if (callee == "asyncio.gather" || callee == "asyncio.wait")
      return ObjectObstacle{runs_.front(), "it runs the tasks of `" + callee + "`, which need an async function around them",
                          "start the tasks in an `anyio.create_task_group` of an async main function, and run that with `anyio.run`"};
    return std::nullopt;
  }

  [[nodiscard]] std::optional<ObjectObstacle> check_holders() const {
    for (const BindingId variable : loop_.variables) {
      const Binding& binding = cx_.model().binding(variable);
      const Node at = loop_.producers.front();
      if (binding.declared_global) return ObjectObstacle{at, "a function may bind its name anew", {}};
      if (binding.scope != ScopeId::module) continue;
      if (cx_.model().is_exported(binding.name)) return ObjectObstacle{at, "`__all__` exports it", {}};
      const auto foreign = cx_.facts().foreign_module_uses(cx_.path(), binding.name);
      if (foreign && !foreign->empty()) return ObjectObstacle{at, "`" + cx_.facts().path(foreign->front()) + "` uses it", {}};
    }
    return std::nullopt;
  }

  std::optional<ObjectObstacle> remove_producer(Node producer) {
    if (!codemod::arguments_of(producer).empty()) return ObjectObstacle{producer, "it is made with arguments", {}};
    if (is_used_directly(loop_)) return std::nullopt;
    const Node statement = codemod::statement_of(producer);
    const Node assignment = statement.first_child();
    const bool whole = statement.is(NodeKind::expression_statement) && assignment.is(NodeKind::assignment) &&
                       codemod::strip_parentheses(assignment.child(Field::right)) == producer;
    if (!whole) return ObjectObstacle{producer, "it is made inside a larger statement", {}};
    removed_.push_back(statement);
    return std::nullopt;
  }

  /// `if loop.is_closed():` goes together with all that it guards.
  std::optional<ObjectObstacle> remove_conditions() {
    for (const Node call : conditions_) {
      Node test = codemod::outermost_parentheses(call);
      if (test.parent().is(NodeKind::not_operator)) test = codemod::outermost_parentheses(test.parent());
      const Node statement = test.parent();
      const bool plain = statement.is(NodeKind::if_statement) && test.field() == Field::condition &&
                         !statement.child(Field::alternative);
      const bool gone = plain && std::ranges::all_of(statement.child(NodeKind::block).named_children(), [&](Node child) {
        return std::ranges::find(removed_, child) != removed_.end();
      });
      if (!gone) return ObjectObstacle{call, "`is_closed` is called on it as well", {}};
      removed_.push_back(statement);
    }
    return std::nullopt;
  }

  /// `asyncio.set_event_loop(None)` after the dance.
  void remove_resets() {
    const Node function = cx_.model().function_of(runs_.front());
    for (const std::uint32_t index : cx_.named("asyncio.set_event_loop")) {
      const Node call = codemod::call_of(cx_.reference(index).node);
      if (!call || !only_argument(call).is(NodeKind::none) || !codemod::is_whole_statement(call)) continue;
      if (cx_.model().function_of(call) == function) removed_.push_back(codemod::statement_of(call));
    }
  }

  std::optional<ObjectObstacle> edit() {
    const Node run = runs_.front();
    const Reference& made = cx_.reference(*cx_.reference_at(loop_.references.front()));
    fix_.title = "use `anyio.run`";
    const auto anyio = cx_.need_import(fix_, run, made.root, "anyio");
    if (!anyio) return ObjectObstacle{run, std::string(kShadowed), {}};
    fix_.replace(run.child(Field::function), *anyio + ".run");
    fix_.need(min_anyio("anyio.run"));
    if (std::string refusal = pass_main(only_argument(run), made, fix_, cx_); !refusal.empty()) return ObjectObstacle{run, std::move(refusal), {}};
    judge();
    if (codemod::remove_statements(removed_, fix_.edits)) return std::nullopt;
    return ObjectObstacle{loop_.producers.front(), "what stays around it would be an empty block, or cannot move", {}};
  }

  /// Code elsewhere may find the current loop of the thread, with all that is bound to it; a loop that is made and
  /// closed here is nobody else's.
  void judge() {
    const bool is_made = std::ranges::all_of(loop_.references, [&](Node reference) { return name_of(reference, cx_) == "asyncio.new_event_loop"; });
    const bool is_closed = std::ranges::any_of(loop_.uses, [](const ObjectUse& use) { return use.member == "close"; });
    const bool is_private = is_made && (is_closed || !is_set_);
    if (!is_private && !runs_once()) unsafe(", which gives each call a loop of its own");
    else if (asks_elsewhere()) unsafe(", which leaves no current loop behind");
    if (cx_.facts().occurs("nest_asyncio")) unsafe(", which `nest_asyncio` does not let run inside a running loop");
    for (const Node reference : loop_.references)
      if (const std::string_view by = cx_.patched(cx_.reference(*cx_.reference_at(reference))); !by.empty())
        unsafe(", where `patch(\"" + std::string(by) + "\")` replaces nothing any more");
  }

  void unsafe(std::string_view why) {
    fix_.at_least(Safety::unsafe);
    fix_.title += why;
  }

  /// At the level of the module, and what runs is a function of this file or of an import: no object that was made
  /// before is bound to the loop.
  [[nodiscard]] bool runs_once() const {
    const Node run = runs_.front();
    if (cx_.model().function_of(run) || loop_around(run)) return false;
    const Node main = codemod::strip_parentheses(only_argument(run));
    if (codemod::callee_definition(cx_.model(), main)) return true;
    return !cx_.model().resolve(main.child(Field::function)).name.empty();
  }

  /// Whether code of this file that is not async asks for the current loop as well.
  [[nodiscard]] bool asks_elsewhere() const {
    return std::ranges::any_of(cx_.named("asyncio.get_event_loop"), [&](std::uint32_t index) {
      const Node node = cx_.reference(index).node;
      return !in_async_function(node, cx_) && std::ranges::find(loop_.references, node) == loop_.references.end();
    });
  }

  const TrackedObject& loop_;
  Fix& fix_;
  const TransformContext& cx_;
  std::vector<Node> runs_;
  std::vector<Node> removed_;
  std::vector<Node> conditions_;
  bool is_set_ = false;
};

/// Whether the annotation belongs to the assignment that makes the loop: `loop: Final = new_event_loop()`.
bool goes_with_producer(const TrackedObject& loop, Node annotation) {
  const Node assignment = annotation.parent();
  return std::ranges::any_of(loop.producers, [&](Node producer) { return assignment.encloses(producer); });
}

}  // namespace

bool is_driven(const TrackedObject& loop, const TransformContext& cx) {
  const bool is_made = std::ranges::any_of(loop.references, [&](Node reference) { return name_of(reference, cx) == "asyncio.new_event_loop"; });
  const auto runs = [](const ObjectUse& use) { return use.member == "run_until_complete" || use.member == "run_forever"; };
  const auto keeps = [](const ObjectUse& use) { return use.member.empty() || use.member == "close"; };
  return std::ranges::any_of(loop.uses, runs) || (is_made && !is_used_directly(loop) && std::ranges::all_of(loop.uses, keeps));
}

bool is_plainly_held(const TrackedObject& loop) {
  return loop.doubt.empty() && loop.attribute.empty() && loop.none_values.empty() && loop.variables.size() <= 1 &&
         std::ranges::all_of(loop.annotations, [&](Node annotation) { return goes_with_producer(loop, annotation); });
}

std::optional<ObjectObstacle> rewrite_dance(const TrackedObject& loop, Fix& fix, const TransformContext& cx) {
  return Dance(loop, fix, cx).rewrite();
}

}  // namespace asyncio2anyio

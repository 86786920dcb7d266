#include "transforms/api/thread_tokens.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/arguments.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/callers.h"
#include "transforms/api/lock_foreign.h"
#include "transforms/api/loops.h"
#include "transforms/api/main_call.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/thread_submission.h"

namespace asyncio2anyio {

using codemod::BindingId;
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

constexpr auto kLoopMembers = std::to_array<std::string_view>(
    {"call_at", "call_later", "call_soon", "call_soon_threadsafe", "close", "create_future", "create_task", "is_closed", "is_running",
     "run_forever", "run_in_executor", "run_until_complete", "set_debug", "stop", "time"});

/// The call of `run_coroutine_threadsafe` that a loop is given to; null for other uses.
Node submission_of(const ObjectUse& use, const TransformContext& cx) {
  if (use.kind != UseKind::argument) return {};
  const Node call = use.outer.parent().parent();
  const auto index = call.is(NodeKind::call) ? cx.reference_at(call.child(Field::function)) : std::nullopt;
  return index && cx.reference(*index).name == "asyncio.run_coroutine_threadsafe" ? call : Node();
}

bool calls_back(const ObjectUse& use) { return use.kind == UseKind::method_call && use.member == "call_soon_threadsafe"; }

/// An argument that a thread's function is given, and its place among them.
struct ThreadArgument {
  Node call;
  Node function;
  std::size_t position = 0;
};

/// `Thread(target=f, args=(a, loop))` or `submit(f, a, loop)`.
std::optional<ThreadArgument> thread_argument(Node value) {
  const Node list = value.parent();
  const Node keyword = list.parent();
  if (list.is_any(NodeKind::tuple, NodeKind::list) && keyword.is(NodeKind::keyword_argument) && keyword.child(Field::name).text() == "args") {
    const Node call = keyword.parent().parent();
    const Node target = codemod::keyword_argument_of(call, "target");
    const std::vector<Node> values = list.named_children();
    if (!target || !thread_call(codemod::keyword_value(target))) return std::nullopt;
    return ThreadArgument{call, codemod::keyword_value(target), static_cast<std::size_t>(std::ranges::find(values, value) - values.begin())};
  }
  if (!list.is(NodeKind::argument_list)) return std::nullopt;
  const std::vector<Node> arguments = codemod::arguments_of(list.parent());
  const auto place = std::ranges::find(arguments, value);
  for (auto each = arguments.begin(); each < place; ++each) {
    if (each->is(NodeKind::list_splat)) return std::nullopt;
    const bool names = each->is(NodeKind::identifier) || (each->is(NodeKind::attribute) && each->child(Field::object).text() == "self");
    if (names && thread_call(*each)) return ThreadArgument{list.parent(), *each, static_cast<std::size_t>(place - each) - 1};
  }
  return std::nullopt;
}

class Token {
 public:
  Token(const TrackedObject& loop, Fix& fix, const TransformContext& cx)
      : loop_(loop), reference_(cx.reference(*cx.reference_at(loop.references.front()))), fix_(fix), cx_(cx) {}

  std::optional<ObjectObstacle> rewrite() {
    if (auto obstacle = check_holder()) return obstacle;
    if (auto obstacle = collect()) return obstacle;
    for (const ObjectUse& use : uses_)
      if (auto obstacle = rewrite_use(use)) return obstacle;
    for (const auto& [parameter, calls] : passes_)
      if (auto obstacle = check_parameter(parameter, calls)) return obstacle;
    if (auto obstacle = rewrite_annotations()) return obstacle;
    return take_token();
  }

 private:
  std::optional<ObjectObstacle> check_holder() const {
    const Node at = loop_.producers.front();
    const auto keep = [](Node place, std::string why) { return ObjectObstacle{place, std::move(why), {}}; };
    if (cx_.targets().library < min_anyio("anyio.from_thread.run(token)")) return keep(at, "before anyio 4.11 a thread cannot be told which loop it is for");
    if (!loop_.doubt.empty()) return keep(loop_.doubt_at, loop_.doubt);
    if (std::string doubt = doubt_of_running_loop(loop_, cx_); !doubt.empty()) return keep(at, std::move(doubt));
    for (const Node producer : loop_.producers) {
      if (!in_async_function(producer, cx_)) return keep(producer, "it is taken outside of async code, where there may be no token");
      const Node assignment = codemod::statement_of(producer).first_child();
      if (!assignment.is(NodeKind::assignment) || codemod::strip_parentheses(assignment.child(Field::right)) != producer)
        return keep(producer, "it is made inside a larger statement");
    }
    if (loop_.attribute.empty()) return std::nullopt;
    auto obstacle = check_lookups(loop_, cx_);
    if (!obstacle) obstacle = check_foreign(loop_, {kLoopMembers, {}}, cx_);
    return obstacle ? std::optional(ObjectObstacle{obstacle->at ? obstacle->at : at, obstacle->reason, {}}) : std::nullopt;
  }

  /// Follows the loop into the functions of threads.
  std::optional<ObjectObstacle> collect() {
    uses_ = loop_.uses;
    for (const codemod::ObjectPass& pass : loop_.passes) {
      Node argument = codemod::outermost_parentheses(pass.node);
      if (argument.parent().is(NodeKind::keyword_argument)) return ObjectObstacle{argument, "it is passed on by its name", {}};
      passes_[pass.parameter].insert(argument.parent().parent());
    }
    for (std::size_t i = 0; i < uses_.size(); ++i) {
      const Node value = codemod::outermost_parentheses(uses_[i].node);
      if (submission_of(uses_[i], cx_)) continue;
      const auto given = thread_argument(value);
      const BindingId parameter = given ? parameter_of(*given) : behind_call(uses_[i]);
      if (given && parameter == BindingId::none) return ObjectObstacle{value, "the function of the thread that it is given to is not seen", {}};
      if (parameter == BindingId::none) continue;
      given_.insert(uses_[i].node);
      const Node call = given ? given->call : value.parent().parent();
      if (!passes_.contains(parameter))
        for (const Node use : cx_.model().binding(parameter).uses) uses_.push_back(codemod::classify_use(use));
      passes_[parameter].insert(call);
    }
    return std::nullopt;
  }

  /// The parameter of a function of the file that is called with it.
  [[nodiscard]] BindingId behind_call(const ObjectUse& use) const {
    const bool plain = use.kind == UseKind::argument && !use.outer.is(NodeKind::keyword_argument);
    return plain ? parameter_behind(cx_.model(), use.outer) : BindingId::none;
  }

  [[nodiscard]] BindingId parameter_of(const ThreadArgument& given) const {
    if (given.function.is(NodeKind::identifier)) {
      const Node function = codemod::only_function(cx_.model(), cx_.model().binding_of(given.function));
      return function ? parameter_at(cx_.model(), function, given.position) : BindingId::none;
    }
    const Node owner = class_of_self(cx_.model(), given.function.child(Field::object));
    if (!owner) return BindingId::none;
    const codemod::ScopeId scope = cx_.model().scope_made_by(owner);
    const Node function = codemod::only_function(cx_.model(), cx_.model().lookup_local(scope, given.function.child(Field::attribute).text()));
    return function ? parameter_at(cx_.model(), function, given.position + 1) : BindingId::none;
  }

  /// Every call of a function that is given the token must give it one.
  std::optional<ObjectObstacle> check_parameter(BindingId parameter, const std::set<Node>& calls) const {
    const Node function = function_of_parameter(parameter, cx_);
    if (!function) return ObjectObstacle{loop_.producers.front(), "the parameter that it is passed to has a default, or is also assigned", {}};
    const std::string name(function.child(Field::name).text());
    const auto known = [&](Node use) {
      const Node started = thread_call(use);
      return calls.contains(started ? started : codemod::call_of(use));
    };
    const auto obstacle = check_callers(function, "`" + name + "` may be given another loop here", known, cx_);
    return obstacle ? std::optional(ObjectObstacle{obstacle->at, obstacle->reason, {}}) : std::nullopt;
  }

  std::optional<ObjectObstacle> rewrite_use(const ObjectUse& use) {
    if (use.kind == UseKind::tested || given_.contains(use.node)) return std::nullopt;
    if (const Node call = submission_of(use, cx_)) return rewrite_submission(use, call);
    if (calls_back(use)) return rewrite_callback(use);
    if (use.member.empty()) return ObjectObstacle{use.node, describe_loop_value(use), {}};
    return ObjectObstacle{use.node, "`" + std::string(use.member) + "` is used of it as well", {}};
  }

  std::optional<ObjectObstacle> rewrite_submission(const ObjectUse& use, Node call) {
    const Reference& reference = cx_.reference(*cx_.reference_at(call.child(Field::function)));
    const auto submission = parse_submission(call, cx_);
    if (!submission) return ObjectObstacle{call, "its arguments cannot be told apart", {}};
    if (std::string obstacle = obstacle_in(*submission); !obstacle.empty()) return ObjectObstacle{call, std::move(obstacle), std::string(kPortal)};
    if (in_async_function(call, cx_)) return ObjectObstacle{call, "async code waits for it, which blocks the loop", {}};
    const auto anyio = cx_.need_import(fix_, call, reference.root, "anyio");
    if (!anyio) return ObjectObstacle{call, std::string(kShadowed), {}};
    fix_.replace(reference.node, *anyio + ".from_thread.run");
    if (std::string refusal = pass_main(submission->coroutine, reference, fix_, cx_); !refusal.empty()) return ObjectObstacle{call, std::move(refusal), {}};
    fix_.replace(submission->loop, "token=" + std::string(use.node.text()));
    unwrap_result(*submission, fix_);
    return std::nullopt;
  }

  std::optional<ObjectObstacle> rewrite_callback(const ObjectUse& use) {
    const std::vector<Node> arguments = codemod::arguments_of(use.outer);
    if (!codemod::is_whole_statement(use.outer)) return ObjectObstacle{use.outer, "the handle of `call_soon_threadsafe` is used", {}};
    if (arguments.empty() || codemod::keyword_argument_of(use.outer, "context")) return ObjectObstacle{use.outer, "its function runs in a context of its own", {}};
    if (!runs_in_threads(cx_.model().function_of(use.node), cx_))
      return ObjectObstacle{use.outer, "code that may run in the loop's own thread calls back, where `anyio.from_thread.run_sync` cannot wait", std::string(kPortal)};
    const auto anyio = cx_.need_import(fix_, use.node, reference_.root, "anyio");
    if (!anyio) return ObjectObstacle{use.outer, std::string(kShadowed), {}};
    fix_.replace(use.outer.child(Field::function), *anyio + ".from_thread.run_sync");
    append_arguments(fix_, arguments.back(), {"token=" + std::string(use.node.text())});
    return std::nullopt;
  }

  std::optional<ObjectObstacle> rewrite_annotations() {
    for (const Node type : loop_.annotations)
      for (const std::uint32_t index : cx_.references_in(type.range())) {
        const Reference& reference = cx_.reference(index);
        const auto local = cx_.need_import(fix_, type, reference.root, "anyio.lowlevel", "EventLoopToken");
        if (reference.kind != codemod::ReferenceKind::name || !local) return ObjectObstacle{type, "its type is annotated in a string", {}};
        fix_.replace(reference.node, *local);
      }
    return std::nullopt;
  }

  std::optional<ObjectObstacle> take_token() {
    for (const Node producer : loop_.producers) {
      const auto local = cx_.need_import(fix_, producer, reference_.root, "anyio.lowlevel", "current_token");
      if (!local) return ObjectObstacle{producer, std::string(kShadowed), {}};
      fix_.replace(producer, *local + "()");
    }
    for (const std::uint32_t index : references_of(loop_, cx_)) fix_.claims.push_back({index, {}});
    fix_.need(min_anyio("anyio.from_thread.run(token)"));
    return std::nullopt;
  }

  static constexpr std::string_view kPortal =
      "open an `anyio.from_thread.BlockingPortal` where the loop was taken: its `start_task_soon` gives the same kind of future";

  const TrackedObject& loop_;
  const Reference& reference_;
  Fix& fix_;
  const TransformContext& cx_;
  std::vector<ObjectUse> uses_;
  std::map<BindingId, std::set<Node>> passes_;  ///< The calls that pass it, by parameter.
  std::set<Node> given_;                        ///< Where a thread is given it.
};

}  // namespace

bool serves_threads(const TrackedObject& loop, const TransformContext& cx) {
  return std::ranges::any_of(loop.uses, [&](const ObjectUse& use) {
    return calls_back(use) || submission_of(use, cx) || thread_argument(codemod::outermost_parentheses(use.node));
  });
}

std::optional<ObjectObstacle> use_token(const TrackedObject& loop, Fix& fix, const TransformContext& cx) {
  return Token(loop, fix, cx).rewrite();
}

}  // namespace asyncio2anyio

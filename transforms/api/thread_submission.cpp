#include "transforms/api/thread_submission.h"

#include <algorithm>
#include <array>

#include "engine/edit/import_editor.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/callers.h"
#include "transforms/api/lock_objects.h"

namespace asyncio2anyio {

using codemod::BindingId;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::TransformContext;
using codemod::UseKind;

namespace {

/// Functions that run one of their arguments in a thread.
constexpr auto kExecutors = std::to_array<std::string_view>({"map", "run_in_executor", "run_sync", "submit", "to_thread"});

/// The call of `result` behind a future that is kept for the next statement and for nothing else.
Node awaited_in_next_statement(Node call, Node& holder, const TransformContext& cx) {
  const Node assignment = call.parent();
  const Node target = assignment.child(Field::left);
  const bool kept = assignment.is(NodeKind::assignment) && call.field() == Field::right && target.is(NodeKind::identifier) &&
                    assignment.parent().is(NodeKind::expression_statement) && !assignment.child(Field::type);
  const BindingId id = kept ? cx.model().binding_of(target) : BindingId::none;
  if (id == BindingId::none) return {};
  const codemod::Binding& binding = cx.model().binding(id);
  if (binding.definitions.size() != 1 || binding.uses.size() != 1 || binding.declared_global) return {};
  const ObjectUse use = codemod::classify_use(binding.uses.front());
  if (use.kind != UseKind::method_call || use.member != "result") return {};
  const Node statement = codemod::statement_of(use.outer);
  if (statement != assignment.parent().next_sibling() || !codemod::begins_its_line(statement)) return {};
  holder = assignment;
  return use.outer;
}

}  // namespace

std::optional<Submission> parse_submission(Node call, const TransformContext& cx) {
  Submission parsed{call, {}, {}, {}, {}, {}};
  const std::vector<Node> arguments = codemod::arguments_of(call);
  if (arguments.size() != 2 || arguments[0].is_any(NodeKind::keyword_argument, NodeKind::list_splat)) return std::nullopt;
  parsed.coroutine = arguments[0];
  parsed.loop = arguments[1];
  if (parsed.loop.is_any(NodeKind::list_splat, NodeKind::dictionary_splat)) return std::nullopt;
  const ObjectUse use = codemod::classify_use(call);
  parsed.result = use.kind == UseKind::method_call && use.member == "result" ? use.outer : awaited_in_next_statement(call, parsed.holder, cx);
  if (!parsed.result) return parsed;
  const std::vector<Node> limits = codemod::arguments_of(parsed.result);
  if (limits.empty()) return parsed;
  const Node limit = limits.front().is(NodeKind::keyword_argument) ? codemod::keyword_value(limits.front()) : limits.front();
  if (limits.size() > 1 || !limit.is(NodeKind::none)) parsed.time_limit = limits.front();
  return parsed;
}

std::string obstacle_in(const Submission& submission) {
  if (!submission.result) return "its future is used for more than to wait for the result";
  if (submission.time_limit) return "the thread waits for the result only for some time";
  if (!submission.coroutine.is(NodeKind::call)) return "it is given a coroutine that was made before";
  return {};
}

void unwrap_result(const Submission& submission, codemod::Fix& fix) {
  if (!submission.holder) return fix.erase({submission.call.end(), submission.result.end()});
  const Node result = submission.result;
  const Node statement = codemod::statement_of(result);
  const Node parent = result.parent();
  const bool given = parent.is(NodeKind::return_statement) ||
                     (parent.is(NodeKind::assignment) && result.field() == Field::right && parent.parent() == statement);
  if (!given && parent != statement) return fix.replace(result, std::string(submission.holder.child(Field::left).text()));
  // What the next statement does with the result, this one does at once.
  const std::string head(statement.tree()->text().substr(statement.begin(), result.begin() - statement.begin()));
  fix.replace({submission.holder.begin(), submission.call.begin()}, head);
  fix.erase(codemod::removal_range(statement));
}

Node thread_call(Node function) {
  const Node parent = function.parent();
  if (parent.is(NodeKind::keyword_argument)) {
    const Node call = parent.parent().parent();
    return parent.child(Field::name).text() == "target" && call.child(Field::function).text().ends_with("Thread") ? call : Node();
  }
  const Node call = parent.parent();
  if (!parent.is(NodeKind::argument_list) || !call.is(NodeKind::call)) return {};
  const Node callee = call.child(Field::function);
  const std::string_view name = callee.is(NodeKind::attribute) ? callee.child(Field::attribute).text() : callee.text();
  return contains(kExecutors, name) ? call : Node();
}

bool runs_in_threads(Node function, const TransformContext& cx, int depth) {
  if (!function || depth == 0 || codemod::is_async_function(function)) return false;
  if (function.is(NodeKind::lambda)) return bool(thread_call(function));
  if (function.parent().is(NodeKind::decorated_definition)) return false;
  const BindingId id = cx.model().binding_of(function.child(Field::name));
  if (id == BindingId::none || cx.model().binding(id).definitions.size() != 1) return false;
  bool is_used = false;
  const auto known = [&](Node use) {
    is_used = true;
    return thread_call(use) || (codemod::call_of(use) && runs_in_threads(cx.model().function_of(use), cx, depth - 1));
  };
  return !check_callers(function, {}, known, cx) && is_used;
}

}  // namespace asyncio2anyio

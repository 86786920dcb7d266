#include "transforms/api/executor_call.h"

#include "engine/syntax/context.h"
#include "transforms/api/arguments.h"

namespace asyncio2anyio {

using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;

namespace {

bool is_keyword(Node argument, std::string_view name) {
  return argument.is(NodeKind::keyword_argument) && argument.child(Field::name).text() == name;
}

/// The call of asyncio among whose arguments `future` is, in lists and comprehensions, too.
std::string collector_of(Node future, const TransformContext& cx) {
  for (Node node = future; node; node = node.parent()) {
    if (node.is_any(NodeKind::lambda, NodeKind::block, NodeKind::await)) return {};
    if (!node.is(NodeKind::argument_list)) continue;
    const auto index = cx.reference_at(node.parent().child(Field::function));
    return index ? cx.reference(*index).name : std::string();
  }
  return {};
}

}  // namespace

Node ExecutorCall::executor_value() const {
  const Node value = executor.is(NodeKind::keyword_argument) ? codemod::keyword_value(executor) : executor;
  return codemod::strip_parentheses(value);
}

std::optional<ExecutorCall> parse_executor_call(Node call) {
  ExecutorCall parsed{call, {}, {}, {}};
  for (const Node argument : codemod::arguments_of(call)) {
    if (argument.is(NodeKind::dictionary_splat)) return std::nullopt;
    if (is_keyword(argument, "executor") && !parsed.executor) parsed.executor = argument;
    else if (is_keyword(argument, "func") && !parsed.function) parsed.function = argument;
    else if (argument.is(NodeKind::keyword_argument)) return std::nullopt;
    else if (!parsed.executor && !parsed.function && !argument.is(NodeKind::list_splat)) parsed.executor = argument;
    else if (!parsed.executor) return std::nullopt;
    else if (!parsed.function) parsed.function = argument;
    if (argument != parsed.executor) parsed.last = argument;
  }
  if (!parsed.executor || !parsed.function) return std::nullopt;
  return parsed;
}

std::string describe_future(Node call, const TransformContext& cx) {
  if (codemod::await_of(call)) return {};
  if (codemod::is_whole_statement(call)) return "its future is not awaited: the work goes on in the background";
  if (const std::string collector = collector_of(call, cx); !collector.empty())
    return "its future is an argument of `" + collector + "`, which has to be rewritten with it";
  const Node parent = codemod::outermost_parentheses(call).parent();
  if (parent.is(NodeKind::return_statement)) return "its future is returned, and may be awaited later";
  return "its future is stored: asyncio starts the work at once, anyio when it is awaited";
}

void rewrite_arguments(codemod::Fix& fix, const ExecutorCall& call, const std::vector<std::string>& options) {
  if (call.function.is(NodeKind::keyword_argument))
    fix.erase({call.function.begin(), codemod::keyword_value(call.function).begin()});
  if (call.executor.begin() < call.last.begin()) {
    remove_argument(fix, call.executor);
    append_arguments(fix, call.last, options);
    return;
  }
  std::string text;
  for (const std::string& option : options) text += (text.empty() ? "" : ", ") + option;
  fix.replace(call.executor, std::move(text));
}

}  // namespace asyncio2anyio

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/edit/fix.h"
#include "engine/syntax/node.h"
#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// The arguments of `loop.run_in_executor(executor, function, *arguments)`.
struct ExecutorCall {
  codemod::Node call;
  codemod::Node executor;  ///< The argument, its keyword included.
  codemod::Node function;  ///< The argument, its keyword included; may be `*arguments`.
  codemod::Node last;      ///< The last argument besides the executor.

  /// The executor without its keyword and parentheses.
  [[nodiscard]] codemod::Node executor_value() const;
};

/// Nothing when the arguments cannot be told apart.
[[nodiscard]] std::optional<ExecutorCall> parse_executor_call(codemod::Node call);

/// Why the call cannot become one of anyio: what happens to its future; empty when it is awaited.
[[nodiscard]] std::string describe_future(codemod::Node call, const codemod::TransformContext& cx);

/// Removes the executor from the arguments and adds `options` at the end.
void rewrite_arguments(codemod::Fix& fix, const ExecutorCall& call, const std::vector<std::string>& options);

}  // namespace asyncio2anyio

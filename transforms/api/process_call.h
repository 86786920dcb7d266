#pragma once

#include <string>
#include <string_view>

#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// Where a process gets its standard input from.
enum class ProcessInput : std::uint8_t {
  as_given,  ///< What the call says.
  nothing,   ///< A pipe that is closed at once.
  data,      ///< Bytes.
};

/// How a call that starts a process is to be written.
struct ProcessCall {
  std::string_view function;  ///< `run_process` or `open_process`.
  ProcessInput input = ProcessInput::as_given;
  std::string data;  ///< The expression that gives the bytes.
};

/// Turns `asyncio.create_subprocess_exec(...)` or `..._shell(...)` into a function of anyio, which takes the command as
/// one argument and has other defaults. Gives the reason when an argument has no counterpart.
[[nodiscard]] std::string rewrite_process_call(codemod::Node reference, const ProcessCall& wanted, codemod::Fix& fix,
                                               const codemod::TransformContext& cx);

/// The name of a constant of `asyncio.subprocess` (`PIPE`); empty for other names.
[[nodiscard]] std::string_view subprocess_constant(std::string_view canonical);

}  // namespace asyncio2anyio

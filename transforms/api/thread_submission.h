#pragma once

#include <optional>
#include <string>

#include "transforms/api/object_groups.h"

namespace asyncio2anyio {

/// `asyncio.run_coroutine_threadsafe(f(), loop).result()`, in one statement or in two neighbouring ones.
struct Submission {
  codemod::Node call;
  codemod::Node coroutine;
  codemod::Node loop;        ///< The argument; a keyword argument as a whole.
  codemod::Node result;      ///< The call of `result`; null for another use of the future.
  codemod::Node time_limit;
  codemod::Node holder;      ///< The assignment that keeps the future for the next statement; null for none.
};

/// Takes a call of `run_coroutine_threadsafe` apart; nothing when its arguments cannot be told apart.
[[nodiscard]] std::optional<Submission> parse_submission(codemod::Node call, const codemod::TransformContext& cx);

/// Why a submission cannot wait for its coroutine in `anyio.from_thread.run`; empty when it can.
[[nodiscard]] std::string obstacle_in(const Submission& submission);

/// Writes what the call gives for the future that it was asked for.
void unwrap_result(const Submission& submission, codemod::Fix& fix);

/// Whether a function certainly runs in threads only: everything that is done with it is to give it to a thread or an executor, or
/// to call it from another such function.
[[nodiscard]] bool runs_in_threads(codemod::Node function, const codemod::TransformContext& cx, int depth = 4);

/// Whether an expression is what a call runs in a thread: `Thread(target=f)`, `executor.submit(f)`, `to_thread(f)`.
[[nodiscard]] codemod::Node thread_call(codemod::Node function);

}  // namespace asyncio2anyio

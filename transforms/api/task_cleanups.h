#pragma once

#include <set>
#include <vector>

#include "engine/edit/fix.h"
#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// Variables that hold tasks, one or several each.
using TaskVariables = std::set<codemod::BindingId>;

/// Whether an expression is nothing but tasks of the variables: a name, a display of names, `list(names)`, `names.values()`.
[[nodiscard]] bool holds_tasks(codemod::Node expression, const TaskVariables& tasks, const codemod::TransformContext& cx);

/// Whether a statement does nothing but cancel the tasks of the variables and wait for them without raising what they raise.
[[nodiscard]] bool is_task_cleanup(codemod::Node statement, const TaskVariables& tasks, const codemod::TransformContext& cx);

/// Whether such a statement cancels some of them.
[[nodiscard]] bool cancels_tasks(codemod::Node statement);

/// The expressions whose tasks such a statement cancels: `pending` of `for task in pending: task.cancel()`.
[[nodiscard]] std::vector<codemod::Node> cancelled_in(codemod::Node statement);

/// What goes with a statement that ends all tasks of its own, where `finally` and `except BaseException` clauses around it
/// clean them up.
struct CleanupsAround {
  std::vector<codemod::Node> gone;        ///< Statements that clean up.
  std::vector<codemod::Node> statements;  ///< Those of them in a `finally` that stays.
  std::vector<codemod::Node> clauses;     ///< Clauses that hold nothing else, of a `try` that stays.
  codemod::Node unwrapped;                ///< The `try` of which only the block stays; null without one.
};

/// The statements that let a variable hold nothing (`tasks = []`) for statements among `gone` only: where it is read elsewhere, it
/// was always assigned something else before.
[[nodiscard]] std::vector<codemod::Node> needless_empties(codemod::BindingId id, const std::vector<codemod::Node>& gone,
                                                          const codemod::TransformContext& cx);

/// Finds the clauses of the `try` statements whose body holds `statement` that clean up tasks of the variables.
[[nodiscard]] CleanupsAround cleanups_around(codemod::Node statement, const TaskVariables& tasks, const codemod::TransformContext& cx);

/// Erases them, and the statements `others` as well; false where a comment or a string over several lines is in the way.
[[nodiscard]] bool erase_cleanups(const CleanupsAround& cleanups, std::vector<codemod::Node> others, codemod::Fix& fix);

/// Takes a block out of the compound statement around it: header and clauses go, its lines move one level out. False, with
/// nothing done, where a comment or a string over several lines is in the way. `gone` are ranges that other edits erase.
[[nodiscard]] bool unwrap_block(codemod::Node statement, codemod::Node block, const std::vector<codemod::TextRange>& gone, codemod::Fix& fix);

}  // namespace asyncio2anyio

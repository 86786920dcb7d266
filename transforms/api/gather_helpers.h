#pragma once

#include <optional>
#include <string>

#include "engine/edit/fix.h"
#include "engine/transform/reference.h"
#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// The functions that rewritten modules define for themselves.
enum class GatherHelper : std::uint8_t {
  gather,           ///< Results in order, the first exception raised as itself; coroutines only.
  gather_any,       ///< The same for whatever can be awaited, and for releases without `anyio.gather`.
  gather_outcomes,  ///< Results and exceptions in order; whatever can be awaited.
  outcome,          ///< Result or exception of one awaitable.
  task_group,       ///< A task group that raises the first exception itself.
  background,       ///< Logs what a coroutine raises instead of raising it, and ends when it cancels itself.
  owning_group,     ///< A task group that is cancelled by who opens it; what the block raises leaves it as it is.
  awaited_group,    ///< One that raises the first exception itself, also where it came from a handle that was awaited.
  first_completed,  ///< The result of what ends first, whose exception is raised as itself; the others are cancelled.
  store,            ///< Puts the result of one awaitable into a place of a list.
};

/// The name of a helper at the place of `reference`; `fix` asks for its definition where the module has none.
/// Nothing when a name that its text needs is taken.
[[nodiscard]] std::optional<std::string> need_helper(codemod::Fix& fix, GatherHelper helper, const codemod::Reference& reference,
                                                     codemod::TransformContext& cx);

/// What opens a task group for the tasks of `statement`, without its parentheses: a plain one where nobody sees whether exceptions
/// come in a group, else one that raises the first exception as it is.
[[nodiscard]] std::optional<std::string> need_group(codemod::Fix& fix, codemod::Node statement, const codemod::Reference& reference,
                                                    codemod::TransformContext& cx);

/// The name under which the module defines that helper already; nothing when it does not.
[[nodiscard]] std::optional<std::string> existing_helper(GatherHelper helper, const codemod::Reference& reference,
                                                         const codemod::TransformContext& cx);

/// Whether the module defines that helper already, under whatever name.
[[nodiscard]] bool has_helper(GatherHelper helper, const codemod::Reference& reference, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

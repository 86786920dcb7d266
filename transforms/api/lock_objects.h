#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/edit/fix.h"
#include "engine/semantics/object_table.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/object_groups.h"

namespace asyncio2anyio {

/// What is known of one kind of synchronisation object.
struct LockKind {
  std::string_view kind;                            ///< As the object table names it.
  std::string_view target;                          ///< The class of anyio; empty when there is none.
  std::span<const std::string_view> members;        ///< Everything that asyncio's class offers.
  std::span<const std::string_view> values;         ///< Methods that may be handed on uncalled.
  std::span<const std::string_view> foreign;        ///< Methods that another file may call.
  bool is_context_manager = true;
  bool has_owner = false;                           ///< In anyio only the task that acquired it may release it.
};

/// The row of a kind; null for kinds of object that are no synchronisation objects.
[[nodiscard]] const LockKind* find_lock_kind(std::string_view kind);
/// Whether an object of one kind may be annotated as the other: itself, or its base class.
[[nodiscard]] bool is_same_class(std::string_view kind, std::string_view other);
[[nodiscard]] bool contains(std::span<const std::string_view> words, std::string_view word);

/// Whether an object certainly is made while a loop runs.
[[nodiscard]] bool is_made_in_async_code(const codemod::TrackedObject& object, const codemod::TransformContext& cx);
/// Asks for what `form` (a key of `min_anyio`) needs; says so when the target does not have it.
[[nodiscard]] std::optional<std::string> require(std::string_view form, codemod::Fix& fix,
                                                 const codemod::TransformContext& cx);
/// Whether the place is code that only runs in a task.
[[nodiscard]] bool is_in_async_function(codemod::Node node, const codemod::TransformContext& cx);
/// Whether a use certainly is one of this object, and not of a namesake on something of unknown class.
[[nodiscard]] bool is_certain(const codemod::ObjectUse& use, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

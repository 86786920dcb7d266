#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "transforms/api/object_groups.h"

namespace asyncio2anyio {

/// What a future becomes: an event where all it tells is that something has happened, else the
/// future of anyio.
enum class FutureForm : std::uint8_t { event, future };

/// One future and what is known of all that is done with it.
struct FuturePlan {
  const codemod::TrackedObject& future;
  FutureForm form = FutureForm::future;
  bool may_fail = false;  ///< Somebody calls `set_exception`.
};

/// Every name that a future has.
[[nodiscard]] std::span<const std::string_view> future_members();

/// The form that fits all uses: an event where only `None` is ever set and no result is read.
[[nodiscard]] FuturePlan plan_future(const codemod::TrackedObject& future);

/// Adds to `fix` what one use of the future becomes, or says why it cannot.
[[nodiscard]] std::optional<Obstacle> rewrite_future_use(const FuturePlan& plan,
                                                         const codemod::ObjectUse& use,
                                                         codemod::Fix& fix,
                                                         const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

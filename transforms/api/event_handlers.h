#pragma once

#include <expected>
#include <string>
#include <vector>

#include "transforms/api/event_apps.h"

namespace asyncio2anyio {

/// The statements that call the handlers of an application, in the order in which it would call them.
struct HandlerCalls {
  std::vector<std::string> startup;
  std::vector<std::string> shutdown;
};

/// What a lifespan has to say for the handlers of an application; the reason when that cannot be told.
[[nodiscard]] std::expected<HandlerCalls, std::string> handler_calls(const EventApp& app, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

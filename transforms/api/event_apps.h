#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// One place that tells an application to call a function when it starts or stops.
struct Registration {
  std::uint32_t reference = 0;
  codemod::Node statement;  ///< The decorated definition, or the statement that is the call.
  codemod::Node decorator;  ///< Null for a call.
  codemod::Node handler;    ///< The function behind the decorator, or the argument; null when it is not understood.
  bool startup = true;
};

/// An application or router of FastAPI or Starlette that this file makes, with the handlers it is given here.
struct EventApp {
  codemod::Node call;
  codemod::Node statement;    ///< Assigns or returns it.
  codemod::Node target;       ///< `app` or `self.app`; null when it is returned.
  codemod::BindingId variable = codemod::BindingId::none;  ///< Of a target that is a name.
  bool is_router = false;
  codemod::Node on_startup;   ///< The keyword arguments; null when absent.
  codemod::Node on_shutdown;
  std::vector<Registration> registrations;  ///< In the order in which they are made.
  std::vector<std::uint32_t> references;    ///< All of the ledger.

  [[nodiscard]] bool has_handlers() const { return !references.empty(); }
  [[nodiscard]] std::string name() const { return target ? std::string(target.text()) : std::string("the application"); }
};

struct EventApps {
  std::vector<EventApp> apps;
  std::vector<std::uint32_t> strays;  ///< Registrations on something that this file does not make.
};

[[nodiscard]] EventApps find_event_apps(const codemod::TransformContext& cx);

/// Why handlers stay where they are, and what a person can do about it where that is not the usual.
struct EventObstacle {
  std::string text;
  std::string advice;
};

/// Why a stray is one.
[[nodiscard]] EventObstacle reason_of_stray(std::uint32_t index, const codemod::TransformContext& cx);

/// Why the handlers of an application cannot be moved; without text when they can.
[[nodiscard]] EventObstacle obstacle_of(const EventApp& app, const EventApps& all, const codemod::TransformContext& cx);

/// What a lifespan would change beside the order of things, as the end of a sentence; empty for nothing.
[[nodiscard]] std::string difference_of(const EventApp& app, const EventApps& all, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

#pragma once

#include <optional>

#include "transforms/api/process_pipes.h"

namespace asyncio2anyio {

/// A process that becomes one of `anyio.open_process`, which stays open while it is used.
class OpenProcess {
 public:
  OpenProcess(const codemod::TrackedObject& process, codemod::TransformContext& cx)
      : process_(process), cx_(cx), pipes_(process, cx) {}

  /// Checks who holds it and what is done with it, and follows its pipes.
  [[nodiscard]] std::optional<Obstacle> follow(StreamFlow& flow);
  /// Writes everything but what `flow` has followed.
  [[nodiscard]] std::optional<Obstacle> rewrite(StreamFlow& flow, codemod::Fix& fix) const;

 private:
  [[nodiscard]] std::optional<Obstacle> check_holder() const;
  [[nodiscard]] std::optional<Obstacle> check_deletion() const;
  [[nodiscard]] std::optional<Obstacle> check_attribute() const;
  [[nodiscard]] std::optional<Obstacle> check_use(const codemod::ObjectUse& use) const;
  [[nodiscard]] std::optional<Obstacle> rewrite_communicate(const codemod::ObjectUse& use, const StreamFlow& flow, codemod::Fix& fix) const;
  [[nodiscard]] std::optional<Obstacle> rewrite_annotations(codemod::Fix& fix) const;
  [[nodiscard]] bool is_own_variable(const codemod::ObjectUse& use) const;

  const codemod::TrackedObject& process_;
  codemod::TransformContext& cx_;
  ProcessPipes pipes_;
};

}  // namespace asyncio2anyio

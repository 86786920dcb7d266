#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "engine/transform/transform_context.h"
#include "transforms/api/lifespan_slots.h"

namespace asyncio2anyio {

/// A statement that waits for tasks and ignores how they ended, and what is to stand there for handles of anyio.
struct QuietWait {
  codemod::Node statement;
  std::vector<std::string> lines;  ///< Without indentation; a level of it is a tab.
};

/// A statement that does nothing but cancel tasks, wait for them, and forget them.
struct Stop {
  codemod::Node statement;
  std::set<std::size_t> cancelled;  ///< Numbers of slots.
  std::set<std::size_t> awaited;
  std::set<std::size_t> exposed;    ///< Awaited so that what the task raises is seen.
  std::vector<QuietWait> waits;
  bool has_message = false;  ///< `cancel("why")`
};

/// Reads what is done with the tasks of some slots.
class StopReader {
 public:
  StopReader(const std::vector<TaskSlot>& slots, const std::set<std::size_t>& active, const codemod::TransformContext& cx);

  /// The slot that an expression reads; nothing for other expressions.
  [[nodiscard]] std::optional<std::size_t> slot_of(codemod::Node expression) const;
  /// The outermost statement around an expression that only stops tasks; nothing when there is none.
  [[nodiscard]] std::optional<Stop> stop_around(codemod::Node expression) const;

 private:
  struct Load {
    std::size_t slot;
    bool many;
  };
  [[nodiscard]] const Load* load(codemod::Node expression) const;
  [[nodiscard]] bool read(codemod::Node statement, Stop& stop) const;
  [[nodiscard]] bool read_block(codemod::Node block, Stop& stop) const;
  [[nodiscard]] bool read_expression(codemod::Node statement, Stop& stop) const;
  [[nodiscard]] bool read_call(codemod::Node call, Stop& stop) const;
  [[nodiscard]] bool read_quiet(codemod::Node statement, codemod::Node block, Stop& stop) const;
  [[nodiscard]] bool read_loop(codemod::Node statement, Stop& stop) const;
  [[nodiscard]] bool asks(codemod::Node condition) const;
  /// The lines that wait for what a call of `gather` or `wait` is given; none when it is given something else.
  [[nodiscard]] std::vector<std::string> lines_for(codemod::Node call, bool is_quiet, Stop& stop) const;

  const codemod::TransformContext& cx_;
  std::map<codemod::Node, Load> loads_;
  std::set<codemod::Node> resets_;
};

}  // namespace asyncio2anyio

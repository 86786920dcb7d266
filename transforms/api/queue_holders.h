#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "transforms/api/object_groups.h"

namespace asyncio2anyio {

/// The two ends of a memory object stream, as bits.
enum Ends : std::uint8_t { kNoEnd = 0, kSendEnd = 1, kReceiveEnd = 2, kBothEnds = 3 };

/// A member of `asyncio.Queue` and what it becomes.
struct QueueMember {
  std::string_view name;
  Ends end = kNoEnd;  ///< The end that offers the counterpart; none when each or neither does.
  std::string_view target;  ///< The method of that end; empty when there is no such method.
};

/// The row of a member; null for names that a queue does not have.
[[nodiscard]] const QueueMember* find_queue_member(std::string_view name);
/// Every name that a queue has.
[[nodiscard]] std::span<const std::string_view> queue_members();

/// The names of the two ends that take the place of what held a queue.
struct EndNames {
  std::string send_suffix;  ///< What the name of the queue is followed by.
  std::string receive_suffix;

  [[nodiscard]] const std::string& suffix(Ends end) const {
    return end == kReceiveEnd ? receive_suffix : send_suffix;
  }
};

/// What each holder of a queue becomes: two names where the queue is made or where both ends are needed, else one end
/// under the name that it has.
class QueueHolders {
 public:
  QueueHolders(const codemod::TrackedObject& queue, const codemod::TransformContext& cx);

  /// Why some holder cannot become what it must; nothing when all can.
  [[nodiscard]] std::optional<Obstacle> check();
  /// Whether a holder gives way to two.
  [[nodiscard]] bool is_split(std::size_t holder) const { return made_[holder] || ends_[holder] == kBothEnds; }
  /// The one end that another holder becomes.
  [[nodiscard]] Ends end_of(std::size_t holder) const;
  /// The end that `use` asks where either could tell: the one that its holder is, else `preferred`.
  [[nodiscard]] Ends end_at(codemod::Node use, Ends preferred) const;
  /// The end whose identity stands for the queue in comparisons; nothing when holders of both kinds are compared.
  [[nodiscard]] std::optional<Ends> compared_end() const;
  /// The names for the ends of holders that are split; `check` has chosen them.
  [[nodiscard]] const EndNames& names() const { return names_; }

 private:
  void find_ends();
  [[nodiscard]] std::optional<Obstacle> check_holder(std::size_t at) const;
  [[nodiscard]] std::optional<Obstacle> check_made(std::size_t at) const;
  [[nodiscard]] std::optional<Obstacle> check_variable(std::size_t at) const;
  [[nodiscard]] std::optional<Obstacle> check_attribute(std::size_t at) const;
  [[nodiscard]] std::optional<Obstacle> check_parameter(std::size_t at, const codemod::Definition& definition) const;
  [[nodiscard]] std::optional<Obstacle> check_calls(std::size_t at, codemod::Node definition) const;
  [[nodiscard]] bool passes_to(codemod::Node call, std::size_t at) const;
  [[nodiscard]] bool choose_names();
  [[nodiscard]] bool is_free(const std::string& suffix) const;

  const codemod::TrackedObject& queue_;
  const codemod::TransformContext& cx_;
  std::vector<unsigned> ends_;
  std::vector<bool> made_;
  EndNames names_;
};

/// Whether a node certainly means the object, and not a namesake on something of unknown class.
[[nodiscard]] bool is_known_place(codemod::Node node, const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

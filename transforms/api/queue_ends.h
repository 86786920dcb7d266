#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

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

/// Which functions receive the queues of a group as parameters, and which end each of them needs.
class QueueParameters {
 public:
  QueueParameters(const Objects& group, const codemod::TransformContext& cx);

  /// Why some parameter cannot become one end of a stream; nothing when all can.
  [[nodiscard]] std::optional<Obstacle> check() const;
  /// Whether the variable is one of these parameters.
  [[nodiscard]] bool contains(codemod::BindingId variable) const {
    return ends_.contains(variable);
  }
  /// The one end that a parameter needs.
  [[nodiscard]] Ends end_of(codemod::BindingId parameter) const;

 private:
  void find_ends();
  [[nodiscard]] std::optional<Obstacle> check_parameter(codemod::BindingId parameter) const;
  [[nodiscard]] std::optional<Obstacle> check_callers(codemod::BindingId parameter,
                                                      codemod::Node function) const;
  [[nodiscard]] bool passes_to(codemod::Node call, codemod::BindingId parameter) const;

  const Objects& group_;
  const codemod::TransformContext& cx_;
  std::map<codemod::BindingId, unsigned> ends_;
};

/// The names of the two ends that take the place of the variable or attribute that holds a queue.
struct EndNames {
  std::string send_suffix;  ///< What the name of the queue is followed by.
  std::string receive_suffix;

  [[nodiscard]] const std::string& suffix(Ends end) const {
    return end == kReceiveEnd ? receive_suffix : send_suffix;
  }
};

/// Names that are free wherever the object is used; nothing when there are none.
[[nodiscard]] std::optional<EndNames> choose_end_names(const codemod::TrackedObject& object,
                                                       const codemod::TransformContext& cx);

}  // namespace asyncio2anyio

#pragma once

#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include "engine/transform/transform_context.h"

namespace asyncio2anyio {

/// What stands in the way of moving an object.
struct Obstacle {
  codemod::Node at;  ///< Null when it stands in another file; then the reason names the place.
  std::string reason;
};

using Objects = std::vector<const codemod::TrackedObject*>;

/// Sorts objects into groups that only move together; `related` tells whether two of them do.
template <class Related>
[[nodiscard]] std::vector<Objects> group_objects(const Objects& objects, const Related& related) {
  std::vector<std::size_t> group(objects.size());
  std::iota(group.begin(), group.end(), std::size_t{0});
  for (std::size_t one = 0; one < objects.size(); ++one)
    for (std::size_t other = 0; other < objects.size(); ++other) {
      if (group[one] == group[other] || !related(*objects[one], *objects[other])) continue;
      const std::size_t merged = group[one];
      for (std::size_t& number : group)
        if (number == merged) number = group[other];
    }
  std::vector<Objects> groups(objects.size());
  for (std::size_t i = 0; i < objects.size(); ++i) groups[group[i]].push_back(objects[i]);
  std::erase_if(groups, [](const Objects& members) { return members.empty(); });
  return groups;
}

/// Whether some variable, attribute or function, such as a parameter, may give either object.
[[nodiscard]] bool share_variable(const codemod::TrackedObject& one,
                                  const codemod::TrackedObject& other);

/// The references to methods of an object.
[[nodiscard]] std::vector<std::uint32_t> method_references(const codemod::TrackedObject& object,
                                                           const codemod::TransformContext& cx);

/// The references inside an object's annotations that name the class of its kind.
[[nodiscard]] std::vector<std::uint32_t> type_references(const codemod::TrackedObject& object,
                                                         const codemod::TransformContext& cx);

/// Leaves a reference alone because of an obstacle, and names its line where it stands elsewhere.
void keep_because(std::uint32_t reference, const Obstacle& obstacle, codemod::TransformContext& cx);

/// Leaves everything alone that belongs to the objects: constructors, methods, and annotations.
void keep_objects(const Objects& objects, const Obstacle& obstacle, codemod::TransformContext& cx);

/// What is done with an object that is used as a plain value or passed on, as the reason of a
/// refusal.
[[nodiscard]] std::string describe_use(const codemod::ObjectUse& use);

/// Whether an expression is all that its statement or argument list sees, so that a comparison in
/// its place needs no parentheses.
[[nodiscard]] bool is_whole_expression(codemod::Node expression);

/// Puts `object.comparison` where a method call told true from false; a `not` in front of it is taken in, and gives
/// `object.negated`.
void replace_by_comparison(const codemod::ObjectUse& use, const std::string& comparison, const std::string& negated,
                           codemod::Fix& fix);

}  // namespace asyncio2anyio

#include "transforms/api/object_keep.h"

namespace asyncio2anyio {

using codemod::Node;
using codemod::TrackedObject;
using codemod::TransformContext;

std::vector<std::uint32_t> references_of(const TrackedObject& object, const TransformContext& cx) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t index = 0; index < cx.references().size(); ++index)
    if (cx.reference(index).object == &object) found.push_back(index);
  for (const Node node : object.references)
    if (const auto index = cx.reference_at(node)) found.push_back(*index);
  return found;
}

void keep_object(const TrackedObject& object, std::string_view noun, const ObjectObstacle& obstacle, TransformContext& cx) {
  const std::uint32_t line = cx.tree().source().original_line(obstacle.at.begin());
  const std::string elsewhere = "the " + std::string(noun) + " is kept because of line " + std::to_string(line) + ": ";
  for (const std::uint32_t index : references_of(object, cx)) {
    const Node node = cx.reference(index).node;
    const bool here = obstacle.at.encloses(node) || node.parent().encloses(obstacle.at);
    cx.keep(index, (here ? "" : elsewhere) + obstacle.reason, obstacle.advice);
  }
}

}  // namespace asyncio2anyio

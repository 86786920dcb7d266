#include "transforms/api/asyncio_knowledge.h"
#include "transforms/transforms.h"

#include "engine/transform/transform.h"

namespace asyncio2anyio {

/// Defined in the build tree from the sources of this folder.
std::vector<std::unique_ptr<const codemod::Transform>> all_transforms();

codemod::Pipeline make_pipeline(KnownFlags flags, TestReading reading) {
  return {all_transforms(), std::make_unique<AsyncioKnowledge>(std::move(flags), reading)};
}

}  // namespace asyncio2anyio

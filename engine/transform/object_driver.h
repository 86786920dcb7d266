#pragma once

#include <span>

#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"

namespace codemod {

/// Migrates the objects whose kind migrates by use: asks the transforms for a part per use and joins
/// the parts to one fix that also removes the object, or keeps every use with the place of the
/// one that stands in the way.
void migrate_objects(std::span<const Transform* const> transforms, TransformContext& cx);

}  // namespace codemod

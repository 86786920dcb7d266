#pragma once

#include <vector>

#include "engine/semantics/object_table.h"

namespace codemod {

/// A constructor in the text.
struct Producer {
  Constructed made;
  Node reference;  ///< The name of the constructor or method.
  Node call;       ///< The call of it, or the call that is given it as a factory.
};

/// Follows objects from their constructors to every place where the file puts them: second names, attributes,
/// containers, parameters, results of functions. All that holds one of them, and all that goes into such a holder, is one
/// object; what cannot be followed is its doubt or one of its uses.
[[nodiscard]] std::vector<TrackedObject> trace_objects(const SemanticModel& model, const std::vector<Producer>& producers);

}  // namespace codemod

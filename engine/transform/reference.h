#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/edit/reference_kind.h"
#include "engine/semantics/object_table.h"
#include "engine/semantics/semantic_model.h"

namespace codemod {

class Knowledge;

/// One thing that the ledger accounts for.
struct Reference {
  ReferenceKind kind = ReferenceKind::name;
  Node node;          ///< The outermost dotted chain; for methods the member's name.
  std::string name;   ///< Canonical qualified name, or kind and member (`lock.acquire`).
  std::string spelled;  ///< The qualified name as this file reaches it; for the ledger.
  bool certain = true;  ///< False when the root name may also be something else.
  BindingId root = BindingId::none;  ///< What the chain starts from; none for methods and adjacents.
  const TrackedObject* object = nullptr;  ///< For methods, whose.
  const ObjectUse* use = nullptr;         ///< For methods, which use of it.
};

/// Finds every reference of a file, by place.
[[nodiscard]] std::vector<Reference> collect_references(const SemanticModel& model, const ObjectTable& objects,
                                                        const Knowledge& knowledge);

}  // namespace codemod

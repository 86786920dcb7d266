#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/edit/reference_kind.h"
#include "engine/semantics/object_table.h"
#include "engine/semantics/semantic_model.h"

namespace codemod {

class Knowledge;
struct Targets;

/// One thing that the ledger accounts for.
struct Reference {
  ReferenceKind kind = ReferenceKind::name;
  ReferenceKind counted_as = ReferenceKind::name;  ///< By the ledger: a name of another package is adjacent.
  Node node;          ///< The outermost dotted chain; for methods the member's name.
  std::string name;   ///< Canonical qualified name, or kind and member (`lock.acquire`).
  std::string spelled;  ///< The qualified name as this file reaches it; for the ledger.
  bool certain = true;  ///< False when the root name may also be something else.
  BindingId root = BindingId::none;  ///< The import that the chain starts from; none for methods.
  const TrackedObject* object = nullptr;  ///< For methods, whose.
  const ObjectUse* use = nullptr;         ///< For methods, which use of it.
};

/// Finds every reference of a file, by place.
[[nodiscard]] std::vector<Reference> collect_references(const SemanticModel& model, const ObjectTable& objects,
                                                        const Knowledge& knowledge, const Targets& targets);

}  // namespace codemod

#pragma once

#include "engine/semantics/semantic_model.h"

namespace codemod {

/// What an identifier does where it stands.
struct Role {
  enum Kind : std::uint8_t { skip, load, bind, bind_parameter } kind = load;
  DefinitionKind definition = DefinitionKind::assignment;
  Node statement;  ///< The construct that binds it.
};

/// The role of an identifier: most are reads; words that are no variables (attributes, keywords, parts of imports) are
/// skipped. From the language reference, chapter 4.2.1, and PEP 634, 695.
[[nodiscard]] Role role_of(Node identifier);

}  // namespace codemod

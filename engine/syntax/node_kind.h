#pragma once

#include <cstdint>

struct TSLanguage;

namespace codemod {

/// The kinds of syntax node, named as the grammar names them; a few Python words that C++
/// reserves carry a suffix. Kinds nobody asks about are `other` (named) or `other_token`.
enum class NodeKind : std::uint8_t {
  null,  ///< Of a node that is not there.
  error,
  other,
  other_token,
#define NODE(enumerator, spelling) enumerator,
#define TOKEN(enumerator, spelling) enumerator,
#include "engine/syntax/node_kind.def"
#undef NODE
#undef TOKEN
};

/// The roles a child can have in its parent (the grammar's fields).
enum class Field : std::uint8_t {
  none,
  alias,
  alternative,
  argument,
  arguments,
  attribute,
  body,
  cause,
  code,
  condition,
  consequence,
  definition,
  expression,
  format_specifier,
  function,
  guard,
  key,
  left,
  module_name,
  name,
  object,
  operator_,
  operators,
  parameters,
  return_type,
  right,
  subject,
  subscript,
  superclasses,
  type,
  type_conversion,
  type_parameters,
  value,
};

/// The grammar that all of this describes.
[[nodiscard]] const TSLanguage* python_language();
/// The kind behind a parser symbol, and the field behind a parser field id; resolved once.
[[nodiscard]] NodeKind kind_of_symbol(std::uint16_t symbol);
[[nodiscard]] Field field_of_id(std::uint16_t id);

}  // namespace codemod

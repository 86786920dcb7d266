#include "engine/syntax/node_kind.h"

#include <tree_sitter/api.h>

#include <array>
#include <string_view>
#include <vector>

extern "C" const TSLanguage* tree_sitter_python();

namespace codemod {
namespace {

struct Spelling {
  std::string_view text;
  NodeKind kind;
  bool named;
};

constexpr Spelling kSpellings[] = {
#define NODE(enumerator, spelling) {spelling, NodeKind::enumerator, true},
#define TOKEN(enumerator, spelling) {spelling, NodeKind::enumerator, false},
#include "engine/syntax/node_kind.def"
#undef NODE
#undef TOKEN
};

constexpr std::string_view kFieldNames[] = {
    "",           "alias",      "alternative",      "argument",   "arguments",    "attribute",       "body",
    "cause",      "code",       "condition",        "consequence", "definition",  "expression",      "format_specifier",
    "function",   "guard",      "key",              "left",       "module_name",  "name",            "object",
    "operator",   "operators",  "parameters",       "return_type", "right",       "subject",         "subscript",
    "superclasses", "type",     "type_conversion",  "type_parameters", "value",
};

NodeKind kind_of_spelling(std::string_view text, bool named) {
  for (const Spelling& spelling : kSpellings)
    if (spelling.named == named && spelling.text == text) return spelling.kind;
  if (text == "ERROR") return NodeKind::error;
  return named ? NodeKind::other : NodeKind::other_token;
}

Field field_of_name(std::string_view name) {
  for (std::size_t i = 1; i < std::size(kFieldNames); ++i)
    if (kFieldNames[i] == name) return static_cast<Field>(i);
  return Field::none;
}

std::vector<NodeKind> make_kind_table() {
  const TSLanguage* language = python_language();
  std::vector<NodeKind> table(ts_language_symbol_count(language), NodeKind::other_token);
  for (std::size_t symbol = 0; symbol < table.size(); ++symbol) {
    const auto id = static_cast<TSSymbol>(symbol);
    const bool named = ts_language_symbol_type(language, id) == TSSymbolTypeRegular;
    table[symbol] = kind_of_spelling(ts_language_symbol_name(language, id), named);
  }
  return table;
}

std::vector<Field> make_field_table() {
  const TSLanguage* language = python_language();
  std::vector<Field> table(ts_language_field_count(language) + 1, Field::none);
  for (std::size_t id = 1; id < table.size(); ++id)
    table[id] = field_of_name(ts_language_field_name_for_id(language, static_cast<TSFieldId>(id)));
  return table;
}

}  // namespace

const TSLanguage* python_language() { return tree_sitter_python(); }

NodeKind kind_of_symbol(std::uint16_t symbol) {
  static const std::vector<NodeKind> table = make_kind_table();
  return symbol < table.size() ? table[symbol] : NodeKind::error;
}

Field field_of_id(std::uint16_t id) {
  static const std::vector<Field> table = make_field_table();
  return id < table.size() ? table[id] : Field::none;
}

}  // namespace codemod

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/syntax/node.h"
#include "transforms/api/case_draft.h"

namespace asyncio2anyio {

/// The arguments of a call, in order: operands by position, then a message.
struct CaseArguments {
  codemod::Node call;
  std::vector<codemod::Node> operands;
  codemod::Node message;
  std::string obstacle;

  [[nodiscard]] std::size_t size() const { return operands.size() + (message ? 1 : 0); }
};

/// Reads the arguments of an assertion that has so many operands.
[[nodiscard]] CaseArguments read_case_arguments(codemod::Node call, std::size_t operands);

/// How tightly an expression must bind to stand in a place without parentheses.
enum class Binding : std::uint8_t { statement, not_, comparison, sum, right_of_sum };
[[nodiscard]] bool needs_parentheses(codemod::Node expression, Binding place);

/// Whether a newline in an expression needs parentheses around it.
[[nodiscard]] bool has_bare_newline(codemod::Node expression);

/// An `assert` statement in the place of a call: `assert`, `before`, the first operand, `between`,
/// the second, `behind`.
struct AssertForm {
  std::string before;
  std::string between;
  std::string behind;
  Binding place = Binding::comparison;
  bool in_call = false;  ///< `before` ends in the parenthesis of a call, which `behind` closes.
};

/// Writes the statement around the operands, which keep their text.
void write_assert(const CaseArguments& arguments, const AssertForm& form, CaseDraft& draft);

}  // namespace asyncio2anyio

#pragma once

#include "engine/syntax/node.h"

namespace codemod {

/// The expression without the parentheses around it, outwards: `x` of `((x))` gives `((x))`.
[[nodiscard]] Node outermost_parentheses(Node expression);
/// The expression inside parentheses: `((x))` gives `x`.
[[nodiscard]] Node strip_parentheses(Node expression);
/// The `await` whose operand `expression` is (parentheses allowed); null when it is not awaited.
[[nodiscard]] Node await_of(Node expression);
/// The simple or compound statement that holds `node`.
[[nodiscard]] Node statement_of(Node node);
/// Whether `expression` is a whole expression statement.
[[nodiscard]] bool is_whole_statement(Node expression);
/// The call whose callee is `expression`; null when it is not called.
[[nodiscard]] Node call_of(Node expression);
/// Whether a function definition or lambda is `async`.
[[nodiscard]] bool is_async_function(Node function);
/// Whether a `with`, `for` or comprehension clause is `async`.
[[nodiscard]] bool has_async_keyword(Node statement);
/// Positional and keyword arguments of a call, comments left out; a bare generator
/// argument counts as one.
[[nodiscard]] std::vector<Node> arguments_of(Node call);
/// The keyword argument of that name; null when absent.
[[nodiscard]] Node keyword_argument_of(Node call, std::string_view name);
/// The value of a `keyword_argument`.
[[nodiscard]] Node keyword_value(Node keyword_argument);
/// Whether the file is one that Python 2 accepts and Python 3 does not, with the place of the proof.
[[nodiscard]] std::optional<std::uint32_t> python2_syntax(const SyntaxTree& tree);
/// The call of a class: `Queue()`, or `Queue[int]()` where the class is generic; null when it is not called.
[[nodiscard]] Node constructor_call(Node class_name);
/// Whether a statement is `type(x).y = z` or `type(x)[y] = z`, which the grammar takes for a type alias.
[[nodiscard]] bool is_assignment_to_type(Node statement);
/// Whether `node` lies in an annotation.
[[nodiscard]] bool in_annotation(Node node);

}  // namespace codemod

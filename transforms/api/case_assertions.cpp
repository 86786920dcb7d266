#include "transforms/api/case_assertions.h"

#include <algorithm>
#include <array>

#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/case_alignment.h"
#include "transforms/api/case_operands.h"

namespace asyncio2anyio {

using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::SemanticModel;
using codemod::TextRange;

namespace {

/// An assertion of the form `before first between second behind`.
struct Comparison {
  std::string_view name;
  std::size_t operands;
  std::string_view before;
  std::string_view between;
  std::string_view behind;
};

constexpr auto kComparisons = std::to_array<Comparison>({
    {"assertEqual", 2, "", " == ", ""},
    {"assertEquals", 2, "", " == ", ""},
    {"assertNotEqual", 2, "", " != ", ""},
    {"assertTrue", 1, "", "", ""},
    {"assertFalse", 1, "not ", "", ""},
    {"assertIs", 2, "", " is ", ""},
    {"assertIsNot", 2, "", " is not ", ""},
    {"assertIsNone", 1, "", "", " is None"},
    {"assertIsNotNone", 1, "", "", " is not None"},
    {"assertIn", 2, "", " in ", ""},
    {"assertNotIn", 2, "", " not in ", ""},
    {"assertIsInstance", 2, "isinstance(", ", ", ")"},
    {"assertNotIsInstance", 2, "not isinstance(", ", ", ")"},
    {"assertGreater", 2, "", " > ", ""},
    {"assertGreaterEqual", 2, "", " >= ", ""},
    {"assertLess", 2, "", " < ", ""},
    {"assertLessEqual", 2, "", " <= ", ""},
    {"assertDictEqual", 2, "", " == ", ""},
    {"assertListEqual", 2, "", " == ", ""},
    {"assertTupleEqual", 2, "", " == ", ""},
    {"assertSetEqual", 2, "", " == ", ""},
    {"assertMultiLineEqual", 2, "", " == ", ""},
});

bool is_string(Node node) { return node.is_any(NodeKind::string, NodeKind::concatenated_string); }

/// A string that is written out and has some content.
bool is_plain_pattern(Node node) {
  return node.is(NodeKind::string) && !node.child(NodeKind::interpolation) &&
         bool(node.child(NodeKind::string_content));
}

bool is_number(Node node) {
  if (node.is(NodeKind::unary_operator)) node = node.child(Field::argument);
  return node.is_any(NodeKind::integer, NodeKind::float_literal);
}

bool is_empty_string(Node node) {
  return node.is(NodeKind::string) && !node.child(NodeKind::interpolation) &&
         !node.child(NodeKind::string_content);
}

class Assertion {
 public:
  Assertion(const SemanticModel& model, const CaseUse& use, CaseDraft& draft)
      : model_(model), draft_(draft), call_(codemod::call_of(use.chain)), name_(use.member) {}

  void rewrite() {
    if (!call_) return draft_.stay(in_code(name_) + " is used without being called");
    if (name_ == "assertRaises" || name_ == "assertRaisesRegex") return rewrite_raises();
    if (!codemod::is_whole_statement(call_) ||
        !call_.parent().is(NodeKind::expression_statement))
      return draft_.stay("the value of " + in_code(name_) + " is used");
    if (name_ == "assertAlmostEqual" || name_ == "assertNotAlmostEqual") return rewrite_almost();
    if (name_ == "assertRegex" || name_ == "assertNotRegex") return rewrite_regex();
    const auto found = std::ranges::find(kComparisons, name_, &Comparison::name);
    if (found == kComparisons.end())
      return draft_.stay("nothing of pytest has the same outcome as " + in_code(name_));
    compare(*found);
  }

 private:
  void compare(const Comparison& form);
  void rewrite_raises();
  void rewrite_as_target(Node pattern);
  void rewrite_call_that_raises(const std::vector<Node>& arguments);
  void rewrite_almost();
  void rewrite_regex();
  [[nodiscard]] bool is_builtin(std::string_view name) const {
    return model_.lookup(model_.scope_of(call_), name) == codemod::BindingId::none;
  }
  void rename_callee(std::string_view function) {
    const Node callee = call_.child(Field::function);
    const std::string text = draft_.use("pytest") + std::string(function);
    draft_.replace(callee, text);
    shift_aligned_lines(call_, {callee.end(), call_.end()},
                        static_cast<int>(text.size()) - static_cast<int>(callee.text().size()),
                        draft_);
  }

  const SemanticModel& model_;
  CaseDraft& draft_;
  Node call_;
  std::string_view name_;
};

void Assertion::compare(const Comparison& form) {
  const CaseArguments arguments = read_case_arguments(call_, form.operands);
  if (!arguments.obstacle.empty()) return draft_.stay(arguments.obstacle);
  const bool identity = name_ == "assertIs" || name_ == "assertIsNot";
  for (const Node operand : arguments.operands) {
    const Node inner = codemod::strip_parentheses(operand);
    if (identity && (is_string(inner) || is_number(inner) || inner.is(NodeKind::tuple)))
      draft_.stay("CPython warns of `is` with a literal, as in " + in_code(name_));
    if (form.operands == 1 && inner.is(NodeKind::tuple))
      draft_.stay("CPython warns of an `assert` of a tuple, as in " + in_code(name_));
  }
  const bool in_call = form.before.ends_with('(');
  if (in_call && !is_builtin("isinstance"))
    return draft_.stay("the name `isinstance` means something else here");
  const Binding unary = form.before == "not " ? Binding::not_ : Binding::statement;
  const bool alone = form.operands == 1 && form.behind.empty();
  write_assert(arguments,
               {std::string(form.before), std::string(form.between), std::string(form.behind),
                alone ? unary : Binding::comparison, in_call},
               draft_);
}

/// `round(a - b, 7) == 0` is what `unittest` asks for, after `a == b`; one finite number makes the
/// latter superfluous.
void Assertion::rewrite_almost() {
  std::string places = "7";
  Node last;
  for (const Node argument : codemod::arguments_of(call_)) {
    if (!argument.is(NodeKind::keyword_argument)) continue;
    if (argument.child(Field::name).text() != "places" || last)
      return draft_.stay("nothing of pytest has the same outcome as " + in_code(name_) +
                         " with these arguments");
    last = argument;
  }
  std::vector<Node> operands = codemod::arguments_of(call_);
  if (last && operands.back() == last) operands.pop_back();
  Node places_value = last ? codemod::keyword_value(last) : Node();
  if (!last && operands.size() == 3) {
    places_value = operands.back();
    operands.pop_back();
  }
  if (operands.size() != 2 || (places_value && !places_value.is(NodeKind::integer)) ||
      operands[0].is_any(NodeKind::list_splat, NodeKind::dictionary_splat) ||
      operands[1].is_any(NodeKind::list_splat, NodeKind::dictionary_splat))
    return draft_.stay("the arguments of " + in_code(name_) + " are not understood");
  if (!is_number(operands[0]) && !is_number(operands[1]))
    return draft_.stay(in_code(name_) + " takes two infinities for equal, unlike what could come "
                                       "in its place");
  if (!is_builtin("round")) return draft_.stay("the name `round` means something else here");
  if (places_value) places = places_value.text();
  const bool negated = name_ == "assertNotAlmostEqual";
  AssertForm form{"round(", " - ", ", " + places + (negated ? ") != 0" : ") == 0"), Binding::sum,
                  true};
  CaseArguments arguments;
  arguments.call = call_;
  arguments.operands = operands;
  write_assert(arguments, form, draft_);
}

/// `re.search(pattern, text)` takes its arguments in the other order.
void Assertion::rewrite_regex() {
  const CaseArguments arguments = read_case_arguments(call_, 2);
  if (!arguments.obstacle.empty()) return draft_.stay(arguments.obstacle);
  const Node text = arguments.operands[0];
  const Node pattern = arguments.operands[1];
  const bool in_line = call_.text().find_first_of("\n\r#") == std::string_view::npos;
  if (!is_plain_pattern(pattern) || !in_line)
    return draft_.stay("the pattern of " + in_code(name_) + " is not a string of its line");
  const std::string negation = name_ == "assertNotRegex" ? "not " : "";
  draft_.replace(TextRange{call_.begin(), text.begin()},
                 "assert " + negation + draft_.use("re") + ".search(" +
                     std::string(pattern.text()) + ", ");
  const Node message = arguments.message;
  draft_.replace(TextRange{text.end(), message ? message.begin() : call_.end()},
                 message ? "), " : ")");
  if (message) draft_.replace(TextRange{message.end(), call_.end()}, "");
}

void Assertion::rewrite_raises() {
  const std::vector<Node> arguments = codemod::arguments_of(call_);
  const std::size_t own = name_ == "assertRaises" ? 1 : 2;
  for (std::size_t i = 0; i < std::min(own, arguments.size()); ++i)
    if (arguments[i].is_any(NodeKind::keyword_argument, NodeKind::list_splat,
                            NodeKind::dictionary_splat, NodeKind::named_expression))
      return draft_.stay("the arguments of " + in_code(name_) + " are not understood");
  if (arguments.size() < own)
    return draft_.stay("the arguments of " + in_code(name_) + " are not understood");
  if (own == 2 && is_empty_string(arguments[1]))
    return draft_.stay("pytest warns of an empty pattern, as in " + in_code(name_));
  if (arguments.size() > own) {
    if (arguments[own].is(NodeKind::keyword_argument))
      return draft_.stay("`pytest.raises` has nothing for the message of " + in_code(name_));
    if (own == 2)
      return draft_.stay(in_code(name_) + " is given a function to call",
                         "write it as a `with` statement");
    return rewrite_call_that_raises(arguments);
  }
  const Node up = call_.parent();
  if (up.is(NodeKind::as_pattern))
    rewrite_as_target(up);
  else if (!up.is(NodeKind::with_item))
    return draft_.stay("what " + in_code(name_) + " gives is used otherwise than in a `with`");
  rename_callee(".raises");
  if (own == 2) draft_.insert(arguments[1].begin(), "match=");
}

/// `as cm`: pytest calls `cm.exception` its `value`.
void Assertion::rewrite_as_target(Node pattern) {
  const Node alias = pattern.child(Field::alias).first_child();
  const codemod::BindingId id =
      alias.is(NodeKind::identifier) ? model_.binding_of(alias) : codemod::BindingId::none;
  if (id == codemod::BindingId::none || !pattern.parent().is(NodeKind::with_item))
    return draft_.stay("what " + in_code(name_) + " gives is not held by a variable");
  const codemod::Binding& binding = model_.binding(id);
  const bool local = model_.scope(binding.scope).kind == codemod::ScopeKind::function;
  const bool other = std::ranges::any_of(binding.definitions, [&](const auto& definition) {
    const Node value = definition.name.enclosing(NodeKind::as_pattern).first_child();
    const std::string_view callee = value.child(Field::function).child(Field::attribute).text();
    return definition.kind != codemod::DefinitionKind::with_target ||
           (callee != "assertRaises" && callee != "assertRaisesRegex");
  });
  if (!local || other || binding.declared_global)
    return draft_.stay("the variable " + in_code(alias.text()) + " holds other values as well");
  for (const Node use : binding.uses) {
    const Node chain = use.parent();
    const bool exception = chain.is(NodeKind::attribute) && use.field() == Field::object &&
                           chain.child(Field::attribute).text() == "exception";
    if (!exception)
      return draft_.stay("of " + in_code(alias.text()) +
                         " something else than `exception` is used");
    // A variable of several statements is rewritten with the first.
    if (alias == binding.definitions.front().name)
      draft_.replace(chain.child(Field::attribute), "value");
  }
}

/// `assertRaises(E, f, x)` becomes a `with` statement where that does not move what `x` raises
/// into it, else a call of the same form.
void Assertion::rewrite_call_that_raises(const std::vector<Node>& arguments) {
  const Node statement = call_.parent();
  if (!statement.is(NodeKind::expression_statement))
    return draft_.stay("the value of " + in_code(name_) + " is used");
  const auto simple = [](Node value) {
    if (value.is(NodeKind::keyword_argument)) value = codemod::keyword_value(value);
    return value.is_any(NodeKind::identifier, NodeKind::string, NodeKind::integer,
                        NodeKind::float_literal, NodeKind::none, NodeKind::true_literal,
                        NodeKind::false_literal);
  };
  const Node function = arguments[1];
  const bool chain = function.is(NodeKind::identifier) || bool(codemod::chain_root(function));
  const bool moves = std::all_of(arguments.begin() + 2, arguments.end(), simple);
  const bool in_line = call_.text().find_first_of("\n\r#") == std::string_view::npos;
  const codemod::SourceFile& source = call_.tree()->source();
  const std::string_view behind = call_.tree()->text().substr(
      statement.end(), source.line_end(statement.end()) - statement.end());
  const bool alone = codemod::begins_its_line(statement) &&
                     behind.find_first_not_of(" \t\r\n") == std::string_view::npos;
  if (!chain || !moves || !in_line || !alone) return rename_callee(".raises");
  draft_.replace(call_.child(Field::function), "with " + draft_.use("pytest") + ".raises");
  const std::string line = std::string(codemod::newline_text(source.newline())) +
                           std::string(codemod::indentation_at(*call_.tree(), call_.begin())) +
                           codemod::indent_unit(*call_.tree());
  draft_.replace(TextRange{arguments[0].end(), function.begin()}, "):" + line);
  if (arguments.size() == 2)
    draft_.replace(TextRange{function.end(), call_.end()}, "()");
  else
    draft_.replace(TextRange{function.end(), arguments[2].begin()}, "(");
}

}  // namespace

void rewrite_assertion(const SemanticModel& model, const CaseUse& use, CaseDraft& draft) {
  Assertion(model, use, draft).rewrite();
}

}  // namespace asyncio2anyio

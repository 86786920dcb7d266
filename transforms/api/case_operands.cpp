#include "transforms/api/case_operands.h"

#include <algorithm>

#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/arguments.h"
#include "transforms/api/case_alignment.h"

namespace asyncio2anyio {

using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::TextRange;

namespace {

bool has_newline(std::string_view text) {
  return text.find_first_of("\n\r") != std::string_view::npos;
}

bool holds(Node expression, auto... kinds) {
  for (std::uint32_t index = expression.index(); index < expression.subtree_end(); ++index)
    if (expression.tree()->node(index).is_any(kinds...)) return true;
  return false;
}

std::string_view last_line(std::string_view text) {
  const std::size_t newline = text.find_last_of("\n\r");
  return newline == std::string_view::npos ? text : text.substr(newline + 1);
}

std::string newline_of(Node node) {
  return std::string(codemod::newline_text(node.tree()->source().newline()));
}

/// Writes one statement.
class Writer {
 public:
  Writer(const CaseArguments& arguments, const AssertForm& form, CaseDraft& draft)
      : arguments_(arguments), form_(form), draft_(draft), call_(arguments.call) {
    parts_ = arguments.operands;
    if (arguments.message) parts_.push_back(arguments.message);
    text_ = call_.tree()->text();
  }

  void write() {
    if (fits_in_line()) return write_line();
    if (arguments_.message && has_comment())
      return draft_.stay("a comment stands between the arguments of `" + std::string(callee()) +
                         "`");
    write_lines();
  }

 private:
  [[nodiscard]] std::string_view callee() const { return call_.child(Field::function).text(); }
  /// What stands before part `index`, or behind the last: separators, blanks and comments.
  [[nodiscard]] TextRange gap(std::size_t index) const {
    const std::uint32_t begin = index == 0 ? call_.begin() : parts_[index - 1].end();
    return {begin, index == parts_.size() ? call_.end() : parts_[index].begin()};
  }
  [[nodiscard]] std::string_view gap_text(std::size_t index) const {
    return text_.substr(gap(index).begin, gap(index).size());
  }
  [[nodiscard]] bool has_comment() const {
    return bool(call_.child(Field::arguments).child(NodeKind::comment));
  }
  [[nodiscard]] bool wraps(std::size_t operand) const {
    if (is_list()) return false;
    const bool right = operand == 1 && form_.place == Binding::sum;
    return needs_parentheses(parts_[operand], right ? Binding::right_of_sum : form_.place);
  }
  [[nodiscard]] bool fits_in_line() const;
  [[nodiscard]] std::vector<std::string> separators() const;
  void write_line();
  void write_lines();
  [[nodiscard]] std::string without_comma(std::size_t index) const;
  [[nodiscard]] std::string separator_of_lines(const std::string& head) const;
  void write_gaps(const std::vector<std::string>& texts);
  /// The operands are arguments of their own.
  [[nodiscard]] bool is_list() const { return form_.between == ", "; }

  const CaseArguments& arguments_;
  const AssertForm& form_;
  CaseDraft& draft_;
  Node call_;
  std::vector<Node> parts_;
  std::string_view text_;
};

/// What comes before each part and behind the last when all is written without line breaks.
std::vector<std::string> Writer::separators() const {
  const std::size_t operands = arguments_.operands.size();
  std::vector<std::string> texts{"assert " + form_.before};
  for (std::size_t i = 0; i < operands; ++i) {
    if (wraps(i)) texts.back() += "(";
    texts.emplace_back(wraps(i) ? ")" : "");
    texts.back() += i + 1 < operands ? form_.between : form_.behind;
  }
  if (!arguments_.message) return texts;
  const bool wrap = needs_parentheses(arguments_.message, Binding::statement);
  texts.back() += wrap ? ", (" : ", ";
  texts.emplace_back(wrap ? ")" : "");
  return texts;
}

bool Writer::fits_in_line() const {
  if (has_comment()) return false;
  const auto broken = [&](Node part) { return has_bare_newline(part); };
  if (form_.in_call ? arguments_.message && broken(arguments_.message)
                    : std::ranges::any_of(parts_, broken))
    return false;
  if (!has_newline(call_.text())) return true;
  bool gaps_break = false;
  for (std::size_t i = 0; i <= parts_.size(); ++i) gaps_break |= has_newline(gap_text(i));
  if (!gaps_break) return true;
  const codemod::SourceFile& source = call_.tree()->source();
  std::size_t width = call_.begin() - source.line_begin(call_.begin());
  for (const std::string& separator : separators()) width += separator.size();
  for (const Node part : parts_) {
    if (has_newline(part.text())) return false;
    width += part.text().size();
  }
  return width <= kLineLength;
}

void Writer::write_line() { write_gaps(separators()); }

/// Writes what stands around the parts, and lets what is aligned with something in them follow.
void Writer::write_gaps(const std::vector<std::string>& texts) {
  int shift = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string_view old = gap_text(i);
    draft_.replace(gap(i), texts[i]);
    if (i == parts_.size()) return;
    const int difference = static_cast<int>(last_line(texts[i]).size()) -
                           static_cast<int>(last_line(old).size());
    shift = has_newline(texts[i]) ? difference : shift + difference;
    shift = shift_aligned_lines(call_, parts_[i].range(), shift, draft_);
  }
}

/// The gap with the comma and the parenthesis that it holds taken out.
std::string Writer::without_comma(std::size_t index) const {
  std::string text(gap_text(index));
  const std::size_t comment = text.find('#');
  const std::size_t comma = text.find(',');
  if (comma < comment) text.erase(comma, 1);
  return text;
}

/// Keeps the line breaks: the operands stay where they are, in parentheses.
void Writer::write_lines() {
  const std::size_t operands = arguments_.operands.size();
  const auto wrap_at = [&](std::size_t i, const char* text) {
    return std::string(operands == 2 && wraps(i) ? text : "");
  };
  std::string_view head = gap_text(0);
  head.remove_prefix(head.find('(') + 1);
  std::vector<std::string> texts{"assert " + form_.before + (form_.in_call ? "" : "(") +
                                 std::string(head) + wrap_at(0, "(")};
  if (operands == 2)
    texts.push_back(wrap_at(0, ")") + separator_of_lines(texts[0]) + wrap_at(1, "("));
  const std::string close = (form_.in_call ? "" : ")") + form_.behind;
  const std::string last = wrap_at(1, ")");
  if (!arguments_.message) {
    std::string tail = without_comma(operands);
    tail.pop_back();  // the parenthesis
    texts.push_back(last + tail + close);
    return write_gaps(texts);
  }
  const bool own_line = has_newline(head) || has_newline(gap_text(operands));
  const std::string line =
      newline_of(call_) + std::string(codemod::indentation_at(*call_.tree(), call_.begin()));
  const bool wrap = needs_parentheses(arguments_.message, Binding::statement) ||
                    has_bare_newline(arguments_.message);
  texts.push_back(last + (own_line ? line : "") + close + (wrap ? ", (" : ", "));
  texts.emplace_back(wrap ? ")" : "");
  write_gaps(texts);
}

/// What stands between two operands: an operator begins its line.
std::string Writer::separator_of_lines(const std::string& head) const {
  const bool breaks = has_newline(gap_text(1));
  if (!breaks) return is_list() ? std::string(gap_text(1)) : form_.between;
  std::string blanks = is_list() ? std::string(gap_text(1)) : without_comma(1);
  // Behind operands that stand beside the parenthesis, lines are aligned with the first one.
  if (!has_newline(head) && !has_comment())
    blanks = (is_list() ? "," : "") + newline_of(call_) +
             std::string(codemod::indentation_at(*call_.tree(), call_.begin())) +
             std::string(head.size(), ' ');
  return is_list() ? blanks : blanks + form_.between.substr(1);
}

}  // namespace

CaseArguments read_case_arguments(Node call, std::size_t operands) {
  CaseArguments found;
  found.call = call;
  const std::string name(call.child(Field::function).child(Field::attribute).text());
  for (const Node argument : codemod::arguments_of(call)) {
    const bool keyword = argument.is(NodeKind::keyword_argument);
    if (argument.is_any(NodeKind::list_splat, NodeKind::dictionary_splat) ||
        (keyword && argument.child(Field::name).text() != "msg"))
      found.obstacle = "the arguments of `" + name + "` are not understood";
    else if (keyword)
      found.message = codemod::keyword_value(argument);
    else if (found.operands.size() < operands)
      found.operands.push_back(argument);
    else if (!found.message)
      found.message = argument;
    else
      found.obstacle = "`" + name + "` has too many arguments";
  }
  if (found.operands.size() < operands && found.obstacle.empty())
    found.obstacle = "`" + name + "` has too few arguments";
  // An operand behind `msg=` would come out of its order.
  if (found.message && found.message.begin() < found.operands.back().begin())
    found.obstacle = "the arguments of `" + name + "` are not understood";
  // An `assert` makes its message only when it fails.
  if (found.message &&
      holds(found.message, NodeKind::await, NodeKind::yield, NodeKind::named_expression))
    found.obstacle = "the message of `" + name + "` does something by itself";
  return found;
}

bool needs_parentheses(Node expression, Binding place) {
  if (expression.is_any(NodeKind::named_expression, NodeKind::yield)) return true;
  if (place == Binding::statement) return false;
  if (expression.is_any(NodeKind::boolean_operator, NodeKind::conditional_expression,
                        NodeKind::lambda))
    return true;
  if (place == Binding::not_) return false;
  if (expression.is_any(NodeKind::comparison_operator, NodeKind::not_operator)) return true;
  if (place == Binding::comparison) return false;
  if (expression.is(NodeKind::binary_operator)) {
    const std::string_view sign = expression.child(Field::operator_).text();
    const bool product = sign.find_first_of("*/%@") != std::string_view::npos;
    return !product && (place != Binding::sum || (sign != "+" && sign != "-"));
  }
  const bool simple =
      expression.is_any(NodeKind::identifier, NodeKind::attribute, NodeKind::call,
                        NodeKind::subscript, NodeKind::integer, NodeKind::float_literal,
                        NodeKind::parenthesized_expression, NodeKind::await) ||
      (place == Binding::sum && expression.is(NodeKind::unary_operator));
  return !simple;
}

bool has_bare_newline(Node expression) {
  int depth = 0;
  std::uint32_t last = expression.begin();
  const std::string_view text = expression.tree()->text();
  for (std::uint32_t index = expression.index(); index < expression.subtree_end();) {
    const Node node = expression.tree()->node(index);
    const bool leaf = node.subtree_end() == index + 1 || node.is(NodeKind::string);
    if (!leaf) {
      ++index;
      continue;
    }
    if (depth == 0 && last < node.begin() && has_newline(text.substr(last, node.begin() - last)))
      return true;
    const std::string_view token = node.text();
    if (token == "(" || token == "[" || token == "{") ++depth;
    if (token == ")" || token == "]" || token == "}") --depth;
    last = node.end();
    index = node.subtree_end();
  }
  return false;
}

void write_assert(const CaseArguments& arguments, const AssertForm& form, CaseDraft& draft) {
  Writer(arguments, form, draft).write();
}

}  // namespace asyncio2anyio

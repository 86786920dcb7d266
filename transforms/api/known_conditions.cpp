#include "transforms/api/known_conditions.h"

#include <algorithm>

#include "engine/edit/statement_removal.h"
#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::SemanticModel;

constexpr const char* kImmovable = "its lines cannot be moved";

/// Whether only the truth of an expression counts.
bool is_condition(Node expression) {
  const Node outer = codemod::outermost_parentheses(expression);
  const Node parent = outer.parent();
  if (parent.is_any(NodeKind::not_operator, NodeKind::boolean_operator)) return parent.is(NodeKind::not_operator) || is_condition(parent);
  if (parent.is(NodeKind::conditional_expression)) return parent.named_children()[1] == outer;
  return outer.field() == Field::condition;
}

bool leaves_block(Node block) {
  const std::vector<Node> statements = block.named_children();
  return !statements.empty() && statements.back().is_any(NodeKind::return_statement, NodeKind::raise_statement,
                                                         NodeKind::continue_statement, NodeKind::break_statement);
}

class Folder {
 public:
  Folder(Node expression, bool value, const SemanticModel& model, Fix& fix)
      : at_(codemod::outermost_parentheses(expression)), value_(value), model_(model), fix_(fix) {}

  std::string fold() {
    if (climb()) return {};
    const Node parent = at_.parent();
    const bool condition = at_.field() == Field::condition;
    if (parent.is(NodeKind::if_statement) && condition) return fold_if(parent);
    if (parent.is(NodeKind::elif_clause) && condition) return fold_elif(parent);
    if (parent.is(NodeKind::while_statement) && condition && !value_ && !parent.child(NodeKind::else_clause)) return remove(parent);
    if (parent.is(NodeKind::assert_statement) && value_) return remove(parent);
    if (parent.is(NodeKind::conditional_expression) && parent.named_children()[1] == at_) return choose(parent);
    if (const Node decorator = skip_decorator()) return remove_decorator(decorator);
    fix_.replace(at_, value_ ? "True" : "False");
    return {};
  }

 private:
  /// Goes up through operators while the value stays known; true when one of them lost the operand.
  bool climb() {
    while (true) {
      const Node parent = at_.parent();
      if (parent.is(NodeKind::not_operator)) {
        value_ = !value_;
      } else if (parent.is(NodeKind::boolean_operator)) {
        const bool is_left = parent.child(Field::left) == at_;
        const Node other = parent.child(is_left ? Field::right : Field::left);
        const bool decides = (parent.child(Field::operator_).text() == "or") == value_;
        if (!is_left && !is_condition(parent)) return false;
        if (!decides) {
          if (is_left) fix_.erase({parent.begin(), other.begin()});
          else fix_.erase({other.end(), parent.end()});
          return true;
        }
        if (!is_left && !codemod::is_pure(other)) return false;
      } else {
        return false;
      }
      at_ = codemod::outermost_parentheses(parent);
    }
  }

  /// Whether a function would be a generator no more without some of its code.
  bool loses_generator(const std::vector<Node>& dead) const {
    const auto yields_of = [](Node region) { return codemod::own_nodes(region, NodeKind::yield).size(); };
    std::size_t lost = 0;
    for (const Node region : dead) lost += yields_of(region);
    const Node function = model_.function_of(at_);
    return lost > 0 && function && lost == yields_of(function.child(Field::body));
  }

  std::string remove(Node statement) {
    if (loses_generator({statement})) return "its dead branch makes the function a generator";
    if (!codemod::remove_statements({statement}, fix_.edits, codemod::Comments::go)) fix_.replace(statement, "pass");
    return {};
  }

  /// What follows a statement in its block, when it can never be reached and nothing depends on its being there.
  std::string remove_unreachable(Node statement) {
    if (statement.parent().is(NodeKind::module)) return {};
    std::vector<Node> behind;
    for (Node next = statement.next_sibling(); next; next = next.next_sibling())
      if (next.named() && !next.is(NodeKind::comment)) behind.push_back(next);
    const bool yields = std::ranges::any_of(behind, [](Node node) { return codemod::yields(node); });
    if (behind.empty() || yields) return {};
    return codemod::remove_statements(behind, fix_.edits, codemod::Comments::go) ? "" : kImmovable;
  }

  std::string keep(Node compound, Node block) {
    std::vector<Node> dead;
    for (const Node part : compound.named_children())
      if (part != block && !part.encloses(block)) dead.push_back(part);
    if (loses_generator(dead)) return "its dead branch makes the function a generator";
    if (!codemod::keep_block(compound, block, fix_.edits)) return kImmovable;
    return leaves_block(block) ? remove_unreachable(compound) : "";
  }

  std::string fold_if(Node statement) {
    if (value_) return keep(statement, statement.child(Field::consequence));
    const Node next = statement.child(NodeKind::elif_clause);
    if (!next) {
      const Node other = statement.child(NodeKind::else_clause);
      return other ? keep(statement, other.child(NodeKind::block)) : remove(statement);
    }
    if (loses_generator({statement.child(Field::consequence)})) return "its dead branch makes the function a generator";
    // `elif` becomes the `if`.
    fix_.erase({statement.begin(), next.begin() + 2});
    return {};
  }

  std::string fold_elif(Node clause) {
    const Node statement = clause.parent();
    Node next = clause.next_sibling();
    while (next.is(NodeKind::comment)) next = next.next_sibling();
    const codemod::SourceFile& source = clause.tree()->source();
    std::vector<Node> dead;
    if (!value_) dead.push_back(clause);
    else for (Node later = next; later; later = later.next_sibling()) dead.push_back(later);
    if (loses_generator(dead)) return "its dead branch makes the function a generator";
    if (value_) fix_.replace(codemod::TextRange{clause.begin(), at_.end()}, "else");
    if (dead.empty()) return {};
    // From the end of what stays before, so that a file without a newline at its end stays one.
    const Node first = dead.front();
    std::uint32_t begin = source.line_begin(first.begin());
    const std::string_view text = clause.tree()->text();
    while (begin > 0 && (text[begin - 1] == '\n' || text[begin - 1] == '\r')) --begin;
    fix_.erase({begin, value_ ? statement.end() : clause.end()});
    return {};
  }

  std::string choose(Node conditional) {
    const std::vector<Node> parts = conditional.named_children();
    const Node live = value_ ? parts[0] : parts[2];
    if (conditional.begin() < live.begin()) fix_.erase({conditional.begin(), live.begin()});
    if (live.end() < conditional.end()) fix_.erase({live.end(), conditional.end()});
    return {};
  }

  /// The decorator that would skip what it decorates, and never does.
  [[nodiscard]] Node skip_decorator() const {
    const Node call = at_.parent().is(NodeKind::argument_list) ? at_.parent().parent() : Node();
    if (!call.parent().is(NodeKind::decorator) || codemod::arguments_of(call).front() != at_) return {};
    const std::string name = model_.resolve(call.child(Field::function)).name;
    const bool never = value_ ? name == "unittest.skipUnless" : name == "pytest.mark.skipif" || name == "unittest.skipIf";
    return never ? call.parent() : Node();
  }

  std::string remove_decorator(Node decorator) {
    const Node next = decorator.next_sibling();
    fix_.erase({decorator.begin(), next.begin()});
    return {};
  }

  Node at_;
  bool value_;
  const SemanticModel& model_;
  Fix& fix_;
};

}  // namespace

std::string fold_condition(Node expression, bool value, const SemanticModel& model, Fix& fix) {
  return Folder(expression, value, model, fix).fold();
}

}  // namespace asyncio2anyio

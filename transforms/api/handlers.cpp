#include "transforms/api/handlers.h"

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"

namespace asyncio2anyio {

using codemod::Field;
using codemod::Node;
using codemod::NodeKind;

namespace {

HandlerExits operator|(HandlerExits a, HandlerExits b) {
  return {a.reraises || b.reraises, a.leaves || b.leaves, a.goes_on || b.goes_on,
          a.continues || b.continues};
}

constexpr HandlerExits kReraises{.reraises = true};
constexpr HandlerExits kLeaves{.leaves = true};
constexpr HandlerExits kGoesOn{.goes_on = true};

/// Reads the exits of statements. Nesting is bounded by Python itself (100 levels of indentation).
class ExitReader {
 public:
  explicit ExitReader(std::string_view caught) : caught_(caught) {}

  [[nodiscard]] HandlerExits block(Node block) const {
    HandlerExits exits;
    for (const Node part : block.named_children()) {
      const HandlerExits own = statement(part);
      exits = exits | own;
      exits.goes_on = false;
      if (!own.goes_on) return exits;
    }
    return exits | kGoesOn;
  }

 private:
  [[nodiscard]] HandlerExits statement(Node statement) const {
    switch (statement.kind()) {
      case NodeKind::raise_statement:
        return raises_caught(statement) ? kReraises : kLeaves;
      case NodeKind::return_statement:
        return kLeaves;
      case NodeKind::break_statement:
        return in_loop_ ? kGoesOn : kLeaves;
      case NodeKind::continue_statement:
        return in_loop_ ? kGoesOn : HandlerExits{.continues = true};
      case NodeKind::if_statement:
        return branches(statement);
      case NodeKind::for_statement:
      case NodeKind::while_statement:
        return loop(statement) | kGoesOn;
      // A context manager may swallow what its block raises.
      case NodeKind::with_statement:
        return block(statement.child(Field::body)) | kGoesOn;
      case NodeKind::try_statement:
        return nested_try(statement);
      case NodeKind::match_statement:
        return cases(statement) | kGoesOn;
      default:
        return kGoesOn;
    }
  }

  /// Whether an `if` asks if the exception is a cancellation: then the answer is yes.
  [[nodiscard]] bool asks_for_cancellation(Node condition) const {
    if (caught_.empty() || !condition.is(NodeKind::call) ||
        condition.child(Field::function).text() != "isinstance")
      return false;
    const std::vector<Node> arguments = codemod::arguments_of(condition);
    if (arguments.size() != 2 || arguments[0].text() != caught_) return false;
    return arguments[1].text().ends_with("CancelledError") ||
           arguments[1].text().ends_with("get_cancelled_exc_class()");
  }

  /// A bare `raise`, the caught exception by its name, or a new one of the same class.
  [[nodiscard]] bool raises_caught(Node raise) const {
    const std::vector<Node> parts = raise.named_children();
    if (parts.empty()) return !nested_;
    if (parts.front().is(NodeKind::identifier) && parts.front().text() == caught_) return true;
    Node raised = parts.front();
    if (raised.is(NodeKind::call)) raised = raised.child(Field::function);
    return raised.text().ends_with("CancelledError");
  }

  [[nodiscard]] HandlerExits branches(Node statement) const {
    HandlerExits exits = block(statement.child(Field::consequence));
    if (asks_for_cancellation(statement.child(Field::condition))) return exits;
    bool complete = false;
    for (const Node alternative : statement.children(Field::alternative)) {
      const bool last = alternative.is(NodeKind::else_clause);
      exits = exits | block(alternative.child(last ? Field::body : Field::consequence));
      complete = complete || last;
    }
    return complete ? exits : exits | kGoesOn;
  }

  [[nodiscard]] HandlerExits loop(Node statement) const {
    ExitReader inside = *this;
    inside.in_loop_ = true;
    HandlerExits exits = inside.block(statement.child(Field::body));
    if (const Node other = statement.child(NodeKind::else_clause))
      exits = exits | block(other.child(Field::body));
    return exits;
  }

  [[nodiscard]] HandlerExits cases(Node statement) const {
    HandlerExits exits;
    for (const Node clause : codemod::own_nodes(statement, NodeKind::case_clause))
      exits = exits | block(clause.child(Field::consequence));
    return exits;
  }

  [[nodiscard]] HandlerExits nested_try(Node statement) const {
    HandlerExits exits = block(statement.child(Field::body));
    for (const Node clause : statement.named_children()) {
      if (clause.is(NodeKind::except_clause)) {
        ExitReader inside = *this;
        inside.nested_ = true;
        // What the body raises may be caught here.
        exits = exits | inside.block(clause.child(NodeKind::block));
      }
      if (clause.is(NodeKind::else_clause)) exits = exits | block(clause.child(Field::body));
      if (!clause.is(NodeKind::finally_clause)) continue;
      const HandlerExits last = block(clause.child(NodeKind::block));
      if (!last.goes_on) return last;
      exits = exits | HandlerExits{last.reraises, last.leaves, exits.goes_on, last.continues};
    }
    return exits;
  }

  std::string_view caught_;
  bool in_loop_ = false;
  bool nested_ = false;
};

/// The name of `except X as name`; empty without one.
std::string_view caught_name(Node clause) {
  const Node value = clause.child(Field::value);
  if (!value.is(NodeKind::as_pattern)) return {};
  const Node target = value.child(Field::alias);
  return target ? target.text() : std::string_view();
}

}  // namespace

HandlerExits exits_of(Node except_clause) {
  return ExitReader(caught_name(except_clause)).block(except_clause.child(NodeKind::block));
}

Node handler_naming(Node node) {
  for (Node up = node.parent(), below = node; up; below = up, up = up.parent()) {
    if (up.is(NodeKind::except_clause)) return below.is(NodeKind::block) ? Node() : up;
    if (!up.is_any(NodeKind::tuple, NodeKind::parenthesized_expression, NodeKind::as_pattern))
      return {};
  }
  return {};
}

bool is_written_to(Node node) {
  const Node parent = node.parent();
  if (parent.is_any(NodeKind::assignment, NodeKind::augmented_assignment, NodeKind::for_statement))
    return node.field() == Field::left;
  return parent.is_any(NodeKind::delete_statement, NodeKind::as_pattern_target,
                       NodeKind::pattern_list, NodeKind::tuple_pattern, NodeKind::list_pattern);
}

}  // namespace asyncio2anyio

#include "transforms/api/object_groups.h"

#include <algorithm>

#include "engine/syntax/context.h"
#include "transforms/api/asyncio_names.h"

namespace asyncio2anyio {

using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::ObjectUse;
using codemod::Reference;
using codemod::TrackedObject;
using codemod::TransformContext;

namespace {

std::string describe_argument(Node argument) {
  const std::string_view name = argument.parent().parent().child(Field::function).text();
  if (name.empty() || name.size() > 60 || name.find('\n') != std::string_view::npos)
    return "it is passed to an unknown call";
  return "it is passed to `" + std::string(name) + "`";
}

}  // namespace

bool share_variable(const TrackedObject& one, const TrackedObject& other) {
  const auto shares = [](const auto& some, const auto& others) {
    return std::ranges::any_of(some, [&](const auto& holder) { return std::ranges::find(others, holder) != others.end(); });
  };
  const bool same_attribute = std::ranges::any_of(one.attributes, [&](const codemod::AttributeHolder& holder) {
    return std::ranges::any_of(other.attributes, [&](const codemod::AttributeHolder& its) {
      return its.name == holder.name && its.owner == holder.owner;
    });
  });
  return same_attribute || shares(one.variables, other.variables) || shares(one.containers, other.containers) ||
         shares(one.givers, other.givers);
}

std::vector<std::uint32_t> method_references(const TrackedObject& object,
                                             const TransformContext& cx) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t index = 0; index < cx.references().size(); ++index)
    if (cx.reference(index).object == &object) found.push_back(index);
  return found;
}

std::vector<std::uint32_t> type_references(const TrackedObject& object,
                                           const TransformContext& cx) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
    const Reference& reference = cx.reference(index);
    const bool inside = std::ranges::any_of(
        object.annotations, [&](Node type) { return type.encloses(reference.node); });
    if (inside && object_kind_of_type(reference.name) == object.kind) found.push_back(index);
  }
  return found;
}

void keep_because(std::uint32_t reference, const Obstacle& obstacle, TransformContext& cx) {
  if (!obstacle.at || obstacle.at.encloses(cx.reference(reference).node))
    return cx.keep(reference, obstacle.reason);
  const std::uint32_t line = cx.tree().source().original_line(obstacle.at.begin());
  cx.keep(reference,
          "the object is kept because of line " + std::to_string(line) + ": " + obstacle.reason);
}

void keep_objects(const Objects& objects, const Obstacle& obstacle, TransformContext& cx) {
  for (const TrackedObject* object : objects) {
    for (const std::uint32_t index : method_references(*object, cx))
      keep_because(index, obstacle, cx);
    for (const std::uint32_t index : type_references(*object, cx))
      keep_because(index, obstacle, cx);
    for (const Node name : object->references)
      if (const auto index = cx.reference_at(name)) keep_because(*index, obstacle, cx);
  }
}

std::string describe_use(const ObjectUse& use) {
  if (use.kind == codemod::UseKind::argument) return describe_argument(use.outer);
  switch (use.outer.kind()) {
    case NodeKind::return_statement:
      return "it is returned";
    case NodeKind::yield:
      return "it is yielded";
    case NodeKind::assignment:
      if (use.outer.child(Field::left).is(NodeKind::subscript)) return "it is put into a container";
      return "it is stored under another name";
    case NodeKind::named_expression:
      return "it is stored under another name";
    case NodeKind::comparison_operator:
      return "it is compared";
    case NodeKind::list:
    case NodeKind::set:
    case NodeKind::tuple:
    case NodeKind::pair:
    case NodeKind::expression_list:
      return "it is put into a container";
    default:
      return "it is used as a value";
  }
}

bool is_whole_expression(Node expression) {
  if (expression.field() == Field::condition) return true;
  const Node parent = expression.parent();
  if (parent.is(NodeKind::assignment)) return expression.field() == Field::right;
  return parent.is_any(NodeKind::parenthesized_expression, NodeKind::return_statement,
                       NodeKind::argument_list);
}

void replace_by_comparison(const ObjectUse& use, const std::string& comparison,
                           const std::string& negated, codemod::Fix& fix) {
  const Node negation = codemod::outermost_parentheses(use.outer).parent();
  const bool takes_not = negation.is(NodeKind::not_operator) && use.outer.parent() == negation;
  const Node whole = takes_not ? negation : use.outer;
  const Node parent = whole.parent();
  const bool alone =
      is_whole_expression(whole) ||
      parent.is_any(NodeKind::assert_statement, NodeKind::boolean_operator,
                    NodeKind::expression_list, NodeKind::if_clause, NodeKind::keyword_argument,
                    NodeKind::list, NodeKind::pair, NodeKind::tuple);
  if (takes_not)
    fix.replace({negation.begin(), use.node.begin()}, alone ? "" : "(");
  else if (!alone)
    fix.insert(use.outer.begin(), "(");
  const Node member = use.outer.child(Field::function).child(Field::attribute);
  fix.replace({member.begin(), use.outer.end()},
               (takes_not ? negated : comparison) + (alone ? "" : ")"));
}

}  // namespace asyncio2anyio

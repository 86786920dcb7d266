#include "engine/semantics/tracer.h"

#include "engine/syntax/context.h"

// Where an expression that stands for a traced object goes: into other holders, or to a use of it.
namespace codemod {
namespace {

std::string describe_container_use(Node container) {
  const Node parent = outermost_parentheses(container).parent();
  if (parent.is(NodeKind::return_statement)) return "its container is returned";
  if (parent.is(NodeKind::yield)) return "its container is yielded";
  if (!parent.is(NodeKind::attribute)) return "its container is used as a value";
  return "`" + std::string(parent.child(Field::attribute).text()) + "` of its container is not followed";
}

}  // namespace

void Tracer::flow(Carrier carrier) {
  const Node outer = outermost_parentheses(carrier.node);
  const Node parent = outer.parent();
  const bool tested = classify_use(carrier.node).kind == UseKind::tested;
  const auto pass_on = [&](Node to, bool container) {
    flow({.node = to, .leaf = carrier.leaf, .holder = carrier.holder, .certain = carrier.certain, .container = container});
  };
  switch (tested ? NodeKind::null : parent.kind()) {
    case NodeKind::conditional_expression:
      if (parent.named_children()[1] != outer) return pass_on(parent, carrier.container);
      break;
    case NodeKind::boolean_operator:
      // On the left of `and` only the truth of an object is seen; an empty container would be what it gives.
      if (!carrier.container && parent.child(Field::operator_).text() == "and" && outer.field() == Field::left)
        return mention(carrier, kNoHolder, true);
      return pass_on(parent, carrier.container);
    case NodeKind::named_expression:
      store(carrier, parent.child(Field::name));
      return pass_on(parent, carrier.container);
    case NodeKind::assignment:
      if (outer.field() != Field::right) break;
      store(carrier, parent.child(Field::left));
      if (parent.parent().is(NodeKind::assignment)) pass_on(parent, carrier.container);
      return;
    case NodeKind::default_parameter:
    case NodeKind::typed_default_parameter:
      return store(carrier, parent.child(Field::name));
    case NodeKind::lambda:
      if (flow_lambda(carrier, parent)) return;
      break;
    case NodeKind::comparison_operator:  // the same objects are equal, and in the same containers
    case NodeKind::expression_statement:
      if (!carrier.container) mention(carrier, kNoHolder, true);
      return;
    default:
      break;
  }
  if (carrier.container) return flow_container(carrier);
  flow_element(carrier, outer);
}

void Tracer::flow_element(const Carrier& carrier, Node outer) {
  const Node parent = outer.parent();
  switch (parent.kind()) {
    case NodeKind::list:
    case NodeKind::set:
    case NodeKind::tuple:
    case NodeKind::list_comprehension:
    case NodeKind::set_comprehension:
      if (!parent.is_any(NodeKind::list_comprehension, NodeKind::set_comprehension) || outer.field() == Field::body)
        return flow({.node = parent, .leaf = carrier.leaf, .holder = carrier.holder, .certain = carrier.certain, .container = true});
      break;
    case NodeKind::pair:
      if (outer.field() == Field::value)
        return flow({.node = parent.parent(), .leaf = carrier.leaf, .holder = carrier.holder, .certain = carrier.certain, .container = true});
      break;
    case NodeKind::return_statement:
      return flow_result(carrier, parent);
    case NodeKind::argument_list:
      return flow_argument(carrier, outer);
    case NodeKind::keyword_argument:
      return flow_argument(carrier, parent);
    default:
      break;
  }
  use(carrier);
}

void Tracer::flow_container(const Carrier& carrier) {
  const ContainerUse what = classify_container_use(model_, carrier.node, shape_);
  const auto taken_out = [&](Node node) { flow({.node = node, .holder = carrier.holder, .certain = carrier.certain}); };
  switch (what.kind) {
    case ContainerUse::neutral:
      return;
    case ContainerUse::element:
      taken_out(what.expression);
      break;
    case ContainerUse::stored:
      break;
    case ContainerUse::iterated:
    case ContainerUse::pairs:
      return flow_loop(carrier, what);
    case ContainerUse::argument:
      return flow_argument(carrier, what.expression);
    case ContainerUse::unknown:
      return doubt(describe_container_use(carrier.node), carrier.node);
  }
  if (!what.value) return;
  if (carrier.holder == kNoHolder) return doubt("its container is held by nothing", carrier.node);
  fillings_.emplace_back(carrier.holder, what.value);
  take_value(carrier.holder, what.value, false);
}

void Tracer::flow_loop(const Carrier& carrier, const ContainerUse& what) {
  const Node name = loop_name(what.expression, what.kind == ContainerUse::pairs);
  if (!name) return doubt("what a loop takes out of its container is not followed", carrier.node);
  loop_names_.insert(name);
  store({.node = name, .holder = carrier.holder, .certain = carrier.certain}, name);
}

void Tracer::flow_argument(const Carrier& carrier, Node argument) {
  const Node call = argument.parent().parent();
  const Node container = container_behind(call);
  if (!carrier.container && container && value_argument(call) == argument && finder_.is_container(container))
    return enter_container(carrier, container);
  if (!carrier.container && finder_.only_compares(call)) return mention(carrier, kNoHolder, true);
  auto receiver = finder_.receiver_of(argument);
  if (!receiver) {
    if (!carrier.container) return use(carrier);
    if (!used_.insert(carrier.node).second) return;
    ObjectUse passed = classify_use(carrier.node);
    return doubt("it is in a container that is passed to `" + std::string(call.child(Field::function).text().substr(0, 60)) + "`", passed.outer);
  }
  receiver->container = carrier.container;
  if (receiver->kind() == Holder::variable_) object_.passes.push_back({carrier.node, receiver->variable});
  add_source(hold(std::move(*receiver)), carrier);
}

void Tracer::flow_result(const Carrier& carrier, Node statement) {
  const auto giver = finder_.giver_of(model_.function_of(statement));
  if (!giver) return use(carrier);
  add_source(hold(*giver), carrier);
}

/// Whether a lambda only makes what a field or a container is filled with.
bool Tracer::flow_lambda(const Carrier& carrier, Node lambda) {
  if (lambda.child(Field::parameters)) return false;
  if (const Node call = defaultdict_given(model_, lambda); call && !carrier.container) {
    flow({.node = call, .leaf = carrier.leaf, .holder = carrier.holder, .certain = carrier.certain, .container = true});
    return true;
  }
  const Node keyword = outermost_parentheses(lambda).parent();
  const std::string_view name = keyword.is(NodeKind::keyword_argument) ? keyword.child(Field::name).text() : std::string_view();
  if (name != "default_factory" && name != "factory") return false;
  flow({.node = keyword.parent().parent(), .leaf = carrier.leaf, .holder = carrier.holder, .certain = carrier.certain, .container = carrier.container});
  return true;
}

void Tracer::store(const Carrier& carrier, Node target) {
  if (target.is(NodeKind::subscript) && !carrier.container && finder_.is_container(target.child(Field::value)))
    return enter_container(carrier, target.child(Field::value));
  auto holder = finder_.holder_written_by(target);
  if (!holder) {
    if (target.is(NodeKind::attribute)) return doubt("it is stored on an object of an unknown class", target);
    if (!target.is(NodeKind::subscript)) return doubt("it is assigned together with other names", target);
    if (carrier.container) return doubt("its container is put into another one", target);
    return use(carrier);
  }
  holder->container = carrier.container;
  add_source(hold(std::move(*holder)), carrier);
}

void Tracer::enter_container(const Carrier& carrier, Node container) {
  auto holder = finder_.holder_read_by(container, true);
  if (!holder) return use(carrier);
  add_source(hold(std::move(*holder)), carrier);
}

void Tracer::use(const Carrier& carrier) {
  if (!used_.insert(carrier.node).second) return;
  mention(carrier, kNoHolder);
  ObjectUse found = classify_use(carrier.node);
  found.certain = carrier.certain;
  uses_.emplace_back(found, carrier.holder);
}

}  // namespace codemod

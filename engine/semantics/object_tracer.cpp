#include "engine/semantics/object_tracer.h"

#include <algorithm>

#include "engine/semantics/control_flow.h"
#include "engine/semantics/tracer.h"
#include "engine/syntax/context.h"

namespace codemod {

TrackedObject Tracer::trace(const Producer& first) {
  object_.kind = first.made.kind;
  claim(first);
  for (std::size_t i = 0; i < holders_.size(); ++i) follow(i);
  return finish();
}

void Tracer::claim(const Producer& producer) {
  if (!taken_.insert(producer.call).second) return;
  object_.producers.push_back(producer.call);
  object_.references.push_back(producer.reference);
  if (producer.made.kind != object_.kind) doubt("it holds different kinds of object", producer.call);
  const bool is_factory = defaultdict_given(model_, producer.reference) == producer.call;
  flow({.node = producer.call, .container = is_factory});
}

std::size_t Tracer::hold(Holder holder) {
  const auto found = std::ranges::find_if(holders_, [&](const Holder& other) { return finder_.is_same(holder, other); });
  if (found != holders_.end()) {
    if (found->container != holder.container) doubt("its container may be mistaken for it", object_.producers.front());
    return static_cast<std::size_t>(found - holders_.begin());
  }
  holders_.push_back(std::move(holder));
  return holders_.size() - 1;
}

void Tracer::add_source(std::size_t holder, const Carrier& carrier) {
  holders_[holder].filled = true;
  if (carrier.holder != kNoHolder) holders_[holder].sources.push_back(carrier.holder);
  if (!carrier.certain) holders_[holder].certain = false;
  mention(carrier, holder);
}

void Tracer::follow(std::size_t at) {
  switch (holders_[at].kind()) {
    case Holder::variable_:
      return follow_variable(at);
    case Holder::attribute_:
      return follow_attribute(at);
    case Holder::giver_:
      return follow_giver(at);
  }
}

// --- what a holder is given, and what is done with it

void Tracer::follow_variable(std::size_t at) {
  const Binding& binding = model_.binding(holders_[at].variable);
  for (const Definition& definition : binding.definitions) follow_definition(at, definition);
  for (const Node name : binding.uses) flow({.node = name, .leaf = name, .holder = at, .container = holders_[at].container});
}

void Tracer::follow_definition(std::size_t at, const Definition& definition) {
  const Node statement = definition.statement;
  switch (definition.kind) {
    case DefinitionKind::annotation:
      return annotate(at, statement.child(Field::type));
    case DefinitionKind::assignment:
      annotate(at, statement.child(Field::type));
      if (statement.child(Field::left) != definition.name) return take_unseen(at, definition.name);
      return take_value(at, statement.child(Field::right));
    case DefinitionKind::walrus:
      return take_value(at, statement.child(Field::value));
    case DefinitionKind::parameter:
      holders_[at].certain = false;
      if (statement.is_any(NodeKind::list_splat_pattern, NodeKind::dictionary_splat_pattern))
        return doubt("it is passed among other arguments", definition.name);
      annotate(at, statement.child(Field::type));
      if (const Node value = statement.child(Field::value)) take_value(at, value);
      return;
    case DefinitionKind::deletion:
      return;
    case DefinitionKind::import_from:
    case DefinitionKind::import_module:
      return doubt("its holder is imported", definition.name);
    case DefinitionKind::loop_target:
      if (loop_names_.contains(definition.name)) return;
      return take_unseen(at, definition.name);
    case DefinitionKind::with_target:
    case DefinitionKind::except_target:
      return take_unseen(at, definition.name);
    default:
      return doubt("the name is also bound to something else", definition.name);
  }
}

void Tracer::follow_attribute(std::size_t at) {
  const std::string_view name = holders_[at].attribute;
  const std::set<Node> owners = holders_[at].owners;
  for (const Node owner : owners) {
    const BindingId in_class = model_.lookup_local(model_.scope_made_by(owner), name);
    if (in_class == BindingId::none) continue;
    for (const Definition& definition : model_.binding(in_class).definitions) follow_definition(at, definition);
    for (const Node mention : model_.binding(in_class).uses)
      flow({.node = mention, .leaf = mention, .holder = at, .container = holders_[at].container});
  }
  for (const Node attribute : finder_.attributes_called(name)) {
    const Node owner = class_behind(model_, attribute.child(Field::object));
    if (!owner || owners.contains(owner)) follow_attribute_node(at, attribute, bool(owner));
  }
}

void Tracer::follow_attribute_node(std::size_t at, Node attribute, bool certain) {
  const Node parent = attribute.parent();
  if (parent.is(NodeKind::assignment) && attribute.field() == Field::left) {
    annotate(at, parent.child(Field::type));
    if (const Node value = parent.child(Field::right)) take_value(at, value);
    return;
  }
  const bool written = attribute.field() != Field::right &&
                       parent.is_any(NodeKind::augmented_assignment, NodeKind::delete_statement, NodeKind::pattern_list,
                                     NodeKind::tuple_pattern, NodeKind::list_pattern, NodeKind::as_pattern_target,
                                     NodeKind::for_statement, NodeKind::for_in_clause);
  if (written) return doubt("it is also assigned something else", attribute);
  flow({.node = attribute, .leaf = attribute, .holder = at, .certain = certain, .container = holders_[at].container});
}

void Tracer::follow_giver(std::size_t at) {
  const Holder giver = holders_[at];
  for (const Node function : giver.functions) {
    annotate(at, function.child(Field::return_type));
    if (const Node bad = finder_.changes_result(function)) return doubt("a function returns it that is decorated", bad);
    if (finder_.is_special(function)) return doubt("it is returned by a special method", function.child(Field::name));
    if (yields(function.child(Field::body))) return doubt("it is returned by a generator", function.child(Field::name));
    for (const Node statement : own_nodes(function.child(Field::body), NodeKind::return_statement))
      for (const Node value : statement.named_children()) take_value(at, value);
  }
  const auto mentions = finder_.mentions_of(giver);
  if (mentions.empty()) doubt("it is returned to callers that the file does not show", giver.functions.front().child(Field::name));
  for (const auto& [mention, certain] : mentions) follow_result(at, mention, certain);
}

void Tracer::follow_result(std::size_t at, Node mention, bool certain) {
  const Holder& giver = holders_[at];
  if (giver.is_property) return flow({.node = mention, .holder = at, .certain = certain});
  Node result = call_of(mention);
  if (!result) return doubt("the function that returns it is used as a value", mention);
  if (giver.is_async) result = await_of(result);
  if (!result) return doubt("a coroutine that returns it is not awaited where it is made", mention);
  flow({.node = result, .holder = at, .certain = certain});
}

// --- what goes into a holder

void Tracer::take_value(std::size_t into, Node value, bool container) {
  value = strip_parentheses(value);
  holders_[into].filled = true;
  switch (value.kind()) {
    case NodeKind::none:
      if (container) return;
      object_.none_values.push_back(value);
      holders_[into].none_values.push_back(value);
      return;
    case NodeKind::conditional_expression: {
      const std::vector<Node> parts = value.named_children();
      take_value(into, parts.front(), container);
      return take_value(into, parts.back(), container);
    }
    case NodeKind::boolean_operator:
      if (value.child(Field::operator_).text() == "or") take_value(into, value.child(Field::left), container);
      return take_value(into, value.child(Field::right), container);
    case NodeKind::named_expression:
      return take_value(into, value.child(Field::value), container);
    case NodeKind::assignment:
      return take_value(into, value.child(Field::right), container);
    default:
      return container ? take_container(into, value) : take_element(into, value);
  }
}

/// Something that is bound to a name together with others.
void Tracer::take_unseen(std::size_t into, Node name) {
  if (holders_[into].container) return doubt("its container is also assigned something else", name);
  holders_[into].mixed = true;
  holders_[into].mixed_at = name;
}

void Tracer::take_element(std::size_t into, Node value) {
  if (const auto found = producers_.find(value); found != producers_.end()) return claim(*found->second);
  if (take_from_holder(into, value, false)) return;
  const Node container = container_behind(value);
  if (container && finder_.is_container(container) && take_from_holder(into, container, true)) return;
  // As behind a parameter: what is done with it must go on with either.
  holders_[into].mixed = true;
  holders_[into].mixed_at = value;
}

/// Whether `value` reads a holder that can be followed: it is one of the object's from now on.
bool Tracer::take_from_holder(std::size_t into, Node value, bool container) {
  auto holder = finder_.holder_read_by(value, container);
  if (!holder) return false;
  const std::size_t from = hold(std::move(*holder));
  holders_[into].sources.push_back(from);
  return true;
}

void Tracer::take_container(std::size_t into, Node value) {
  const auto made = read_container(model_, value);
  if (!made) {
    if (!take_from_holder(into, value, true)) doubt("its container is also assigned something else", value);
    return;
  }
  if (shape_ != ContainerShape::unknown && shape_ != made->shape) doubt("it is in containers of different kinds", value);
  shape_ = made->shape;
  annotate(into, made->type);
  for (const Node element : made->values) take_value(into, element, false);
  if (!made->factory) return;
  if (made->factory.is(NodeKind::lambda)) return take_value(into, made->factory.child(Field::body), false);
  const auto known = producers_.find(defaultdict_given(model_, made->factory));
  if (known != producers_.end()) return claim(*known->second);
  doubt("its container is filled by a function that is not followed", made->factory);
}

// --- the result

/// A holder that may hold something else makes everything doubtful that is taken from it, and may belong to somebody
/// else when it is a container.
void Tracer::settle_certainty() {
  for (Holder& holder : holders_) holder.certain &= holder.filled;
  for (bool changed = true; changed;) {
    changed = false;
    for (Holder& holder : holders_) {
      const auto any_source = [&](const auto& has) {
        return std::ranges::any_of(holder.sources, [&](std::size_t from) { return has(holders_[from]); });
      };
      const bool certain = holder.certain && !any_source([](const Holder& from) { return !from.certain; });
      const bool mixed = holder.mixed || any_source([](const Holder& from) { return from.mixed; });
      changed |= certain != holder.certain || mixed != holder.mixed;
      holder.certain = certain;
      holder.mixed = mixed;
    }
  }
  for (const auto& [container, value] : fillings_)
    if (!holders_[container].certain) doubt("it is put into a container that may be another one's", value);
}

TrackedObject Tracer::finish() {
  settle_certainty();
  for (const Holder& holder : holders_) {
    object_.holders.push_back({holder.variable, holder.attribute, holder.owner, holder.functions, holder.annotations, holder.none_values,
                               holder.container, holder.mixed_at});
    if (holder.kind() == Holder::giver_) object_.givers.insert(object_.givers.end(), holder.functions.begin(), holder.functions.end());
    if (holder.kind() == Holder::variable_) (holder.container ? object_.containers : object_.variables).push_back(holder.variable);
    if (holder.kind() != Holder::attribute_) continue;
    object_.attributes.push_back({holder.owner, holder.attribute, holder.container});
    if (holder.container || !object_.attribute.empty()) continue;
    object_.attribute = holder.attribute;
    object_.owner = holder.owner;
  }
  for (auto& [found, from] : uses_) {
    if (from != kNoHolder) found.certain = found.certain && holders_[from].certain && !holders_[from].mixed;
    object_.uses.push_back(found);
  }
  std::ranges::sort(object_.uses, {}, [](const ObjectUse& found) { return found.node.index(); });
  return std::move(object_);
}

std::vector<TrackedObject> trace_objects(const SemanticModel& model, const std::vector<Producer>& producers) {
  std::vector<TrackedObject> objects;
  if (producers.empty()) return objects;
  const HolderFinder finder(model);
  ProducerMap by_call;
  for (const Producer& producer : producers) by_call.emplace(producer.call, &producer);
  std::set<Node> taken;
  for (const Producer& producer : producers)
    if (!taken.contains(producer.call)) objects.push_back(Tracer(finder, by_call, taken).trace(producer));
  return objects;
}

}  // namespace codemod

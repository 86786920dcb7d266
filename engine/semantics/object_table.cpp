#include "engine/semantics/object_table.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "engine/semantics/container_uses.h"
#include "engine/semantics/control_flow.h"
#include "engine/semantics/object_tracer.h"
#include "engine/syntax/context.h"

namespace codemod {
namespace {

/// Who holds an object: a variable, or an attribute of the instances of a class.
struct Holder {
  BindingId variable = BindingId::none;
  Node owner;
  std::string_view attribute;
  std::string_view doubt;

  [[nodiscard]] bool known() const { return variable != BindingId::none || !attribute.empty(); }
};

/// The call that takes `value` (or a lambda that gives it) to make the values of a field: `field(default_factory=Lock)`.
Node factory_field(Node value) {
  Node outer = outermost_parentheses(value);
  const Node lambda = outer.parent();
  if (lambda.is(NodeKind::lambda) && !lambda.child(Field::parameters)) outer = outermost_parentheses(lambda);
  else if (value.is(NodeKind::call)) return {};
  const Node keyword = outer.parent();
  const std::string_view name = keyword.is(NodeKind::keyword_argument) ? keyword.child(Field::name).text() : std::string_view();
  return name == "default_factory" || name == "factory" ? keyword.parent().parent() : Node();
}

/// Builds the table; a helper with a worklist, thrown away afterwards.
class Builder {
 public:
  Builder(const SemanticModel& model, const ConstructorKinds& kinds) : model_(model), kinds_(kinds) {}

  std::vector<TrackedObject> build() {
    find_producers();
    follow_all();
    const std::vector<Derived> derived = find_derived();
    if (derived.empty()) return with_traced();
    // What is assigned must be known before anything is followed, so all of it is done once more.
    objects_.clear();
    held_.clear();
    traced_.clear();
    find_producers();
    for (const Derived& one : derived) add_producer(one.made, one.reference, one.producer);
    follow_all();
    return with_traced();
  }

 private:
  /// An object that a method of another one makes: `loop.create_future()`.
  struct Derived {
    Constructed made;
    Node reference;
    Node producer;
  };

  std::vector<TrackedObject> with_traced() {
    for (TrackedObject& object : trace_objects(model_, traced_)) objects_.push_back(std::move(object));
    return std::move(objects_);
  }
  void find_producers();
  void note_producer(const Constructed& made, Node chain);
  void follow_all();
  std::vector<Derived> find_derived() const;
  void add_producer(Constructed made, Node reference, Node producer);
  Holder holder_of(Node value) const;
  Holder holder_of_target(Node target) const;
  TrackedObject& object_for(const Holder& holder, std::string_view kind);
  void collect_attributes();
  void follow_variables(TrackedObject& object);
  void follow_definition(TrackedObject& object, const Definition& definition);
  void follow_value(TrackedObject& object, Node value);
  void follow_use(TrackedObject& object, Node expression);
  void follow_argument(TrackedObject& object, const ObjectUse& use);
  void follow_attribute(TrackedObject& object);
  void follow_attribute_node(TrackedObject& object, Node attribute);
  void note_annotation(TrackedObject& object, Node type);
  static void doubt(TrackedObject& object, std::string why, Node at) {
    if (!object.doubt.empty()) return;
    object.doubt = std::move(why);
    object.doubt_at = at;
  }

  const SemanticModel& model_;
  const ConstructorKinds& kinds_;
  static constexpr std::uint32_t kNoOwner = 0xffffffff;
  std::vector<TrackedObject> objects_;
  std::map<std::tuple<BindingId, std::uint32_t, std::string_view>, std::size_t> held_;  // by variable, or class and attribute
  std::vector<Producer> traced_;
  // Nodes of the attribute names that hold objects, by the class whose `self` they belong to (null for others).
  std::map<std::string_view, std::map<Node, std::vector<Node>>> attributes_;
  DerivedClasses derived_;  // classes with bases of this file; filled with `attributes_`
};

void Builder::find_producers() {
  for (std::uint32_t index = 0; index < model_.binding_count(); ++index) {
    const Binding& binding = model_.binding(static_cast<BindingId>(index));
    if (binding.definitions.front().origin.empty()) continue;
    for (const Node use : binding.uses) {
      const Node chain = outermost_chain(use);
      const Resolved resolved = model_.resolve(chain);
      if (!resolved.certain) continue;
      const Constructed made = kinds_(resolved.name);
      if (!made.kind.empty()) note_producer(made, chain);
    }
  }
}

void Builder::note_producer(const Constructed& made, Node chain) {
  const Node call = made.traced ? constructor_call(chain) : call_of(chain);
  Node producer = factory_field(call ? call : chain);
  if (!producer) producer = call;
  if (!made.traced) {
    if (producer) add_producer(made, chain, producer);
    return;
  }
  if (!producer) producer = defaultdict_given(model_, chain);
  if (producer) traced_.push_back({made, chain, producer});
}

void Builder::follow_all() {
  collect_attributes();
  for (TrackedObject& object : objects_) {
    follow_variables(object);
    if (!object.attribute.empty()) follow_attribute(object);
    std::ranges::sort(object.uses, {}, [](const ObjectUse& use) { return use.node.index(); });
  }
}

std::vector<Builder::Derived> Builder::find_derived() const {
  std::vector<Derived> found;
  std::set<Node> seen;  // two objects can share a parameter, and with it its uses
  for (const TrackedObject& object : objects_)
    for (const ObjectUse& use : object.uses) {
      if (use.kind != UseKind::method_call || !seen.insert(use.outer).second) continue;
      const Constructed made = kinds_(std::string(object.kind) + "." + std::string(use.member));
      if (!made.kind.empty()) found.push_back({made, use.outer.child(Field::function).child(Field::attribute), use.outer});
    }
  return found;
}

void Builder::add_producer(Constructed made, Node reference, Node producer) {
  const Node awaited = await_of(producer);
  // `await create_task(f())` gives the result of `f`, not the task: nothing holds that.
  if (made.awaited != bool(awaited)) return;
  const Node value = awaited ? awaited : producer;
  const Holder holder = holder_of(value);
  TrackedObject& object = object_for(holder, made.kind);
  object.producers.push_back(producer);
  object.references.push_back(reference);
  if (!holder.doubt.empty()) doubt(object, std::string(holder.doubt), producer);
  if (object.kind != made.kind) doubt(object, "it holds different kinds of object", producer);
  if (!holder.known()) object.uses.push_back(classify_use(value));
}

Holder Builder::holder_of(Node value) const {
  Node outer = outermost_parentheses(value);
  // `x = Lock() if shared else None` still holds the lock.
  while (outer.parent().is(NodeKind::conditional_expression) && outer.parent().named_children()[1] != outer)
    outer = outermost_parentheses(outer.parent());
  const Node parent = outer.parent();
  if (parent.is(NodeKind::named_expression)) return holder_of_target(parent.child(Field::name));
  if (!parent.is(NodeKind::assignment) || outer.field() != Field::right) return {};
  Holder holder = holder_of_target(parent.child(Field::left));
  const bool chained = parent.parent().is(NodeKind::assignment);
  if (chained) holder.doubt = "it is assigned to two names at once";
  return holder;
}

Holder Builder::holder_of_target(Node target) const {
  Holder holder;
  if (target.is(NodeKind::identifier)) {
    holder.variable = model_.binding_of(target);
    if (holder.variable == BindingId::none) return {};
    const Scope& scope = model_.scope(model_.binding(holder.variable).scope);
    if (scope.kind != ScopeKind::class_) return holder;
    return {BindingId::none, scope.node, target.text(), {}};
  }
  if (!target.is(NodeKind::attribute)) return {};
  const Node owner = class_of_self(model_, target.child(Field::object));
  holder.attribute = target.child(Field::attribute).text();
  holder.owner = owner;
  if (!owner) holder.doubt = "it is stored on an object of an unknown class";
  return holder;
}

TrackedObject& Builder::object_for(const Holder& holder, std::string_view kind) {
  if (holder.known()) {
    const auto [known, is_new] = held_.try_emplace({holder.variable, holder.owner ? holder.owner.index() : kNoOwner, holder.attribute}, objects_.size());
    if (!is_new) return objects_[known->second];
  }
  TrackedObject object;
  object.kind = kind;
  object.attribute = holder.attribute;
  object.owner = holder.owner;
  if (holder.variable != BindingId::none) object.variables.push_back(holder.variable);
  objects_.push_back(std::move(object));
  return objects_.back();
}

void Builder::collect_attributes() {
  attributes_.clear();
  derived_.clear();
  for (const TrackedObject& object : objects_)
    if (!object.attribute.empty()) attributes_.try_emplace(object.attribute);
  if (attributes_.empty()) return;
  for (std::uint32_t index = 0; index < model_.tree().size(); ++index) {
    const Node node = model_.tree().node(index);
    if (node.is(NodeKind::class_definition))
      if (std::vector<Node> bases = bases_of(model_, node); !bases.empty()) derived_.emplace_back(node, std::move(bases));
    if (!node.is(NodeKind::attribute)) continue;
    const auto found = attributes_.find(node.child(Field::attribute).text());
    if (found != attributes_.end()) found->second[class_of_self(model_, node.child(Field::object))].push_back(node);
  }
}

void Builder::follow_variables(TrackedObject& object) {
  // Grows while parameters are found that receive the object.
  for (std::size_t i = 0; i < object.variables.size(); ++i) {
    const Binding& binding = model_.binding(object.variables[i]);
    for (const Definition& definition : binding.definitions) follow_definition(object, definition);
    for (const Node use : binding.uses) follow_use(object, use);
  }
}

void Builder::follow_definition(TrackedObject& object, const Definition& definition) {
  const Node statement = definition.statement;
  switch (definition.kind) {
    case DefinitionKind::annotation:
      return note_annotation(object, statement.child(Field::type));
    case DefinitionKind::assignment:
      note_annotation(object, statement.child(Field::type));
      if (statement.child(Field::left) != definition.name)
        return doubt(object, "it is assigned together with other names", definition.name);
      return follow_value(object, statement.child(Field::right));
    case DefinitionKind::walrus:
      return follow_value(object, statement.child(Field::value));
    case DefinitionKind::parameter:
      note_annotation(object, statement.child(Field::type));
      if (const Node value = statement.child(Field::value)) return follow_value(object, value);
      return;
    case DefinitionKind::deletion:
      return doubt(object, "it is deleted", definition.name);
    default:
      return doubt(object, "the name is also bound to something else", definition.name);
  }
}

void Builder::follow_value(TrackedObject& object, Node value) {
  value = strip_parentheses(value);
  if (value.is(NodeKind::none)) return object.none_values.push_back(value);
  if (value.is(NodeKind::conditional_expression)) {
    const std::vector<Node> parts = value.named_children();
    follow_value(object, parts.front());
    return follow_value(object, parts.back());
  }
  if (value.is(NodeKind::assignment)) return follow_value(object, value.child(Field::right));
  if (value.is(NodeKind::await)) value = strip_parentheses(value.named_children().front());
  if (std::ranges::find(object.producers, value) != object.producers.end()) return;
  // Passing a parameter on under its own default is still the same object.
  if (value.is(NodeKind::identifier) && std::ranges::find(object.variables, model_.binding_of(value)) != object.variables.end())
    return;
  doubt(object, "it is also assigned something else", value);
}

void Builder::follow_use(TrackedObject& object, Node expression) {
  ObjectUse use = classify_use(expression);
  if (use.kind == UseKind::argument) return follow_argument(object, use);
  object.uses.push_back(use);
}

void Builder::follow_argument(TrackedObject& object, const ObjectUse& use) {
  const BindingId parameter = parameter_behind(model_, use.outer);
  if (parameter == BindingId::none) return object.uses.push_back(use);
  object.passes.push_back({use.node, parameter});
  if (std::ranges::find(object.variables, parameter) == object.variables.end()) object.variables.push_back(parameter);
}

void Builder::follow_attribute(TrackedObject& object) {
  if (!object.owner) return;
  const std::set<Node> owners = class_family(derived_, object.owner);
  for (const Node owner : owners) {
    const BindingId in_class = model_.lookup_local(model_.scope_made_by(owner), object.attribute);
    if (in_class == BindingId::none) continue;
    for (const Definition& definition : model_.binding(in_class).definitions) follow_definition(object, definition);
    for (const Node use : model_.binding(in_class).uses) follow_use(object, use);
  }
  const std::map<Node, std::vector<Node>>& by_owner = attributes_[object.attribute];
  std::vector<Node> nodes;
  const auto add = [&](Node owner) {
    if (const auto found = by_owner.find(owner); found != by_owner.end()) nodes.insert(nodes.end(), found->second.begin(), found->second.end());
  };
  add({});
  for (const Node owner : owners) add(owner);
  std::ranges::sort(nodes, {}, &Node::index);
  for (const Node attribute : nodes) follow_attribute_node(object, attribute);
}

void Builder::follow_attribute_node(TrackedObject& object, Node attribute) {
  const Node parent = attribute.parent();
  const bool stored = (parent.is(NodeKind::assignment) && attribute.field() == Field::left);
  if (!stored) {
    if (parent.is_any(NodeKind::augmented_assignment, NodeKind::delete_statement, NodeKind::pattern_list, NodeKind::tuple_pattern,
                      NodeKind::list_pattern, NodeKind::as_pattern_target, NodeKind::for_statement, NodeKind::for_in_clause) &&
        attribute.field() != Field::right)
      return doubt(object, "it is also assigned something else", attribute);
    return follow_use(object, attribute);
  }
  note_annotation(object, parent.child(Field::type));
  if (const Node value = parent.child(Field::right)) follow_value(object, value);
}

void Builder::note_annotation(TrackedObject& object, Node type) {
  if (type) object.annotations.push_back(type);
}

}  // namespace

BindingId parameter_at(const SemanticModel& model, Node function, std::size_t position) {
  const std::vector<Node> parameters = function.child(Field::parameters).named_children();
  if (position >= parameters.size()) return BindingId::none;
  const Node parameter = parameters[position];
  std::string_view name;
  if (parameter.is(NodeKind::identifier)) name = parameter.text();
  else if (parameter.is_any(NodeKind::default_parameter, NodeKind::typed_default_parameter)) name = parameter.child(Field::name).text();
  else if (parameter.is(NodeKind::typed_parameter) && parameter.first_child().is(NodeKind::identifier)) name = parameter.first_child().text();
  for (std::size_t i = 0; i < position; ++i)
    if (parameters[i].is_any(NodeKind::list_splat_pattern, NodeKind::keyword_separator)) return BindingId::none;
  return name.empty() ? BindingId::none : model.lookup_local(model.scope_made_by(function), name);
}

BindingId parameter_behind(const SemanticModel& model, Node argument) {
  const Node call = argument.parent().parent();
  const Node function = callee_definition(model, call);
  if (!function) return BindingId::none;
  return parameter_of(model, function, argument, call.child(Field::function).is(NodeKind::attribute) ? 1 : 0);
}

BindingId parameter_of(const SemanticModel& model, Node function, Node argument, std::size_t bound) {
  if (argument.is(NodeKind::keyword_argument))
    return model.lookup_local(model.scope_made_by(function), argument.child(Field::name).text());
  std::size_t position = bound;
  for (const Node other : arguments_of(argument.parent().parent())) {
    if (other == argument) break;
    if (!other.named() || other.is_any(NodeKind::list_splat, NodeKind::dictionary_splat)) return BindingId::none;
    ++position;
  }
  return parameter_at(model, function, position);
}

ObjectTable ObjectTable::build(const SemanticModel& model, const ConstructorKinds& kinds) {
  ObjectTable table;
  table.objects_ = Builder(model, kinds).build();
  return table;
}

const TrackedObject* ObjectTable::made_by(Node producer) const {
  for (const TrackedObject& object : objects_)
    if (std::ranges::find(object.producers, producer) != object.producers.end()) return &object;
  return nullptr;
}

}  // namespace codemod

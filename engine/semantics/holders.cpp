#include "engine/semantics/holders.h"

#include <algorithm>
#include <array>

#include "engine/semantics/container_uses.h"
#include "engine/semantics/control_flow.h"
#include "engine/semantics/object_table.h"
#include "engine/syntax/context.h"

namespace codemod {
namespace {

constexpr int kMaxAliases = 4;  // of containers, before one is no longer recognised

std::vector<Node> decorators_of(Node definition) {
  const Node decorated = definition.parent();
  if (!decorated.is(NodeKind::decorated_definition)) return {};
  std::vector<Node> found = decorated.named_children();
  std::erase_if(found, [](Node child) { return !child.is(NodeKind::decorator); });
  return found;
}

/// The last word of a decorator: `dataclass` of `@dataclasses.dataclass(frozen=True)`.
std::string_view decorator_word(Node decorator) {
  Node name = decorator.named_children().front();
  if (name.is(NodeKind::call)) name = name.child(Field::function);
  return name.is(NodeKind::attribute) ? name.child(Field::attribute).text() : name.text();
}

bool is_property(Node function) {
  return std::ranges::any_of(decorators_of(function), [](Node decorator) { return decorator_word(decorator).ends_with("property"); });
}

bool is_data_class(Node class_node) {
  constexpr auto kMakers = std::to_array<std::string_view>({"attrs", "dataclass", "define", "frozen", "s"});
  return std::ranges::any_of(decorators_of(class_node), [&](Node decorator) {
    return std::ranges::find(kMakers, decorator_word(decorator)) != kMakers.end();
  });
}

std::vector<Node> functions_bound_to(const Binding& binding) {
  std::vector<Node> functions;
  for (const Definition& definition : binding.definitions)
    if (definition.kind == DefinitionKind::function) functions.push_back(definition.statement);
  if (functions.size() != binding.definitions.size()) functions.clear();
  return functions;
}

Holder giver(std::vector<Node> functions) {
  Holder holder;
  holder.is_property = std::ranges::any_of(functions, is_property);
  holder.is_async = std::ranges::any_of(functions, is_async_function);
  holder.functions = std::move(functions);
  return holder;
}

Holder variable(BindingId id) {
  Holder holder;
  holder.variable = id;
  return holder;
}

/// The class that a call makes an instance of, when it is certainly one of this file.
Node class_called(const SemanticModel& model, Node call) {
  Node callee = call.child(Field::function);
  if (callee.is(NodeKind::subscript)) callee = callee.child(Field::value);  // `Worker[int](queue)`
  return callee.is(NodeKind::identifier) && !class_of_self(model, callee) ? class_behind(model, callee) : Node();
}

/// The static method that a call on an instance or class of this file certainly calls; null for others.
Node static_method_called(const SemanticModel& model, Node call) {
  const Node callee = call.child(Field::function);
  const Node owner = callee.is(NodeKind::attribute) ? class_behind(model, callee.child(Field::object)) : Node();
  if (!owner) return {};
  const BindingId id = model.lookup_local(model.scope_made_by(owner), callee.child(Field::attribute).text());
  const std::vector<Node> functions = id == BindingId::none ? std::vector<Node>() : functions_bound_to(model.binding(id));
  if (functions.size() != 1) return {};
  const std::vector<Node> decorators = decorators_of(functions.front());
  return decorators.size() == 1 && decorator_word(decorators.front()) == "staticmethod" ? functions.front() : Node();
}

}  // namespace

HolderFinder::HolderFinder(const SemanticModel& model) : model_(model) {
  for (std::uint32_t index = 0; index < model.tree().size(); ++index) {
    const Node node = model.tree().node(index);
    if (node.is(NodeKind::class_definition))
      if (std::vector<Node> bases = bases_of(model, node); !bases.empty()) derived_.emplace_back(node, std::move(bases));
    if (node.is(NodeKind::attribute)) attributes_[node.child(Field::attribute).text()].push_back(node);
  }
}

bool HolderFinder::is_same(const Holder& one, const Holder& other) {
  if (one.kind() != other.kind()) return false;
  if (one.kind() == Holder::variable_) return one.variable == other.variable;
  const bool related = one.attribute == other.attribute && !one.attribute.empty() && one.owners.contains(other.owner);
  if (one.kind() == Holder::attribute_) return related;
  return related || one.functions == other.functions;
}

Holder HolderFinder::attribute_holder(Node owner, std::string_view name) const {
  Holder holder;
  holder.attribute = name;
  holder.owner = owner;
  auto [family, is_new] = families_.try_emplace(owner);
  if (is_new) family->second = class_family(derived_, owner);
  holder.owners = family->second;
  return holder;
}

std::optional<Holder> HolderFinder::holder_written_by(Node target) const {
  if (target.is(NodeKind::attribute)) {
    const Node owner = class_behind(model_, target.child(Field::object));
    if (!owner) return std::nullopt;
    return attribute_holder(owner, target.child(Field::attribute).text());
  }
  const BindingId id = target.is(NodeKind::identifier) ? model_.binding_of(target) : BindingId::none;
  if (id == BindingId::none) return std::nullopt;
  const Scope& scope = model_.scope(model_.binding(id).scope);
  if (scope.kind == ScopeKind::class_) return attribute_holder(scope.node, target.text());
  return variable(id);
}

std::optional<Holder> HolderFinder::holder_read_by(Node value, bool container) const {
  value = strip_parentheses(value);
  const bool awaited = value.is(NodeKind::await);
  if (awaited) value = strip_parentheses(value.named_children().front());
  if (!value.is(NodeKind::call)) {
    if (awaited) return std::nullopt;
    auto holder = holder_written_by(value);
    if (!holder) return std::nullopt;
    if (holder->kind() == Holder::attribute_)
      if (auto method = method_giver(holder->owner, holder->attribute)) return method->is_property && !container ? method : std::nullopt;
    holder->container = container;
    return holder;
  }
  const Node callee = value.child(Field::function);
  std::optional<Holder> found;
  if (callee.is(NodeKind::attribute)) {
    const Node owner = class_behind(model_, callee.child(Field::object));
    if (owner) found = method_giver(owner, callee.child(Field::attribute).text());
  } else if (callee.is(NodeKind::identifier) && model_.binding_of(callee) != BindingId::none) {
    const std::vector<Node> functions = functions_bound_to(model_.binding(model_.binding_of(callee)));
    if (functions.size() == 1) found = giver_of(functions.front());
  }
  const bool gives = found && !container && !found->is_property && found->is_async == awaited;
  return gives ? found : std::nullopt;
}

/// The methods of that name in a class and its relatives; nothing when the name is bound to anything else as well.
std::optional<Holder> HolderFinder::method_giver(Node owner, std::string_view name) const {
  Holder place = attribute_holder(owner, name);
  std::vector<Node> functions;
  for (const Node relative : place.owners) {
    const BindingId id = model_.lookup_local(model_.scope_made_by(relative), name);
    if (id == BindingId::none) continue;
    const std::vector<Node> bound = functions_bound_to(model_.binding(id));
    if (bound.empty()) return std::nullopt;
    functions.insert(functions.end(), bound.begin(), bound.end());
  }
  if (functions.empty()) return std::nullopt;
  Holder holder = giver(std::move(functions));
  holder.attribute = name;
  holder.owner = owner;
  holder.owners = std::move(place.owners);
  return holder;
}

std::optional<Holder> HolderFinder::giver_of(Node function) const {
  if (!function.is(NodeKind::function_definition)) return std::nullopt;
  Node block = function.parent();
  if (block.is(NodeKind::decorated_definition)) block = block.parent();
  const std::string_view name = function.child(Field::name).text();
  if (block.parent().is(NodeKind::class_definition)) return method_giver(block.parent(), name);
  const BindingId id = model_.binding_of(function.child(Field::name));
  if (id == BindingId::none || functions_bound_to(model_.binding(id)).size() != 1) return std::nullopt;
  return giver({function});
}

std::vector<std::pair<Node, bool>> HolderFinder::mentions_of(const Holder& giver) const {
  std::vector<std::pair<Node, bool>> found;
  const auto add_uses = [&](BindingId id) {
    if (id == BindingId::none) return;
    for (const Node name : model_.binding(id).uses)
      if (!name.parent().is(NodeKind::decorator) && !name.parent().parent().is(NodeKind::decorator)) found.emplace_back(name, true);
  };
  if (!giver.owner) {
    add_uses(model_.binding_of(giver.functions.front().child(Field::name)));
    return found;
  }
  for (const Node owner : giver.owners) add_uses(model_.lookup_local(model_.scope_made_by(owner), giver.attribute));
  for (const Node attribute : attributes_called(giver.attribute)) {
    const Node owner = class_behind(model_, attribute.child(Field::object));
    if (!owner || giver.owners.contains(owner)) found.emplace_back(attribute, bool(owner));
  }
  return found;
}

const std::vector<Node>& HolderFinder::attributes_called(std::string_view name) const {
  static const std::vector<Node> kNone;
  const auto found = attributes_.find(name);
  return found == attributes_.end() ? kNone : found->second;
}

std::optional<Holder> HolderFinder::receiver_of(Node argument) const {
  const Node call = argument.parent().parent();
  BindingId parameter = parameter_behind(model_, argument);
  if (const Node function = static_method_called(model_, call)) parameter = parameter_of(model_, function, argument, 0);
  if (parameter == BindingId::none) {
    const Node class_node = class_called(model_, call);
    if (!class_node) return std::nullopt;
    const BindingId made_by = model_.lookup_local(model_.scope_made_by(class_node), "__init__");
    if (made_by == BindingId::none) return field_of(class_node, argument);
    const std::vector<Node> functions = functions_bound_to(model_.binding(made_by));
    if (functions.size() == 1 && !functions.front().parent().is(NodeKind::decorated_definition))
      parameter = parameter_of(model_, functions.front(), argument, 1);
  }
  if (parameter == BindingId::none) return std::nullopt;
  return variable(parameter);
}

/// The field of a data class without bases that an argument of its constructor fills.
std::optional<Holder> HolderFinder::field_of(Node class_node, Node argument) const {
  if (!is_data_class(class_node) || !class_node.child(Field::superclasses).named_children().empty()) return std::nullopt;
  std::vector<std::string_view> fields;
  for (const Node statement : class_node.child(Field::body).named_children()) {
    const Node assignment = statement.is(NodeKind::expression_statement) ? statement.first_child() : Node();
    if (!assignment.is(NodeKind::assignment) || !assignment.child(Field::type)) continue;
    if (assignment.child(Field::type).text().find("ClassVar") != std::string_view::npos) continue;
    // `KW_ONLY` and `field(init=False)` change which argument is whose.
    const std::string_view text = assignment.text();
    if (text.find("KW_ONLY") != std::string_view::npos || text.find("init=") != std::string_view::npos) return std::nullopt;
    fields.push_back(assignment.child(Field::left).text());
  }
  std::string_view name;
  if (argument.is(NodeKind::keyword_argument)) name = argument.child(Field::name).text();
  else {
    std::size_t position = 0;
    for (const Node other : arguments_of(argument.parent().parent())) {
      if (other == argument) break;
      if (other.is_any(NodeKind::list_splat, NodeKind::dictionary_splat, NodeKind::keyword_argument)) return std::nullopt;
      ++position;
    }
    if (position < fields.size()) name = fields[position];
  }
  if (name.empty() || std::ranges::find(fields, name) == fields.end()) return std::nullopt;
  Holder holder = attribute_holder(class_node, name);
  holder.certain = false;
  return holder;
}

std::vector<Node> HolderFinder::values_of(const Holder& holder) const {
  std::vector<Node> values;
  const auto add_definitions = [&](BindingId id) {
    if (id == BindingId::none) return;
    for (const Definition& definition : model_.binding(id).definitions)
      if (definition.kind == DefinitionKind::assignment && definition.statement.child(Field::left) == definition.name)
        values.push_back(definition.statement.child(Field::right));
  };
  if (holder.kind() == Holder::variable_) add_definitions(holder.variable);
  if (holder.kind() != Holder::attribute_) return values;
  for (const Node owner : holder.owners) add_definitions(model_.lookup_local(model_.scope_made_by(owner), holder.attribute));
  for (const Node attribute : attributes_called(holder.attribute)) {
    const Node assignment = attribute.parent();
    if (!assignment.is(NodeKind::assignment) || attribute.field() != Field::left || !assignment.child(Field::right)) continue;
    if (holder.owners.contains(class_behind(model_, attribute.child(Field::object)))) values.push_back(assignment.child(Field::right));
  }
  return values;
}

bool HolderFinder::is_container(Node expression, int depth) const {
  const auto holder = holder_read_by(expression, true);
  if (!holder || depth > kMaxAliases) return false;
  return std::ranges::any_of(values_of(*holder), [&](Node value) {
    value = strip_parentheses(value);
    return read_container(model_, value) || (value.is_any(NodeKind::identifier, NodeKind::attribute) && is_container(value, depth + 1));
  });
}

bool HolderFinder::only_compares(Node call) const {
  constexpr auto kMethods = std::to_array<std::string_view>({"count", "discard", "index", "remove"});
  const Node callee = call.child(Field::function);
  return callee.is(NodeKind::attribute) &&
         std::ranges::find(kMethods, callee.child(Field::attribute).text()) != kMethods.end() &&
         is_container(callee.child(Field::object));
}

Node HolderFinder::changes_result(Node function) const {
  constexpr auto kHarmless =
      std::to_array<std::string_view>({"abstractmethod", "cached_property", "classmethod", "override", "property", "staticmethod"});
  for (const Node decorator : decorators_of(function))
    if (std::ranges::find(kHarmless, decorator_word(decorator)) == kHarmless.end()) return decorator;
  return {};
}

bool HolderFinder::is_special(Node function) {
  const std::string_view name = function.child(Field::name).text();
  return name.starts_with("__") && name.ends_with("__");
}

}  // namespace codemod

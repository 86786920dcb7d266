#include "engine/semantics/container_uses.h"

#include <algorithm>
#include <array>

#include "engine/semantics/object_table.h"
#include "engine/syntax/context.h"

namespace codemod {
namespace {

struct KnownContainer {
  std::string_view name;
  ContainerShape shape;
};

constexpr auto kContainers = std::to_array<KnownContainer>({
    {"dict", ContainerShape::mapping},
    {"list", ContainerShape::sequence},
    {"set", ContainerShape::sequence},
    {"tuple", ContainerShape::sequence},
    {"collections.OrderedDict", ContainerShape::mapping},
    {"collections.defaultdict", ContainerShape::mapping},
    {"collections.deque", ContainerShape::sequence},
    {"weakref.WeakSet", ContainerShape::sequence},
    {"weakref.WeakValueDictionary", ContainerShape::mapping},
});

/// What a method of a container does, and which of its arguments is put in or handed back.
struct KnownMethod {
  std::string_view name;
  ContainerUse::Kind kind;
  int value = -1;
};

constexpr auto kMethods = std::to_array<KnownMethod>({
    {"add", ContainerUse::stored, 0},
    {"append", ContainerUse::stored, 0},
    {"appendleft", ContainerUse::stored, 0},
    {"clear", ContainerUse::neutral},
    {"count", ContainerUse::neutral},
    {"discard", ContainerUse::neutral},
    {"get", ContainerUse::element, 1},
    {"index", ContainerUse::neutral},
    {"insert", ContainerUse::stored, 1},
    {"items", ContainerUse::pairs},
    {"keys", ContainerUse::neutral},
    {"move_to_end", ContainerUse::neutral},
    {"pop", ContainerUse::element, 1},
    {"popleft", ContainerUse::element},
    {"remove", ContainerUse::neutral},
    {"reverse", ContainerUse::neutral},
    {"setdefault", ContainerUse::element, 1},
    {"values", ContainerUse::iterated},
});

/// Functions that only look at a container, or at its keys where it is a mapping.
constexpr auto kLooks = std::to_array<std::string_view>({"bool", "id", "len"});
constexpr auto kCopies = std::to_array<std::string_view>({"list", "reversed", "set", "tuple"});
constexpr auto kReadsKeys =
    std::to_array<std::string_view>({"enumerate", "iter", "list", "max", "min", "reversed", "set", "sorted", "tuple"});

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

const KnownMethod* find_method(std::string_view name) {
  const auto found = std::ranges::find(kMethods, name, &KnownMethod::name);
  return found == kMethods.end() ? nullptr : &*found;
}

/// The qualified name of a class, a builtin by its own one.
std::string class_name(const SemanticModel& model, Node callee) {
  if (callee.is(NodeKind::identifier) && model.binding_of(callee) == BindingId::none) return std::string(callee.text());
  const Resolved resolved = model.resolve(callee);
  return resolved.certain ? resolved.name : std::string();
}

const KnownContainer* find_container(const SemanticModel& model, Node callee) {
  const std::string name = class_name(model, callee);
  const auto found = std::ranges::find(kContainers, name, &KnownContainer::name);
  return found == kContainers.end() ? nullptr : &*found;
}

/// The builtin function that a call calls; empty for others.
std::string_view builtin_called(const SemanticModel& model, Node call) {
  const Node callee = call.child(Field::function);
  const bool is_builtin = callee.is(NodeKind::identifier) && model.binding_of(callee) == BindingId::none;
  return is_builtin ? callee.text() : std::string_view();
}

std::optional<ContainerMade> read_display(Node display) {
  ContainerMade made;
  const bool mapping = display.is_any(NodeKind::dictionary, NodeKind::dictionary_comprehension);
  made.shape = mapping ? ContainerShape::mapping : ContainerShape::sequence;
  const bool repeated = display.is_any(NodeKind::dictionary_comprehension, NodeKind::list_comprehension, NodeKind::set_comprehension);
  std::vector<Node> members = display.named_children();
  if (repeated) members = {display.child(Field::body)};
  for (const Node member : members) {
    if (member.is_any(NodeKind::list_splat, NodeKind::dictionary_splat)) return std::nullopt;
    made.values.push_back(mapping ? member.child(Field::value) : member);
  }
  return made;
}

/// `field(default_factory=dict)`, `field(default_factory=lambda: defaultdict(Lock))`.
std::optional<ContainerMade> read_field(const SemanticModel& model, Node call) {
  Node factory = keyword_argument_of(call, "default_factory");
  if (!factory) factory = keyword_argument_of(call, "factory");
  if (!factory) return std::nullopt;
  const Node value = strip_parentheses(keyword_value(factory));
  if (value.is(NodeKind::lambda)) return value.child(Field::parameters) ? std::nullopt : read_container(model, value.child(Field::body));
  const KnownContainer* known = find_container(model, value);
  if (!known) return std::nullopt;
  ContainerMade made;
  made.shape = known->shape;
  return made;
}

std::optional<ContainerMade> read_call(const SemanticModel& model, Node call) {
  ContainerMade made;
  Node callee = call.child(Field::function);
  if (callee.is(NodeKind::subscript)) {
    made.type = callee;
    callee = callee.child(Field::value);
  }
  const KnownContainer* known = find_container(model, callee);
  if (!known) return read_field(model, call);
  made.shape = known->shape;
  std::vector<Node> arguments = arguments_of(call);
  std::erase_if(arguments, [](Node argument) {
    return argument.is(NodeKind::keyword_argument) && argument.child(Field::name).text() == "maxlen";
  });
  if (arguments.empty()) return made;
  if (known->name != "collections.defaultdict" || arguments.size() != 1) return std::nullopt;
  made.factory = strip_parentheses(arguments.front());
  return made;
}

/// `c.method(…)`: what the method does with what the container holds.
ContainerUse use_by_method(const SemanticModel& model, Node attribute) {
  const Node call = call_of(attribute);
  const KnownMethod* method = call ? find_method(attribute.child(Field::attribute).text()) : nullptr;
  if (!method) {
    const bool dropped = call && attribute.child(Field::attribute).text() == "popitem" && is_whole_statement(call);
    return {dropped ? ContainerUse::neutral : ContainerUse::unknown, call ? call : attribute, {}};
  }
  ContainerUse use{method->kind, call, value_argument(call)};
  if (use.kind == ContainerUse::stored && !use.value) use.kind = ContainerUse::unknown;
  if (use.kind != ContainerUse::iterated) return use;
  const Node list = call.parent();
  const std::string_view builtin = list.is(NodeKind::argument_list) ? builtin_called(model, list.parent()) : std::string_view();
  if (is_one_of(kLooks, builtin)) use.kind = ContainerUse::neutral;
  return use;
}

ContainerUse use_as_argument(const SemanticModel& model, Node argument, ContainerShape shape) {
  const Node call = argument.parent().parent();
  const std::string_view builtin = argument.parent().is(NodeKind::argument_list) ? builtin_called(model, call) : std::string_view();
  if (is_one_of(kLooks, builtin)) return {ContainerUse::neutral, call, {}};
  if (shape == ContainerShape::mapping && is_one_of(kReadsKeys, builtin)) return {ContainerUse::neutral, call, {}};
  if (shape == ContainerShape::sequence && is_one_of(kCopies, builtin)) return {ContainerUse::iterated, argument, {}};
  return {ContainerUse::argument, argument, {}};
}

ContainerUse use_by_subscript(Node subscript) {
  const std::vector<Node> parts = subscript.children(Field::subscript);
  if (parts.size() != 1 || parts.front().is(NodeKind::slice)) return {};
  const Node parent = subscript.parent();
  if (parent.is(NodeKind::delete_statement)) return {ContainerUse::neutral, subscript, {}};
  if (parent.is(NodeKind::assignment) && subscript.field() == Field::left) return {ContainerUse::stored, subscript, parent.child(Field::right)};
  const bool written = subscript.field() != Field::right &&
                       parent.is_any(NodeKind::augmented_assignment, NodeKind::pattern_list, NodeKind::tuple_pattern, NodeKind::list_pattern,
                                     NodeKind::as_pattern_target, NodeKind::for_statement, NodeKind::for_in_clause);
  return {written ? ContainerUse::unknown : ContainerUse::element, subscript, {}};
}

}  // namespace

std::optional<ContainerMade> read_container(const SemanticModel& model, Node value) {
  value = strip_parentheses(value);
  switch (value.kind()) {
    case NodeKind::dictionary:
    case NodeKind::dictionary_comprehension:
    case NodeKind::list:
    case NodeKind::list_comprehension:
    case NodeKind::set:
    case NodeKind::set_comprehension:
    case NodeKind::tuple:
      return read_display(value);
    case NodeKind::call:
      return read_call(model, value);
    default:
      return std::nullopt;
  }
}

Node defaultdict_given(const SemanticModel& model, Node value) {
  const Node outer = outermost_parentheses(value);
  if (!outer.parent().is(NodeKind::argument_list)) return {};
  const Node call = outer.parent().parent();
  const auto made = read_container(model, call);
  return made && made->factory == strip_parentheses(value) ? call : Node();
}

ContainerUse classify_container_use(const SemanticModel& model, Node container, ContainerShape shape) {
  const Node outer = outermost_parentheses(container);
  const Node parent = outer.parent();
  switch (parent.kind()) {
    case NodeKind::subscript:
      return outer.field() == Field::value ? use_by_subscript(parent) : ContainerUse{};
    case NodeKind::attribute:
      return use_by_method(model, parent);
    case NodeKind::comparison_operator:
    case NodeKind::delete_statement:
    case NodeKind::expression_statement:
      return {ContainerUse::neutral, container, {}};
    case NodeKind::argument_list:
      return use_as_argument(model, outer, shape);
    case NodeKind::keyword_argument:
      return {ContainerUse::argument, parent, {}};
    case NodeKind::for_statement:
    case NodeKind::for_in_clause:
      if (outer.field() != Field::right || shape == ContainerShape::unknown) return {};
      return {shape == ContainerShape::mapping ? ContainerUse::neutral : ContainerUse::iterated, container, {}};
    default:
      break;
  }
  if (classify_use(container).kind == UseKind::tested) return {ContainerUse::neutral, container, {}};
  return {};
}

Node container_behind(Node expression) {
  if (expression.is(NodeKind::subscript)) return expression.child(Field::value);
  const Node callee = expression.child(Field::function);
  if (!expression.is(NodeKind::call) || !callee.is(NodeKind::attribute)) return {};
  const KnownMethod* method = find_method(callee.child(Field::attribute).text());
  const bool moves = method && (method->kind == ContainerUse::element || method->kind == ContainerUse::stored);
  return moves ? callee.child(Field::object) : Node();
}

Node value_argument(Node call) {
  const Node callee = call.child(Field::function);
  if (!callee.is(NodeKind::attribute)) return {};
  const KnownMethod* method = find_method(callee.child(Field::attribute).text());
  if (!method || method->value < 0) return {};
  const std::vector<Node> arguments = arguments_of(call);
  const auto place = static_cast<std::size_t>(method->value);
  if (place >= arguments.size()) return {};
  const bool plain = std::ranges::none_of(arguments, [](Node argument) {
    return argument.is_any(NodeKind::keyword_argument, NodeKind::list_splat, NodeKind::dictionary_splat);
  });
  return plain ? arguments[place] : Node();
}

Node loop_name(Node iterable, bool pairs) {
  Node outer = outermost_parentheses(iterable);
  // `for x in list(c.values())` goes over a copy, with the same in it.
  const Node call = outer.parent().is(NodeKind::argument_list) ? outer.parent().parent() : Node();
  if (call && is_one_of(kCopies, call.child(Field::function).text())) outer = outermost_parentheses(call);
  if (!outer.parent().is_any(NodeKind::for_statement, NodeKind::for_in_clause) || outer.field() != Field::right) return {};
  const Node target = outer.parent().child(Field::left);
  if (!pairs) return target.is(NodeKind::identifier) ? target : Node();
  const std::vector<Node> names = target.is_any(NodeKind::pattern_list, NodeKind::tuple_pattern) ? target.named_children() : std::vector<Node>();
  return names.size() == 2 && names.back().is(NodeKind::identifier) ? names.back() : Node();
}

}  // namespace codemod

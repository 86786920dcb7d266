#include "transforms/api/test_functions.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "engine/syntax/context.h"

namespace asyncio2anyio {

using codemod::BindingId;
using codemod::Definition;
using codemod::DefinitionKind;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::ScopeId;
using codemod::SemanticModel;

namespace {

/// The text of a plain string; nothing for other expressions.
std::optional<std::string_view> string_value(Node node) {
  const Node content = node.child(NodeKind::string_content);
  if (!node.is(NodeKind::string) || node.child(NodeKind::interpolation)) return std::nullopt;
  return content.text();
}

/// The elements of lists, tuples and sums of them; anything else is its own element.
std::vector<Node> elements_of(Node value) {
  value = codemod::strip_parentheses(value);
  if (!value.is_any(NodeKind::list, NodeKind::tuple, NodeKind::expression_list,
                    NodeKind::binary_operator))
    return {value};
  std::vector<Node> elements;
  for (const Node child : value.named_children())
    for (const Node element : elements_of(child)) elements.push_back(element);
  return elements;
}

/// What the module assigns to a variable once; null for others.
Node assigned_once(const SemanticModel& model, Node identifier) {
  const BindingId id = model.binding_of(identifier);
  if (id == BindingId::none) return {};
  const codemod::Binding& binding = model.binding(id);
  const bool once = binding.scope == ScopeId::module && binding.definitions.size() == 1 &&
                    !binding.declared_global &&
                    binding.definitions.front().kind == DefinitionKind::assignment;
  return once ? binding.definitions.front().statement.child(Field::right) : Node();
}

/// Calls `visit` for the nodes of a function's body that do not belong to functions inside it.
template <class Visit>
void walk_body(Node function, const Visit& visit) {
  const Node body = function.child(Field::body);
  for (std::uint32_t index = body.index(); index < body.subtree_end();) {
    const Node node = body.tree()->node(index);
    const bool inner =
        node.is_any(NodeKind::function_definition, NodeKind::lambda, NodeKind::class_definition);
    if (!inner) visit(node);
    index = inner ? node.subtree_end() : index + 1;
  }
}

/// The call of `getfixturevalue` that a node is; null for other nodes.
Node fixture_lookup(Node node) {
  const Node callee = node.is(NodeKind::call) ? node.child(Field::function) : Node();
  return callee.is(NodeKind::attribute) &&
                 callee.child(Field::attribute).text() == "getfixturevalue"
             ? node
             : Node();
}

bool looks_up_computed(Node function) {
  bool computed = false;
  walk_body(function, [&](Node node) {
    if (!fixture_lookup(node)) return;
    const std::vector<Node> arguments = codemod::arguments_of(node);
    computed |= arguments.size() != 1 || !string_value(arguments.front());
  });
  return computed;
}

bool is_method(Node function) {
  for (Node up = function.parent(); up; up = up.parent()) {
    if (up.is(NodeKind::class_definition)) return true;
    if (up.is(NodeKind::function_definition)) return false;
  }
  return false;
}

/// The name of a parameter that may ask for a fixture: one without default, star or slash; null for
/// others.
Node requested_name(Node parameter) {
  const Node name =
      parameter.is(NodeKind::typed_parameter) ? parameter.named_children().front() : parameter;
  return name.is(NodeKind::identifier) ? name : Node();
}

/// The decorators that may give the function arguments that are no fixtures, and the names that
/// some certainly do.
struct OtherArguments {
  bool any = false;
  std::set<std::string> names;
};

void add_parametrized(Node call, OtherArguments& into) {
  const std::vector<Node> arguments = codemod::arguments_of(call);
  if (arguments.empty()) return;
  Node names = arguments.front();
  if (names.is(NodeKind::keyword_argument)) names = codemod::keyword_value(names);
  for (const Node element : elements_of(names)) {
    const auto text = string_value(element);
    if (!text) {
      into.any = true;
      continue;
    }
    std::string_view rest = *text;
    while (!rest.empty()) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      std::string name(rest.substr(0, comma));
      std::erase(name, ' ');
      into.names.insert(std::move(name));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
}

OtherArguments other_arguments(const SemanticModel& model, Node function) {
  OtherArguments other;
  std::vector<TestMark> marks = marks_of(model, function);
  for (Node up = function.parent(); up; up = up.parent())
    if (up.is(NodeKind::class_definition))
      std::ranges::copy(marks_of(model, up), std::back_inserter(marks));
  const BindingId shared = model.lookup_local(ScopeId::module, "pytestmark");
  if (shared != BindingId::none)
    for (const Definition& definition : model.binding(shared).definitions)
      for (const Node element : elements_of(definition.statement.child(Field::right)))
        marks.push_back(resolve_mark(model, element));
  for (const TestMark& mark : marks) {
    if (mark.name == "pytest.mark.parametrize" && mark.call)
      add_parametrized(mark.call, other);
    else if (!mark.name.starts_with("pytest.") && !mark.name.starts_with("pytest_asyncio.") &&
             mark.chain.text() != "staticmethod")
      other.any = true;
  }
  return other;
}

bool is_true(Node value) { return value && !value.is(NodeKind::false_literal); }

/// Reads what the arguments of a fixture decorator say.
void read_arguments(Node call, FixtureItem& item) {
  for (const Node argument : codemod::arguments_of(call)) {
    const bool keyword = argument.is(NodeKind::keyword_argument);
    const std::string_view name = keyword ? argument.child(Field::name).text() : std::string_view();
    const Node value = keyword ? codemod::keyword_value(argument) : Node();
    if (!keyword && item.of_plugin)
      item.stay("its decorator has arguments that are not understood");
    if (name == "autouse") item.autouse = is_true(value);
    if (name == "name") {
      if (const auto text = string_value(value))
        item.name = *text;
      else
        item.stay("its name is computed");
    }
    if (name != "scope") continue;
    const auto text = string_value(value);
    const auto scope = text ? parse_scope(*text) : std::nullopt;
    if (scope)
      item.scope = *scope;
    else if (item.is_async)
      item.stay("its scope is computed");
  }
}

/// Whether the function does nothing but return `"asyncio"`, with or without options.
bool returns_asyncio(Node function) {
  const std::vector<Node> parameters = function.child(Field::parameters).named_children();
  std::vector<Node> body = function.child(Field::body).named_children();
  const bool documented = !body.empty() && body.front().is(NodeKind::expression_statement) &&
                          body.front().first_child().is(NodeKind::string);
  if (documented) body.erase(body.begin());
  if (!parameters.empty() || body.size() != 1 || !body.front().is(NodeKind::return_statement))
    return false;
  const std::vector<Node> value = body.front().named_children();
  return value.size() == 1 && string_value(elements_of(value.front()).front()) == "asyncio";
}

void judge_fixture(const SemanticModel& model, Node function, const TestMark& decorator,
                   FixtureItem& item) {
  if (item.name == "event_loop" || item.name == "event_loop_policy")
    item.stay("it makes the event loop of pytest-asyncio",
              "delete it: the `anyio_backend` fixture chooses the event loop and its options");
  if (looks_up_computed(function)) item.stay(std::string(kComputedFixture));
  if (!item.is_async && item.of_plugin)
    item.doubt = "no event loop is set while the fixture runs, which is not async";
  if (!item.is_async)
    if (const std::string name = loop_user(model, function); !name.empty())
      item.stay("it is not async and uses the event loop by `" + name + "`",
                "make the fixture async: anyio's plugin runs it in the event loop of the test");
  if (!decorator.alias.empty() && item.of_plugin) item.stay("its decorator is held by a variable");
  if (!item.of_plugin || !decorator.call) return;
  const LoopScope loop = loop_scope_of(decorator.call, false);
  if (!loop.obstacle.empty()) item.stay(loop.obstacle);
  if (loop.scope && *loop.scope != item.scope)
    item.stay(
        "it runs in the event loop of the `" + std::string(scope_name(*loop.scope)) + "` scope",
        "let one `anyio_backend` fixture of that scope, and fixtures of it, keep one event loop");
}

}  // namespace

void MarkSet::add(const TestMark& mark) {
  if (mark.name == "pytest.mark.asyncio") {
    asyncio = true;
    if (!mark.alias.empty()) aliases.push_back(mark.alias);
  }
  if (mark.name == "pytest.mark.anyio") anyio = true;
  if (mark.name != "pytest.mark.usefixtures" || !mark.call) return;
  for (const Node argument : codemod::arguments_of(mark.call))
    if (const auto name = string_value(argument)) fixtures.emplace_back(*name);
}

void MarkSet::add(const MarkSet& other) {
  asyncio |= other.asyncio;
  anyio |= other.anyio;
  std::ranges::copy(other.aliases, std::back_inserter(aliases));
  std::ranges::copy(other.fixtures, std::back_inserter(fixtures));
}

std::optional<std::string> test_path(Node definition) {
  if (!definition.is_any(NodeKind::function_definition, NodeKind::class_definition))
    return std::nullopt;
  std::string path(definition.child(Field::name).text());
  for (Node up = definition.parent(); up; up = up.parent()) {
    if (up.is_any(NodeKind::function_definition, NodeKind::lambda)) return std::nullopt;
    if (up.is(NodeKind::class_definition))
      path = std::string(up.child(Field::name).text()) + "." + path;
  }
  return path;
}

TestMark resolve_mark(const SemanticModel& model, Node expression) {
  TestMark mark;
  expression = codemod::strip_parentheses(expression);
  if (expression.is(NodeKind::call)) {
    mark.call = expression;
    expression = codemod::strip_parentheses(expression.child(Field::function));
  }
  mark.chain = expression;
  mark.name = model.resolve(expression).name;
  if (!mark.name.empty() || !expression.is(NodeKind::identifier)) return mark;
  const Node value = assigned_once(model, expression);
  if (!value || value.is(NodeKind::identifier)) return mark;
  TestMark held = resolve_mark(model, value);
  if (mark.call && held.call) held.call = mark.call;
  held.chain = expression;
  held.alias = expression.text();
  return held;
}

std::vector<TestMark> marks_of(const SemanticModel& model, Node definition) {
  std::vector<TestMark> marks;
  if (!definition.parent().is(NodeKind::decorated_definition)) return marks;
  for (const Node decorator : definition.parent().children())
    if (decorator.is(NodeKind::decorator))
      marks.push_back(resolve_mark(model, decorator.named_children().front()));
  return marks;
}

MarkSet decorators_of(const SemanticModel& model, Node definition) {
  MarkSet set;
  for (const TestMark& mark : marks_of(model, definition)) set.add(mark);
  return set;
}

MarkSet pytestmark_of(const SemanticModel& model, ScopeId scope) {
  MarkSet set;
  const BindingId id = model.lookup_local(scope, "pytestmark");
  if (id == BindingId::none) return set;
  for (const Definition& definition : model.binding(id).definitions)
    for (const Node element : elements_of(definition.statement.child(Field::right)))
      set.add(resolve_mark(model, element));
  return set;
}

bool is_fixture(std::string_view qualified) {
  return qualified == "pytest.fixture" || qualified == "pytest.yield_fixture" ||
         qualified == "pytest_asyncio.fixture";
}

bool is_of_pytest_asyncio(std::string_view qualified) {
  return qualified == "pytest.mark.asyncio" || qualified.starts_with("pytest.mark.asyncio.") ||
         qualified == "pytest_asyncio.fixture" || qualified == "pytest_asyncio.is_async_test";
}

bool is_mark_place(Node use) {
  Node up = codemod::call_of(use) ? codemod::call_of(use) : use;
  if (up.parent().is(NodeKind::decorator)) return true;
  while (up.parent().is_any(NodeKind::list, NodeKind::tuple, NodeKind::expression_list,
                            NodeKind::binary_operator))
    up = up.parent();
  const Node outer = up.parent();
  return outer.is_any(NodeKind::assignment, NodeKind::augmented_assignment) &&
         outer.child(Field::left).text() == "pytestmark";
}

Node decorated_by(Node node) {
  for (Node up = node.parent(); up; up = up.parent())
    if (up.is(NodeKind::decorator)) return up.parent().child(Field::definition);
  return {};
}

std::vector<std::string> requests_of(const SemanticModel& model, Node function) {
  std::vector<std::string> requests;
  const OtherArguments other = other_arguments(model, function);
  bool first = is_method(function);
  for (const TestMark& mark : marks_of(model, function))
    first = first && mark.chain.text() != "staticmethod";
  for (const Node parameter : function.child(Field::parameters).named_children()) {
    const bool receiver = std::exchange(first, false);
    const Node name = requested_name(parameter);
    if (receiver || !name) continue;
    const std::string text(name.text());
    requests.push_back((other.any || other.names.contains(text) ? "?" : "") + text);
  }
  walk_body(function, [&](Node node) {
    if (!fixture_lookup(node)) return;
    const std::vector<Node> arguments = codemod::arguments_of(node);
    if (arguments.size() == 1)
      if (const auto name = string_value(arguments.front())) requests.emplace_back(*name);
  });
  return requests;
}

FixtureItem fixture_from(const SemanticModel& model, Node function, const TestMark& decorator) {
  FixtureItem item;
  item.name = function.child(Field::name).text();
  item.is_async = codemod::is_async_function(function);
  item.of_plugin = decorator.name == "pytest_asyncio.fixture";
  if (decorator.call) read_arguments(decorator.call, item);
  const bool fixed = !decorator.call || !codemod::keyword_argument_of(decorator.call, "params");
  item.only_asyncio = item.name == "anyio_backend" && fixed && returns_asyncio(function);
  judge_fixture(model, function, decorator, item);
  return item;
}

std::string loop_user(const SemanticModel& model, Node function) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"asyncio.get_event_loop", "asyncio.new_event_loop", "asyncio.set_event_loop",
       "asyncio.Future", "asyncio.ensure_future", "asyncio.gather", "asyncio.get_event_loop_policy",
       "asyncio.set_event_loop_policy", "asyncio.wrap_future", "asyncio.StreamReader"});
  std::string found;
  walk_body(function, [&](Node node) {
    if (!found.empty() || !node.is_any(NodeKind::identifier, NodeKind::attribute)) return;
    std::string name = model.resolve(node).name;
    if (std::ranges::find(kNames, name) != kNames.end()) found = std::move(name);
  });
  return found;
}

void judge_test(const SemanticModel& model, Node function, TestCase& test) {
  for (const TestMark& mark : marks_of(model, function)) {
    if (mark.chain.text() == "staticmethod" || mark.chain.text() == "classmethod")
      test.stay("anyio's plugin runs a `" + std::string(mark.chain.text()) +
                    "` once per backend that is installed",
                "make it a method with `self`");
    if (mark.name == "hypothesis.given")
      test.doubt = "the examples of Hypothesis may get an event loop each";
  }
  if (model.scope(model.scope_made_by(function)).is_generator && test.is_async)
    test.stay("it is an asynchronous generator, which no plugin runs as a test");
  if (looks_up_computed(function)) test.stay(std::string(kComputedFixture));
  const bool both =
      std::ranges::any_of(test.runs, [](const TestRun& run) { return run.marked && run.anyio; });
  if (both) test.stay("it is marked for both plugins", "delete one of the two marks");
  if (function.tree()->text().find("exception_handler") != std::string_view::npos)
    test.doubt = "anyio's plugin handles what goes wrong in callbacks of the event loop";
}

LoopScope loop_scope_of(Node call, bool of_mark) {
  LoopScope found;
  for (const Node argument : codemod::arguments_of(call)) {
    const bool keyword = argument.is(NodeKind::keyword_argument);
    const std::string_view name = keyword ? argument.child(Field::name).text() : std::string_view();
    const bool is_scope = name == "loop_scope" || (of_mark && name == "scope");
    if (!is_scope && !of_mark) continue;
    const auto text = is_scope ? string_value(codemod::keyword_value(argument)) : std::nullopt;
    const auto scope = text ? parse_scope(*text) : std::nullopt;
    if (!scope)
      found.obstacle = "anyio has nothing for its argument `" + std::string(argument.text()) + "`";
    else if (of_mark && *scope != TestScope::function)
      found.obstacle = "tests share the event loop of the " + std::string(*text) + " by `" +
                       std::string(argument.text()) + "`";
    else
      found.scope = scope;
    found.arguments.push_back(argument);
  }
  return found;
}

std::vector<Node> event_loop_fixtures(const SemanticModel& model) {
  constexpr std::string_view kLoop = "event_loop";
  std::vector<Node> found;
  for (std::uint32_t index = 0; index < model.tree().size(); ++index) {
    const Node function = model.tree().node(index);
    if (!function.is(NodeKind::function_definition)) continue;
    std::vector<Node> names;
    const Node name = function.child(Field::name);
    if (name.text() == kLoop) names.push_back(name);
    for (const Node parameter : function.child(Field::parameters).named_children())
      if (const Node asked = requested_name(parameter); asked.text() == kLoop)
        names.push_back(asked);
    if (names.empty() || !test_path(function)) continue;
    const std::vector<TestMark> marks = marks_of(model, function);
    const bool fixture =
        std::ranges::any_of(marks, [](const TestMark& mark) { return is_fixture(mark.name); });
    if (fixture || name.text().starts_with("test"))
      found.insert(found.end(), names.begin(), names.end());
  }
  return found;
}

}  // namespace asyncio2anyio

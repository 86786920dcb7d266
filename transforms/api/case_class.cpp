#include "transforms/api/case_class.h"

#include <algorithm>
#include <array>

#include "engine/syntax/context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/case_draft.h"
#include "transforms/api/test_functions.h"

namespace asyncio2anyio {

using codemod::Binding;
using codemod::BindingId;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::ScopeId;
using codemod::SemanticModel;

namespace {

// What a test case has from `unittest`, in all its releases.
constexpr auto kOfTestCase = std::to_array<std::string_view>(
    {"_testMethodDoc", "_testMethodName", "addAsyncCleanup", "addClassCleanup", "addCleanup",
     "addTypeEqualityFunc", "assertAlmostEqual", "assertAlmostEquals", "assertCountEqual",
     "assertDictContainsSubset", "assertDictEqual", "assertEndsWith", "assertEqual",
     "assertEquals", "assertFalse", "assertGreater", "assertGreaterEqual", "assertHasAttr",
     "assertIn", "assertIs", "assertIsInstance", "assertIsNone", "assertIsNot", "assertIsNotNone",
     "assertIsSubclass", "assertLess", "assertLessEqual", "assertListEqual", "assertLogs",
     "assertMultiLineEqual", "assertNoLogs", "assertNotAlmostEqual", "assertNotAlmostEquals",
     "assertNotEndsWith", "assertNotEqual", "assertNotEquals", "assertNotHasAttr", "assertNotIn",
     "assertNotIsInstance", "assertNotIsSubclass", "assertNotRegex", "assertNotRegexpMatches",
     "assertNotStartsWith", "assertRaises", "assertRaisesRegex", "assertRaisesRegexp",
     "assertRegex", "assertRegexpMatches", "assertSequenceEqual", "assertSetEqual",
     "assertStartsWith", "assertTrue", "assertTupleEqual", "assertWarns", "assertWarnsRegex",
     "assert_", "countTestCases", "debug", "defaultTestResult", "doClassCleanups", "doCleanups",
     "enterAsyncContext", "enterClassContext", "enterContext", "fail", "failureException", "id",
     "longMessage", "loop_factory", "maxDiff", "run", "runTest", "shortDescription", "skipTest",
     "subTest"});

// What pytest asks a plain class for.
constexpr auto kOfPytest = std::to_array<std::string_view>(
    {"setup", "setup_class", "setup_method", "teardown", "teardown_class", "teardown_method",
     "pytestmark"});

struct RoleName {
  std::string_view name;
  CaseRole role;
  bool is_async;
  bool of_class;
};
constexpr auto kRoles = std::to_array<RoleName>({
    {"setUp", CaseRole::set_up, false, false},
    {"asyncSetUp", CaseRole::async_set_up, true, false},
    {"tearDown", CaseRole::tear_down, false, false},
    {"asyncTearDown", CaseRole::async_tear_down, true, false},
    {"setUpClass", CaseRole::set_up_class, false, true},
    {"tearDownClass", CaseRole::tear_down_class, false, true},
});

bool contains(const auto& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

/// The name of a parameter; null for those with a default, stars and separators.
Node plain_parameter(Node parameter) {
  const Node name =
      parameter.is(NodeKind::typed_parameter) ? parameter.named_children().front() : parameter;
  return name.is(NodeKind::identifier) ? name : Node();
}

class Reader {
 public:
  Reader(const SemanticModel& model, Node base) : model_(model) {
    found_.base = base;
    found_.node = base.parent().parent();
    found_.name = found_.node.child(Field::name).text();
    scope_ = model.scope_made_by(found_.node);
  }

  TestCaseClass read() {
    judge_header();
    for (const Node statement : found_.node.child(Field::body).named_children()) take(statement);
    read_names();
    for (const CaseMethod& method : found_.methods) read_uses(method);
    for (const CaseUse& use : found_.uses)
      if (use.chain && is_stored(use.chain)) found_.own.insert(use.member);
    return std::move(found_);
  }

 private:
  void stay(std::string reason) {
    if (found_.obstacle.empty()) found_.obstacle = std::move(reason);
  }
  void judge_header();
  void take(Node statement);
  void take_method(Node function);
  void read_names();
  void read_uses(const CaseMethod& method);

  const SemanticModel& model_;
  ScopeId scope_;
  TestCaseClass found_;
};

void Reader::judge_header() {
  if (found_.node.child(Field::superclasses).named_children().size() != 1)
    stay("the class has other bases, or arguments, beside it");
  if (found_.node.child(Field::type_parameters)) stay("the class is generic");
  if (!model_.resolve(found_.base).certain)
    stay("the name of its base may also mean something else");
  for (Node up = found_.node.parent(); up; up = up.parent())
    if (up.is_any(NodeKind::class_definition, NodeKind::function_definition, NodeKind::lambda))
      stay("the class stands inside another definition, where pytest does not look for it");
}

void Reader::take(Node statement) {
  if (statement.is(NodeKind::decorated_definition)) statement = statement.child(Field::definition);
  if (statement.is(NodeKind::function_definition)) return take_method(statement);
  if (statement.is(NodeKind::class_definition)) {
    if (statement.child(Field::name).text().starts_with("Test"))
      stay("pytest would run the tests of the class inside it");
    return;
  }
  const Node content = statement.first_child();
  const bool plain =
      statement.is(NodeKind::pass_statement) ||
      (statement.is(NodeKind::expression_statement) &&
       content.is_any(NodeKind::assignment, NodeKind::string, NodeKind::concatenated_string,
                      NodeKind::ellipsis));
  if (!plain) stay("its body has other statements than attributes and methods");
}

void Reader::take_method(Node function) {
  CaseMethod method;
  method.function = function;
  const std::string_view name = function.child(Field::name).text();
  const bool is_async = codemod::is_async_function(function);
  for (const TestMark& mark : marks_of(model_, function)) {
    method.of_class |= mark.chain.text() == "classmethod";
    method.is_static |= mark.chain.text() == "staticmethod";
  }
  if (name.starts_with("test")) method.role = CaseRole::test;
  for (const RoleName& each : kRoles) {
    if (each.name != name) continue;
    method.role = each.role;
    if (each.is_async != is_async || each.of_class != method.of_class || method.is_static)
      stay(in_code(name) + " is not defined as `unittest` calls it");
  }
  const bool is_test = method.role == CaseRole::test;
  if (is_test && (method.of_class || method.is_static))
    stay(in_code(name) + " is no method of an instance");
  if (model_.scope(model_.scope_made_by(function)).is_generator && method.role != CaseRole::helper)
    stay(in_code(name) + " is a generator");
  const std::vector<Node> parameters = function.child(Field::parameters).named_children();
  if (!method.is_static && !parameters.empty()) method.receiver = plain_parameter(parameters[0]);
  if (!method.is_static && !method.receiver)
    stay("the first parameter of " + in_code(name) + " is not a plain `self`");
  found_.methods.push_back(method);
}

/// The names that the body of the class binds.
void Reader::read_names() {
  for (std::uint32_t index = 0; index < model_.binding_count(); ++index) {
    const Binding& binding = model_.binding(static_cast<BindingId>(index));
    if (binding.scope != scope_) continue;
    const bool is_function = binding.definitions.front().kind == codemod::DefinitionKind::function;
    const bool harmless = binding.name == "maxDiff" || binding.name == "longMessage";
    found_.own.insert(binding.name);
    if (binding.definitions.size() != 1)
      stay(in_code(binding.name) + " is defined more than once in it");
    else if (binding.name.starts_with("__") && binding.name.ends_with("__"))
      stay("it defines " + in_code(binding.name));
    else if (is_of_test_case(binding.name) && !harmless)
      stay("it defines " + in_code(binding.name) + ", which `unittest` calls");
    else if (contains(kOfPytest, binding.name))
      stay("it defines " + in_code(binding.name) + ", which pytest knows");
    else if (binding.name.starts_with("test") && !is_function)
      stay("its attribute " + in_code(binding.name) + " may be a test");
  }
}

void Reader::read_uses(const CaseMethod& method) {
  if (!method.receiver) return;
  const BindingId id =
      model_.lookup_local(model_.scope_made_by(method.function), method.receiver.text());
  if (id == BindingId::none) return;
  const Binding& binding = model_.binding(id);
  if (binding.definitions.size() != 1 || binding.declared_global)
    stay("a method assigns another value to " + in_code(binding.name));
  for (const Node use : binding.uses) {
    const Node parent = use.parent();
    const bool member = parent.is(NodeKind::attribute) && use.field() == Field::object;
    found_.uses.push_back({member ? parent : Node(), use,
                           member ? parent.child(Field::attribute).text() : std::string_view(),
                           &method});
  }
}

}  // namespace

const CaseMethod* TestCaseClass::find(CaseRole role) const {
  const auto found = std::ranges::find(methods, role, &CaseMethod::role);
  return found == methods.end() ? nullptr : &*found;
}

bool TestCaseClass::has_plain_tests() const {
  return std::ranges::any_of(methods, [](const CaseMethod& method) {
    return method.role == CaseRole::test && !codemod::is_async_function(method.function);
  });
}

std::vector<Node> async_test_case_bases(const SemanticModel& model) {
  std::vector<Node> bases;
  for (std::uint32_t index = 0; index < model.tree().size(); ++index) {
    const Node node = model.tree().node(index);
    if (!node.is(NodeKind::class_definition)) continue;
    for (const Node base : node.child(Field::superclasses).named_children())
      if (canonical_name(model.resolve(base).name) == kAsyncTestCase) bases.push_back(base);
  }
  return bases;
}

TestCaseClass read_test_case(const SemanticModel& model, Node base) {
  return Reader(model, base).read();
}

bool is_of_test_case(std::string_view name) {
  return contains(kOfTestCase, name);
}

bool is_stored(Node attribute) {
  Node up = attribute;
  while (up.parent().is_any(NodeKind::pattern_list, NodeKind::tuple_pattern, NodeKind::list_pattern,
                            NodeKind::list_splat_pattern, NodeKind::tuple, NodeKind::list,
                            NodeKind::expression_list))
    up = up.parent();
  const Node parent = up.parent();
  const bool assigned = parent.is_any(NodeKind::assignment, NodeKind::for_statement,
                                      NodeKind::for_in_clause, NodeKind::augmented_assignment) &&
                        up.field() == Field::left;
  return assigned || parent.is(NodeKind::as_pattern_target);
}

std::string collected_name(std::string_view name) {
  if (name.starts_with("Test")) return std::string(name);
  name.remove_prefix(std::min(name.find_first_not_of('_'), name.size()));
  for (const std::string_view end : {"TestCase", "Testcase", "Tests", "Test"}) {
    if (!name.ends_with(end) || name.size() == end.size()) continue;
    name.remove_suffix(end.size());
    break;
  }
  while (name.ends_with('_')) name.remove_suffix(1);
  return "Test" + std::string(name);
}

}  // namespace asyncio2anyio

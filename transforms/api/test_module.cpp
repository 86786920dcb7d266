#include "transforms/api/test_module.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "engine/syntax/context.h"
#include "engine/transform/suppressions.h"
#include "transforms/api/case_class.h"
#include "transforms/api/case_rewrite.h"
#include "transforms/api/test_functions.h"

namespace asyncio2anyio {

using codemod::Binding;
using codemod::BindingId;
using codemod::Definition;
using codemod::DefinitionKind;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::ScopeId;
using codemod::SemanticModel;

namespace {

constexpr auto kScopes =
    std::to_array<std::string_view>({"function", "class", "module", "package", "session"});

/// Reads one module into a `TestModule`.
class Reader {
 public:
  explicit Reader(const SemanticModel& model)
      : model_(model), suppressions_(codemod::Suppressions::read(model.tree(), "asyncio2anyio")) {
    module_.path = model.tree().source().path();
  }

  TestModule read() {
    read_classes();
    read_marks();
    read_functions();
    read_cases();
    find_references();
    read_imports();
    judge_module();
    return std::move(module_);
  }

 private:
  struct Class {
    Node node;
    std::string path;
    std::vector<std::string> bases;  ///< Paths of those in this file,
    std::string foreign;             ///< and one that is not.
    bool is_unittest = false;
    MarkSet marks;
  };

  void read_classes();
  void read_bases(Class& of);
  void read_marks();
  void read_functions();
  void read_test(Node function, const std::string& key);
  void read_cases();
  void read_fixture(Node function, const std::string& key, const TestMark& decorator);
  void read_imports();
  void read_plugins(const Binding& binding);
  void find_references();
  void place(TestReference reference);
  void place_decorator(TestReference& reference, Node definition);
  void place_assignment(TestReference& reference, Node assignment);
  void judge_module();
  [[nodiscard]] const Class* class_at(std::string_view path) const;
  /// The classes that have the function of that class: itself and those derived from it that do not
  /// override it.
  [[nodiscard]] std::vector<std::string> places_of(std::string_view class_path,
                                                   std::string_view function) const;
  /// The class of that path with everything it inherits from, and the classes around it.
  [[nodiscard]] std::vector<const Class*> lineage(std::string_view path) const;
  TestItem& group(const std::string& key, Node at);
  void obstruct(std::string reason);
  [[nodiscard]] std::uint32_t line_of(Node node) const {
    return model_.tree().source().line_number(node.begin());
  }
  [[nodiscard]] bool is_conftest() const { return module_.path.ends_with("conftest.py"); }

  const SemanticModel& model_;
  codemod::Suppressions suppressions_;
  TestModule module_;
  std::vector<Class> classes_;
  MarkSet module_marks_;
  std::string file_obstacle_;
  std::set<std::string> keys_;
};

const Reader::Class* Reader::class_at(std::string_view path) const {
  const auto found = std::ranges::find(classes_, path, &Class::path);
  return found == classes_.end() ? nullptr : &*found;
}

void Reader::read_classes() {
  for (std::uint32_t index = 0; index < model_.tree().size(); ++index) {
    const Node node = model_.tree().node(index);
    if (!node.is(NodeKind::class_definition)) continue;
    if (auto path = test_path(node))
      classes_.push_back({node, std::move(*path), {}, {}, false, {}});
  }
  for (Class& each : classes_) read_bases(each);
  for (const Class& each : classes_)
    if (each.path.substr(each.path.rfind('.') + 1).starts_with("Test") && !each.foreign.empty())
      module_.hidden = "a class of tests inherits from `" + each.foreign +
                       "`, which the file does not show";
}

void Reader::read_bases(Class& of) {
  for (const Node base : of.node.child(Field::superclasses).named_children()) {
    if (base.is(NodeKind::keyword_argument)) continue;
    const Node name = base.is(NodeKind::subscript) ? base.child(Field::value) : base;
    const std::string resolved = model_.resolve(name).name;
    const std::string_view package = std::string_view(resolved).substr(0, resolved.find('.'));
    const BindingId id = name.is(NodeKind::identifier) ? model_.binding_of(name) : BindingId::none;
    if (package == "unittest")
      of.is_unittest = true;
    else if (package == "typing" || package == "abc" || package == "enum" ||
             name.text() == "object")
      continue;
    else if (id != BindingId::none && model_.binding(id).definitions.size() == 1 &&
             model_.binding(id).definitions.front().kind == DefinitionKind::class_)
      of.bases.push_back(test_path(model_.binding(id).definitions.front().statement).value_or(""));
    else {
      of.foreign = name.text();
      module_.inherits.push_back(of.foreign.substr(of.foreign.rfind('.') + 1));
    }
  }
}

std::vector<const Reader::Class*> Reader::lineage(std::string_view path) const {
  std::vector<const Class*> found;
  std::vector<std::string> waiting;
  for (std::string_view outer = path; !outer.empty();
       outer = outer.substr(0, outer.rfind('.') == std::string_view::npos ? 0 : outer.rfind('.')))
    waiting.emplace_back(outer);
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    const Class* each = class_at(waiting[i]);
    if (!each || std::ranges::find(found, each) != found.end()) continue;
    found.push_back(each);
    waiting.insert(waiting.end(), each->bases.begin(), each->bases.end());
  }
  return found;
}

std::vector<std::string> Reader::places_of(std::string_view class_path,
                                           std::string_view function) const {
  std::vector<std::string> places{std::string(class_path)};
  if (class_path.empty()) return places;
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (const Class& each : classes_) {
      if (std::ranges::find(each.bases, places[i]) == each.bases.end()) continue;
      const codemod::ScopeId scope = model_.scope_made_by(each.node);
      const bool overrides = model_.lookup_local(scope, function) != BindingId::none;
      if (!overrides && std::ranges::find(places, each.path) == places.end())
        places.push_back(each.path);
    }
  }
  return places;
}

TestItem& Reader::group(const std::string& key, Node at) {
  const auto found = std::ranges::find(module_.groups, key, &TestItem::key);
  if (found != module_.groups.end()) return *found;
  module_.groups.push_back({key, line_of(at), {}, {}, {}});
  return module_.groups.back();
}

void Reader::obstruct(std::string reason) {
  if (file_obstacle_.empty()) file_obstacle_ = std::move(reason);
}

/// Reads the marks of the module and its classes, without asking yet where else they are used.
void Reader::read_marks() {
  module_marks_ = pytestmark_of(model_, ScopeId::module);
  for (Class& each : classes_) {
    each.marks = decorators_of(model_, each.node);
    each.marks.add(pytestmark_of(model_, model_.scope_made_by(each.node)));
  }
}

void Reader::read_functions() {
  for (std::uint32_t index = 0; index < model_.tree().size(); ++index) {
    const Node function = model_.tree().node(index);
    if (!function.is(NodeKind::function_definition)) continue;
    auto path = test_path(function);
    if (!path) continue;
    std::string key = *path;
    for (int number = 2; !keys_.insert(key).second; ++number)
      key = *path + "#" + std::to_string(number);
    const std::vector<TestMark> decorators = marks_of(model_, function);
    const auto fixture = std::ranges::find_if(
        decorators, [](const TestMark& mark) { return is_fixture(mark.name); });
    if (fixture != decorators.end())
      read_fixture(function, key, *fixture);
    else
      read_test(function, key);
  }
}

void Reader::read_fixture(Node function, const std::string& key, const TestMark& decorator) {
  FixtureItem item = fixture_from(model_, function, decorator);
  const std::string class_path =
      key.find('.') == std::string::npos ? "" : key.substr(0, key.rfind('.'));
  item.key = key;
  item.line = line_of(function);
  item.places = places_of(class_path, function.child(Field::name).text());
  item.requests = requests_of(model_, function);
  for (const Class* each : lineage(class_path))
    if (!each->foreign.empty())
      item.stay("its class inherits from `" + each->foreign + "`, which this file does not show");
  module_.fixtures.push_back(std::move(item));
}

void Reader::read_test(Node function, const std::string& key) {
  const MarkSet own = decorators_of(model_, function);
  const std::string_view name = function.child(Field::name).text();
  if (!name.starts_with("test") && !own.asyncio) return;
  TestCase test;
  test.key = key;
  test.line = line_of(function);
  test.is_async = codemod::is_async_function(function);
  const std::string class_path =
      key.find('.') == std::string::npos ? "" : key.substr(0, key.rfind('.'));
  for (const std::string& place : places_of(class_path, name)) {
    TestRun run;
    run.place = place;
    MarkSet all = own;
    all.add(module_marks_);
    if (module_marks_.asyncio) run.groups.emplace_back("pytestmark");
    for (const Class* each : lineage(place)) {
      all.add(each->marks);
      if (each->marks.asyncio) run.groups.push_back(each->path);
      run.of_unittest |= each->is_unittest;
      if (each->is_unittest)
        test.stay(
            "pytest does not run the methods of a `unittest` class through plugins",
            "make the class a plain one, or derive it from `unittest.IsolatedAsyncioTestCase`");
      if (!each->foreign.empty())
        test.stay("its class inherits from `" + each->foreign + "`, which this file does not show");
    }
    for (const std::string& alias : all.aliases) run.groups.push_back("=" + alias);
    run.marked = all.asyncio;
    run.anyio = all.anyio;
    module_.uses_anyio |= all.anyio;
    run.requests = all.fixtures;
    for (std::string& request : requests_of(model_, function))
      run.requests.push_back(std::move(request));
    test.runs.push_back(std::move(run));
  }
  judge_test(model_, function, test);
  module_.tests.push_back(std::move(test));
}

void Reader::read_cases() {
  for (const Node base : async_test_case_bases(model_)) {
    const TestCaseClass read = read_test_case(model_, base);
    CaseItem item;
    item.path = test_path(read.node).value_or(std::string(read.name));
    item.key = case_key(item.path);
    item.line = line_of(base);
    if (suppressions_.suppresses(base, "async-test-case")) item.stay("a comment suppresses it");
    const Class* known = class_at(item.path);
    if (module_marks_.asyncio || (known && known->marks.asyncio))
      item.stay("it is marked for pytest-asyncio, which does not run it");
    CaseDraft draft;
    rewrite_test_case(model_, read, draft);
    if (draft.stays()) item.stay(draft.obstacle(), draft.advice());
    module_.cases.push_back(std::move(item));
  }
}

void Reader::read_plugins(const Binding& binding) {
  for (const Definition& definition : binding.definitions) {
    const Node value = definition.statement.child(Field::right);
    for (std::uint32_t index = value.index(); value && index < value.subtree_end(); ++index)
      if (const Node part = model_.tree().node(index); part.is(NodeKind::string_content))
        module_.plugins.emplace_back(part.text());
  }
}

void Reader::read_imports() {
  for (const SemanticModel::StarImport& star : model_.star_imports())
    if (star.scope == ScopeId::module) module_.borrowed.push_back({star.module, "*", "*"});
  std::set<std::string_view> asked;
  for (const TestCase& test : module_.tests)
    for (const TestRun& run : test.runs) asked.insert(run.requests.begin(), run.requests.end());
  for (const FixtureItem& fixture : module_.fixtures)
    asked.insert(fixture.requests.begin(), fixture.requests.end());
  for (std::uint32_t index = 0; index < model_.binding_count(); ++index) {
    const Binding& binding = model_.binding(static_cast<BindingId>(index));
    if (binding.scope != ScopeId::module) continue;
    if (binding.name == "pytest_plugins") read_plugins(binding);
    const Definition& definition = binding.definitions.front();
    if (definition.kind != DefinitionKind::import_from || definition.origin.empty()) continue;
    const bool wanted = is_conftest() || asked.contains(binding.name) ||
                        asked.contains("?" + std::string(binding.name)) || binding.uses.empty();
    const std::size_t dot = definition.origin.rfind('.');
    if (!wanted || dot == std::string::npos) continue;
    const std::size_t end = definition.origin.find_first_not_of('.') > dot ? dot + 1 : dot;
    module_.borrowed.push_back({definition.origin.substr(0, end), definition.origin.substr(dot + 1),
                                std::string(binding.name)});
  }
}

void Reader::find_references() {
  for (std::uint32_t index = 0; index < model_.binding_count(); ++index) {
    const Binding& binding = model_.binding(static_cast<BindingId>(index));
    const std::string& origin = binding.definitions.front().origin;
    const std::string_view package = std::string_view(origin).substr(0, origin.find('.'));
    if (package != "pytest" && package != "pytest_asyncio") continue;
    for (const Node use : binding.uses) {
      const Node chain = codemod::outermost_chain(use);
      const codemod::Resolved resolved = model_.resolve(chain);
      if (!is_of_pytest_asyncio(resolved.name)) continue;
      TestReference reference{chain, codemod::call_of(chain), {}, {}};
      if (!resolved.certain) reference.obstacle = "the name may also be bound to something else";
      if (resolved.name != "pytest.mark.asyncio" && resolved.name != "pytest_asyncio.fixture")
        reference.obstacle = "hooks that ask for tests of pytest-asyncio are not followed";
      place(std::move(reference));
    }
  }
}

/// Finds the item that a reference belongs to.
void Reader::place(TestReference reference) {
  const Node whole =
      codemod::outermost_parentheses(reference.call ? reference.call : reference.chain);
  Node outer = whole.parent();
  if (reference.obstacle.empty() && outer.is(NodeKind::decorator)) {
    place_decorator(reference, outer.parent().child(Field::definition));
  } else if (reference.obstacle.empty()) {
    Node up = whole;
    while (up.parent().is_any(NodeKind::list, NodeKind::tuple, NodeKind::expression_list,
                              NodeKind::parenthesized_expression, NodeKind::binary_operator))
      up = up.parent();
    outer = up.parent();
    const bool assigned = outer.is_any(NodeKind::assignment, NodeKind::augmented_assignment) &&
                          up.field() == Field::right;
    if (assigned)
      place_assignment(reference, outer);
    else if (outer.is(NodeKind::keyword_argument) && outer.child(Field::name).text() == "marks") {
      reference.obstacle = "anyio's plugin does not see the mark of a single parameter";
      if (const Node definition = decorated_by(outer); definition.is(NodeKind::function_definition))
        if (auto path = test_path(definition)) reference.item = *path;
    }
  }
  TestItem* item = module_.find(reference.item);
  const bool suppressed = suppressions_.suppresses(reference.chain, "pytest-marks");
  if (item && suppressed) item->stay("a comment suppresses it");
  if (item && !reference.obstacle.empty()) item->stay(reference.obstacle);
  if (!item) {
    if (reference.obstacle.empty())
      reference.obstacle = "it is used in a way that does not show which tests it is for";
    if (is_conftest() && module_.reach.empty()) module_.reach = reference.obstacle;
    obstruct(reference.obstacle);
  }
  if (reference.call && item)
    if (const LoopScope scope = loop_scope_of(
            reference.call, model_.resolve(reference.chain).name == "pytest.mark.asyncio");
        !scope.obstacle.empty())
      item->stay(scope.obstacle);
  module_.references.push_back(std::move(reference));
}

void Reader::place_decorator(TestReference& reference, Node definition) {
  const std::optional<std::string> path = test_path(definition);
  if (!path) return;
  reference.item = *path;
  if (definition.is(NodeKind::class_definition)) {
    group(*path, reference.chain);
    return;
  }
  // Of functions that are defined again, the place tells which is meant.
  const auto here = [&](const TestItem& item) {
    return item.line == line_of(definition) && item.key.substr(0, item.key.find('#')) == *path;
  };
  for (const FixtureItem& fixture : module_.fixtures)
    if (here(fixture)) reference.item = fixture.key;
  for (const TestCase& test : module_.tests)
    if (here(test)) reference.item = test.key;
  const bool of_fixture = std::ranges::any_of(
      module_.fixtures, [&](const FixtureItem& f) { return f.key == reference.item; });
  if (of_fixture && model_.resolve(reference.chain).name == "pytest.mark.asyncio")
    module_.find(reference.item)->stay("a mark on a fixture has no effect", "delete the mark");
}

void Reader::place_assignment(TestReference& reference, Node assignment) {
  const Node target = assignment.child(Field::left);
  const ScopeId scope = model_.scope_of(assignment);
  if (model_.resolve(reference.chain).name != "pytest.mark.asyncio" ||
      !target.is(NodeKind::identifier))
    return;
  if (target.text() == "pytestmark") {
    if (scope == ScopeId::module)
      reference.item = "pytestmark";
    else if (const Class* owner = class_at(test_path(model_.scope(scope).node).value_or("?")))
      reference.item = owner->path;
    if (!reference.item.empty()) group(reference.item, reference.chain);
    if (module_.path.ends_with("__init__.py"))
      reference.obstacle = "the mark of a package is for tests of other files";
    return;
  }
  const BindingId id = model_.binding_of(target);
  if (scope != ScopeId::module || id == BindingId::none ||
      model_.binding(id).definitions.size() != 1)
    return;
  reference.item = "=" + std::string(target.text());
  TestItem& alias = group(reference.item, reference.chain);
  for (const Node use : model_.binding(id).uses)
    if (!is_mark_place(use))
      alias.stay("line " + std::to_string(line_of(use)) +
                 " uses the variable that holds it in another way");
  if (model_.is_exported(target.text()))
    alias.stay("other files can import the variable that holds it");
}

void Reader::judge_module() {
  if (suppressions_.skips_file()) obstruct("the file is skipped by a comment");
  const auto stay = [&](TestItem& item) {
    if (!file_obstacle_.empty()) item.stay(file_obstacle_);
  };
  std::ranges::for_each(module_.groups, stay);
  std::ranges::for_each(module_.tests, stay);
  std::ranges::for_each(module_.cases, stay);
  for (FixtureItem& fixture : module_.fixtures)
    if (fixture.of_plugin) stay(fixture);
  const auto taken = [&](std::string_view name) {
    const BindingId id = model_.lookup_local(ScopeId::module, name);
    if (id == BindingId::none) return false;
    return !std::ranges::all_of(model_.binding(id).definitions, [&](const Definition& d) {
      return d.origin == name && (!is_conftest() || d.statement.parent().is(NodeKind::module));
    });
  };
  const BindingId pytest = model_.lookup_local(ScopeId::module, "pytest");
  const auto at_the_top = [](const Definition& definition) {
    return definition.statement.parent().is(NodeKind::module);
  };
  if (pytest != BindingId::none &&
      !std::ranges::all_of(model_.binding(pytest).definitions, at_the_top))
    module_.hidden = "pytest is imported conditionally";
  module_.can_define = !suppressions_.skips_file() && !taken("pytest") && !taken("anyio_backend") &&
                       model_.lookup_local(ScopeId::module, "anyio_backend") == BindingId::none;
  module_.imports_pytest = pytest != BindingId::none && !taken("pytest");
  if (taken("pytest"))
    for (FixtureItem& fixture : module_.fixtures)
      if (fixture.of_plugin)
        fixture.stay(
            "the name `pytest` is bound to something else here, or imported conditionally");
  for (const TestCase& test : module_.tests)
    for (const TestRun& run : test.runs)
      for (const std::string& request : run.requests)
        module_.uses_anyio |= request.starts_with("anyio_backend");
  if (model_.lookup_local(ScopeId::module, "pytest_asyncio_loop_factories") != BindingId::none)
    module_.reach = "`pytest_asyncio_loop_factories` chooses its event loops";
}

}  // namespace

std::string_view scope_name(TestScope scope) { return kScopes[static_cast<std::size_t>(scope)]; }

std::optional<TestScope> parse_scope(std::string_view name) {
  const auto found = std::ranges::find(kScopes, name);
  if (found == kScopes.end()) return std::nullopt;
  return static_cast<TestScope>(found - kScopes.begin());
}

std::string case_key(std::string_view path) { return "class " + std::string(path); }

TestItem* TestModule::find(std::string_view key) {
  const auto is_it = [&](const TestItem& item) { return item.key == key; };
  if (const auto found = std::ranges::find_if(groups, is_it); found != groups.end()) return &*found;
  if (const auto found = std::ranges::find_if(fixtures, is_it); found != fixtures.end())
    return &*found;
  if (const auto found = std::ranges::find_if(tests, is_it); found != tests.end()) return &*found;
  return nullptr;
}

TestModule read_test_module(const SemanticModel& model) { return Reader(model).read(); }

}  // namespace asyncio2anyio

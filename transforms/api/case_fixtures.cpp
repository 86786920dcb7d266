#include "transforms/api/case_fixtures.h"

#include <algorithm>

#include "engine/edit/composer.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/case_cleanups.h"

namespace asyncio2anyio {

using codemod::Binding;
using codemod::BindingId;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::ScopeId;
using codemod::SemanticModel;
using codemod::TextRange;

namespace {

std::string_view name_of(const CaseMethod& method) {
  return method.function.child(Field::name).text();
}

Node body_of(const CaseMethod& method) { return method.function.child(Field::body); }

bool is_docstring(Node statement) {
  return statement.is(NodeKind::expression_statement) &&
         statement.first_child().is_any(NodeKind::string, NodeKind::concatenated_string);
}

bool returns(const SemanticModel& model, Node function) {
  for (std::uint32_t index = function.index(); index < function.subtree_end(); ++index) {
    const Node node = function.tree()->node(index);
    if (node.is(NodeKind::return_statement) && model.function_of(node) == function) return true;
  }
  return false;
}

/// A method that is to become a fixture.
struct Fixture {
  const CaseMethod* method = nullptr;
  std::string name;
  std::vector<std::string> asks;  ///< For other fixtures of the class, which have no value.
  bool yields = false;
};

class Fixtures {
 public:
  Fixtures(const SemanticModel& model, const TestCaseClass& of, CaseDraft& draft)
      : model_(model), of_(of), draft_(draft) {}

  void rewrite();

 private:
  void judge(const CaseMethod& method);
  void rename(CaseRole role, std::string_view name);
  void rewrite_cleanups();
  void ask_for_request(const CaseMethod& test);
  [[nodiscard]] static std::string parameter(const CaseMethod& method, const std::string& name,
                                             const std::string& type);
  [[nodiscard]] std::string request_parameter(const CaseMethod& method);
  [[nodiscard]] bool registers_cleanups(const CaseMethod* method) const;
  void write(Fixture fixture);
  void write_yield(const CaseMethod& method);
  void write_result_type(const CaseMethod& method);
  void write_together(Fixture fixture, const CaseMethod& tear_down);
  [[nodiscard]] bool can_be_one(const CaseMethod& set_up, const CaseMethod& tear_down) const;
  [[nodiscard]] bool share_names(const CaseMethod& one, const CaseMethod& other) const;
  [[nodiscard]] std::string free_name(std::string name) const;
  [[nodiscard]] std::vector<Node> statements_left(const CaseMethod& method) const;

  const SemanticModel& model_;
  const TestCaseClass& of_;
  CaseDraft& draft_;
};

std::string Fixtures::free_name(std::string name) const {
  while (of_.own.contains(name)) name += "_";
  return name;
}

/// The statements of a method, but for the docstring and those that go.
std::vector<Node> Fixtures::statements_left(const CaseMethod& method) const {
  std::vector<Node> statements = body_of(method).named_children();
  if (!statements.empty() && is_docstring(statements.front()))
    statements.erase(statements.begin());
  std::erase_if(statements, [&](Node statement) { return draft_.removes(statement); });
  return statements;
}

void Fixtures::judge(const CaseMethod& method) {
  const Node function = method.function;
  const Node parameters = function.child(Field::parameters);
  if (parameters.named_children().size() != 1)
    draft_.stay(in_code(name_of(method)) + " has parameters beside " +
                in_code(method.receiver.text()));
  const Node type = function.child(Field::return_type);
  if (type && type.text() != "None")
    draft_.stay(in_code(name_of(method)) + " says that it returns something");
  const std::vector<Node> body = body_of(method).named_children();
  if (body.empty() || !codemod::begins_its_line(body.front()))
    draft_.stay(in_code(name_of(method)) + " stands in one line");
}

void Fixtures::rename(CaseRole role, std::string_view name) {
  if (const CaseMethod* method = of_.find(role))
    draft_.replace(method->function.child(Field::name), std::string(name));
}

bool Fixtures::registers_cleanups(const CaseMethod* method) const {
  return std::ranges::any_of(of_.uses, [&](const CaseUse& use) {
    return use.method == method && use.member == "addCleanup" && !of_.own.contains(use.member);
  });
}

/// `self.addCleanup(f)` becomes `request.addfinalizer(f)`, in set-ups and, where nothing is torn
/// down between the two, in tests.
void Fixtures::rewrite_cleanups() {
  const bool tears_down = of_.find(CaseRole::tear_down) || of_.find(CaseRole::async_tear_down);
  for (const CaseUse& use : of_.uses) {
    if (use.member != "addCleanup" || of_.own.contains(use.member)) continue;
    const Node call = use.chain ? codemod::call_of(use.chain) : Node();
    const std::vector<Node> arguments = call ? codemod::arguments_of(call) : std::vector<Node>();
    const CaseRole role = use.method->role;
    const bool set_up = role == CaseRole::set_up || role == CaseRole::async_set_up;
    if (arguments.empty() || arguments[0].is_any(NodeKind::keyword_argument, NodeKind::list_splat))
      return draft_.stay("the arguments of `addCleanup` are not understood");
    if (!is_plain_cleanup(model_, of_, arguments[0]))
      return draft_.stay("nothing shows that the cleanup " + in_code(arguments[0].text()) +
                         " is not async");
    if (!set_up && (role != CaseRole::test || tears_down))
      return draft_.stay("cleanups that " + in_code(name_of(*use.method)) +
                         " registers would come at another time");
    if (model_.function_of(call) != use.method->function ||
        codemod::has_word(use.method->function.text(), "request"))
      return draft_.stay("the name `request` is used in " + in_code(name_of(*use.method)));
    draft_.replace(use.chain, "request.addfinalizer");
    if (arguments.size() == 1) continue;
    draft_.insert(arguments[0].begin(), draft_.use("functools.partial") + "(");
    draft_.insert(arguments.back().end(), ")");
  }
  for (const CaseMethod& method : of_.methods)
    if (method.role == CaseRole::test && registers_cleanups(&method)) ask_for_request(method);
}

/// One more parameter, with its type where the function has types.
std::string Fixtures::parameter(const CaseMethod& method, const std::string& name,
                                const std::string& type) {
  const bool typed = bool(method.function.child(Field::return_type));
  return ", " + name + (typed ? ": " + type : "");
}

std::string Fixtures::request_parameter(const CaseMethod& method) {
  return parameter(method, "request", draft_.use("pytest") + ".FixtureRequest");
}

void Fixtures::ask_for_request(const CaseMethod& test) {
  draft_.insert(test.function.child(Field::parameters).named_children().back().end(),
                request_parameter(test));
}

void Fixtures::write_result_type(const CaseMethod& method) {
  const Node type = method.function.child(Field::return_type);
  if (!type) return;
  const bool is_async = codemod::is_async_function(method.function);
  const std::string name =
      draft_.use(is_async ? "collections.abc.AsyncIterator" : "collections.abc.Iterator");
  draft_.replace(type, name + "[None]");
}

/// Writes the decorator, the name and the parameters of a fixture.
void Fixtures::write(Fixture fixture) {
  const Node function = fixture.method->function;
  const std::string line =
      std::string(codemod::newline_text(function.tree()->source().newline())) +
      std::string(codemod::indentation_at(*function.tree(), function.begin()));
  draft_.insert(function.begin(), "@" + draft_.use("pytest") + ".fixture(autouse=True)" + line);
  draft_.replace(function.child(Field::name), fixture.name);
  std::string parameters;
  for (const std::string& name : fixture.asks)
    parameters += parameter(*fixture.method, name, "None");
  if (registers_cleanups(fixture.method)) parameters += request_parameter(*fixture.method);
  // Tests that are not async get async fixtures when these ask for the backend.
  if (codemod::is_async_function(function) && of_.has_plain_tests())
    parameters += parameter(*fixture.method, "anyio_backend", "str");
  const Node last = function.child(Field::parameters).named_children().back();
  if (!parameters.empty()) draft_.insert(last.end(), parameters);
  if (fixture.yields) write_result_type(*fixture.method);
}

/// Has the fixture of a tear-down wait for the end of the test.
void Fixtures::write_yield(const CaseMethod& method) {
  const std::vector<Node> left = statements_left(method);
  if (left.empty()) return draft_.stay(in_code(name_of(method)) + " does nothing");
  const Node first = left.front();
  const std::string line =
      std::string(codemod::newline_text(first.tree()->source().newline())) +
      std::string(codemod::indentation_at(*first.tree(), first.begin()));
  draft_.insert(first.begin(), "yield" + line);
}

bool Fixtures::share_names(const CaseMethod& one, const CaseMethod& other) const {
  const ScopeId scope = model_.scope_made_by(one.function);
  for (std::uint32_t index = 0; index < model_.binding_count(); ++index) {
    const Binding& binding = model_.binding(static_cast<BindingId>(index));
    if (binding.scope != scope || binding.name == one.receiver.text()) continue;
    if (codemod::has_word(other.function.text(), binding.name)) return true;
  }
  return false;
}

/// Whether a tear-down directly behind its set-up can be the second half of one generator.
bool Fixtures::can_be_one(const CaseMethod& set_up, const CaseMethod& tear_down) const {
  if (set_up.function.next_sibling() != tear_down.function ||
      set_up.receiver.text() != tear_down.receiver.text() || returns(model_, set_up.function) ||
      share_names(set_up, tear_down) || share_names(tear_down, set_up))
    return false;
  const std::vector<Node> first = body_of(set_up).named_children();
  const std::vector<Node> second = statements_left(tear_down);
  if (second.empty() || draft_.removes(first.back()) || statements_left(set_up).empty() ||
      is_docstring(body_of(tear_down).named_children().front()))
    return false;
  const std::string_view between = first.back().tree()->text().substr(
      first.back().end(), second.front().begin() - first.back().end());
  return between.find('#') == std::string_view::npos &&
         codemod::indentation_at(*first.back().tree(), first.back().begin()) ==
             codemod::indentation_at(*first.back().tree(), second.front().begin());
}

void Fixtures::write_together(Fixture fixture, const CaseMethod& tear_down) {
  const Node last = body_of(*fixture.method).named_children().back();
  const Node first = statements_left(tear_down).front();
  const std::string line =
      std::string(codemod::newline_text(last.tree()->source().newline())) +
      std::string(codemod::indentation_at(*last.tree(), first.begin()));
  fixture.yields = true;
  write(std::move(fixture));
  // What is removed at the head of the tear-down goes with its header.
  const TextRange between{last.end(), first.begin()};
  draft_.forget_removed(between);
  draft_.replace(between, line + "yield" + line);
}

void Fixtures::rewrite() {
  const CaseMethod* set_up = of_.find(CaseRole::set_up);
  const CaseMethod* async_set_up = of_.find(CaseRole::async_set_up);
  const CaseMethod* tear_down = of_.find(CaseRole::tear_down);
  const CaseMethod* async_tear_down = of_.find(CaseRole::async_tear_down);
  for (const CaseMethod& method : of_.methods)
    if (method.role != CaseRole::test && method.role != CaseRole::helper) judge(method);
  if (tear_down && async_tear_down)
    draft_.stay("it has both `tearDown` and `asyncTearDown`, of which the first is left out when "
                "the second fails");
  rewrite_cleanups();
  if (draft_.stays()) return;
  rename(CaseRole::set_up_class, "setup_class");
  rename(CaseRole::tear_down_class, "teardown_class");

  // Whoever cleans up asks for the set-up before it, so that it has nothing to do when that fails.
  std::vector<std::string> before;
  if (set_up && registers_cleanups(set_up)) {
    before = {free_name("set_up")};
    write({set_up, before.front(), {}, false});
  } else {
    rename(CaseRole::set_up, "setup_method");
  }
  if (async_set_up) {
    Fixture fixture{async_set_up, free_name(before.empty() ? "set_up" : "async_set_up"), before,
                    false};
    before = {fixture.name};
    if (async_tear_down && can_be_one(*async_set_up, *async_tear_down))
      return write_together(std::move(fixture), *async_tear_down);
    write(std::move(fixture));
  }
  if (tear_down && before.empty()) return rename(CaseRole::tear_down, "teardown_method");
  for (const CaseMethod* method : {tear_down, async_tear_down}) {
    if (!method) continue;
    write_yield(*method);
    write({method, free_name("tear_down"), before, true});
  }
}

}  // namespace

void rewrite_case_fixtures(const SemanticModel& model, const TestCaseClass& of, CaseDraft& draft) {
  Fixtures(model, of, draft).rewrite();
}

Node call_of_empty_base(Node super, Node method) {
  const Node made = codemod::call_of(super);
  const Node chain = made.parent();
  if (!made || !chain.is(NodeKind::attribute) || made.field() != Field::object) return {};
  const Node call = codemod::call_of(chain);
  if (!call || !codemod::arguments_of(call).empty() ||
      chain.child(Field::attribute).text() != method.child(Field::name).text())
    return {};
  const Node awaited = codemod::await_of(call);
  const bool right = bool(awaited) == codemod::is_async_function(method);
  const Node whole = awaited ? awaited : call;
  return right && codemod::is_whole_statement(whole) && whole.parent().parent() == method.child(Field::body)
             ? whole.parent()
             : Node();
}

}  // namespace asyncio2anyio

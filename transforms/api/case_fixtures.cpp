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
      : model_(model), of_(of), draft_(draft), cleanups_(model, of, draft) {}

  void rewrite();

 private:
  void judge(const CaseMethod& method);
  void rename(CaseRole role, std::string_view name);
  void write(const Fixture& fixture);
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
  CaseCleanups cleanups_;
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

void Fixtures::write_result_type(const CaseMethod& method) {
  const Node type = method.function.child(Field::return_type);
  if (!type) return;
  const bool is_async = codemod::is_async_function(method.function);
  const std::string name =
      draft_.use(is_async ? "collections.abc.AsyncIterator" : "collections.abc.Iterator");
  draft_.replace(type, name + "[None]");
}

/// Writes the decorator, the name and the parameters of a fixture.
void Fixtures::write(const Fixture& fixture) {
  const Node function = fixture.method->function;
  const std::string line =
      std::string(codemod::newline_text(function.tree()->source().newline())) +
      std::string(codemod::indentation_at(*function.tree(), function.begin()));
  draft_.insert(function.begin(), cleanups_.fixture_before(*fixture.method) + "@" +
                                      draft_.use("pytest") + ".fixture(autouse=True)" + line);
  draft_.replace(function.child(Field::name), fixture.name);
  std::string parameters;
  for (const std::string& name : fixture.asks)
    parameters += case_parameter(*fixture.method, name, "None");
  parameters += cleanups_.parameters_of(*fixture.method);
  // Tests that are not async get async fixtures when these ask for the backend.
  if (codemod::is_async_function(function) && of_.has_plain_tests())
    parameters += case_parameter(*fixture.method, "anyio_backend", "str");
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
  write(fixture);
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
  cleanups_.rewrite();
  if (draft_.stays()) return;
  rename(CaseRole::set_up_class, "setup_class");
  rename(CaseRole::tear_down_class, "teardown_class");

  // Whoever cleans up asks for the set-up before it, so that it has nothing to do when that fails.
  std::vector<std::string> before;
  if (set_up && cleanups_.registers(*set_up)) {
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
    write(fixture);
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
  const bool statement = codemod::is_whole_statement(whole) &&
                         whole.parent().parent() == method.child(Field::body);
  return right && statement ? whole.parent() : Node();
}

}  // namespace asyncio2anyio

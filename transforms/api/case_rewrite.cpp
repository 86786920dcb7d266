#include "transforms/api/case_rewrite.h"

#include <algorithm>
#include <array>

#include "engine/edit/definition_editor.h"
#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/arguments.h"
#include "transforms/api/case_assertions.h"
#include "transforms/api/case_cleanups.h"
#include "transforms/api/case_fixtures.h"
#include "transforms/api/case_marks.h"
#include "transforms/api/test_functions.h"

namespace asyncio2anyio {

using codemod::Binding;
using codemod::BindingId;
using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::SemanticModel;
using codemod::TextRange;

namespace {

struct Advice {
  std::string_view member;
  std::string_view advice;
};
constexpr auto kAdvice = std::to_array<Advice>({
    {"subTest", "use `pytest.mark.parametrize`"},
    {"assertLogs", "use the fixture `caplog`"},
    {"assertWarns", "use `pytest.warns`"},
    {"assertCountEqual", "compare sorted lists, or two of `collections.Counter`"},
});

/// Whether something that is raised there may be caught in the same function.
bool is_guarded(Node node, Node function) {
  for (Node up = node; up && up != function; up = up.parent()) {
    const Node parent = up.parent();
    if (parent.is(NodeKind::with_statement)) return true;
    if (parent.is(NodeKind::try_statement) && up.field() == Field::body) return true;
  }
  return false;
}

/// Whether a handler of the same function catches the `AssertionError` of a failed assertion there;
/// it does not catch what `pytest.raises` raises.
bool is_caught(Node node, Node function) {
  for (Node up = node; up && up != function; up = up.parent()) {
    if (!up.parent().is(NodeKind::try_statement) || up.field() != Field::body) continue;
    for (const Node handler : up.parent().children()) {
      if (!handler.is(NodeKind::except_clause)) continue;
      const std::string_view head = handler.text().substr(0, handler.text().find(':'));
      if (head == "except" || head.find("Exception") != std::string_view::npos ||
          head.find("AssertionError") != std::string_view::npos)
        return true;
    }
  }
  return false;
}

class Rewrite {
 public:
  Rewrite(const SemanticModel& model, const TestCaseClass& of, CaseDraft& draft)
      : model_(model), of_(of), draft_(draft) {}

  void rewrite() {
    if (!of_.obstacle.empty()) return draft_.stay(of_.obstacle);
    remove_settings();
    remove_calls_of_base();
    for (const CaseUse& use : of_.uses) rewrite_use(use);
    judge_plain_methods();
    rewrite_case_marks(model_, of_, draft_);
    if (!draft_.stays()) rewrite_case_fixtures(model_, of_, draft_);
    rewrite_main();
    rewrite_header();
  }

 private:
  void remove_settings();
  void remove_calls_of_base();
  void judge_plain_methods();
  void rewrite_use(const CaseUse& use);
  void rewrite_outcome(const CaseUse& use);
  void rewrite_main();
  void rewrite_header();
  void rewrite_name(const std::string& name);

  const SemanticModel& model_;
  const TestCaseClass& of_;
  CaseDraft& draft_;
};

/// `maxDiff` and `longMessage` are about messages only.
void Rewrite::remove_settings() {
  for (const Node statement : of_.node.child(Field::body).named_children()) {
    const std::string_view name = statement.first_child().child(Field::left).text();
    if (name == "maxDiff" || name == "longMessage") draft_.remove(statement);
  }
  for (const CaseUse& use : of_.uses) {
    if (use.member != "maxDiff" && use.member != "longMessage") continue;
    const Node assignment = use.chain.parent();
    const bool whole = assignment.is(NodeKind::assignment) &&
                       use.chain.field() == Field::left &&
                       assignment.parent().is(NodeKind::expression_statement) &&
                       !assignment.child(Field::right).is(NodeKind::assignment);
    if (whole)
      draft_.remove(assignment.parent());
    else
      draft_.stay("it uses " + in_code(use.member) + " of `unittest`");
  }
}

void Rewrite::remove_calls_of_base() {
  for (std::uint32_t index = of_.node.index(); index < of_.node.subtree_end(); ++index) {
    const Node name = of_.node.tree()->node(index);
    if (!name.is(NodeKind::identifier) || name.text() != "super") continue;
    const Node method = model_.function_of(name);
    const bool prepares = std::ranges::any_of(of_.methods, [&](const CaseMethod& each) {
      return each.function == method && each.role != CaseRole::test &&
             each.role != CaseRole::helper;
    });
    const Node statement = prepares ? call_of_empty_base(name, method) : Node();
    if (!statement) return draft_.stay("it calls methods of `unittest` by `super()`");
    draft_.remove(statement);
  }
}

/// While methods run that are not async, `unittest` has an event loop set, anyio's plugin has none.
void Rewrite::judge_plain_methods() {
  for (const CaseMethod& method : of_.methods) {
    if (codemod::is_async_function(method.function)) continue;
    if (const std::string name = loop_user(model_, method.function); !name.empty())
      draft_.stay(in_code(method.function.child(Field::name).text()) +
                      " is not async and uses the event loop by " + in_code(name),
                  "make it async");
  }
}

void Rewrite::rewrite_use(const CaseUse& use) {
  if (!use.chain)
    return draft_.stay(in_code(use.receiver.text()) +
                       " is given to something else, which may ask for a test case");
  if (use.member == "maxDiff" || use.member == "longMessage") return;
  const bool prepares =
      std::ranges::any_of(of_.methods, [&](const CaseMethod& method) {
        return method.role != CaseRole::test && method.role != CaseRole::helper &&
               method.function.child(Field::name).text() == use.member;
      });
  if (prepares) return draft_.stay("it calls " + in_code(use.member) + " by itself");
  if (of_.own.contains(use.member) || is_cleanup_member(use.member)) return;
  if (use.member == "fail" || use.member == "skipTest") return rewrite_outcome(use);
  if (use.member.starts_with("assert") && is_of_test_case(use.member)) {
    if (use.member.starts_with("assertRaises") && is_caught(use.chain, use.method->function))
      return draft_.stay("the failure of " + in_code(use.member) + " is caught around it");
    rewrite_assertion(model_, use, draft_);
  } else if (is_of_test_case(use.member)) {
    const auto known = std::ranges::find(kAdvice, use.member, &Advice::member);
    return draft_.stay("it uses " + in_code(use.member) + " of `unittest`",
                       known == kAdvice.end() ? std::string() : std::string(known->advice));
  } else {
    draft_.stay("nothing shows where its " + in_code(use.member) + " comes from");
  }
}

/// `fail` and `skipTest`; what they raise is no `Exception` with pytest.
void Rewrite::rewrite_outcome(const CaseUse& use) {
  const Node call = codemod::call_of(use.chain);
  const Node only = call ? only_argument(call) : Node();
  const bool empty = call && codemod::arguments_of(call).empty();
  if (!call || !call.parent().is(NodeKind::expression_statement) ||
      !codemod::is_whole_statement(call) || (!only && !empty))
    return draft_.stay("its use of " + in_code(use.member) + " is not understood");
  const bool of_test = use.method->role == CaseRole::test &&
                       model_.function_of(call) == use.method->function;
  const bool guarded = !of_test || is_guarded(call, use.method->function);
  if (use.member == "skipTest") {
    if (empty) return draft_.stay("its use of `skipTest` is not understood");
    if (guarded && is_guarded(call, model_.function_of(call)))
      return draft_.stay("what `skipTest` raises may be caught around it");
    draft_.replace(use.chain, draft_.use("pytest") + ".skip");
  } else {
    draft_.replace(use.chain, guarded ? "raise AssertionError" : draft_.use("pytest") + ".fail");
  }
}

/// `unittest.main()` at the end of the file would no longer find the class.
void Rewrite::rewrite_main() {
  for (std::uint32_t index = 0; index < model_.tree().size(); ++index) {
    const Node call = model_.tree().node(index);
    if (!call.is(NodeKind::call)) continue;
    const std::string name = model_.resolve(call.child(Field::function)).name;
    if (name != "unittest.main") continue;
    if (!codemod::is_whole_statement(call) || !call.parent().is(NodeKind::expression_statement) ||
        !codemod::arguments_of(call).empty())
      return draft_.stay("the file runs its tests with `unittest.main`, and options of it",
                         "run the file with pytest");
    draft_.replace(call, "raise SystemExit(" + draft_.use("pytest") + ".main([__file__]))");
  }
}

void Rewrite::rewrite_header() {
  const std::string name = collected_name(of_.name);
  const Node bases = of_.node.child(Field::superclasses);
  const Node name_node = of_.node.child(Field::name);
  if (bases.text().find('#') != std::string_view::npos)
    return draft_.stay("a comment stands beside its base");
  rewrite_name(name);
  draft_.replace(TextRange{name_node.begin(), bases.end()}, name);
  const bool decorated = of_.node.parent().is(NodeKind::decorated_definition);
  const Node whole = decorated ? of_.node.parent() : of_.node;
  const std::string line =
      std::string(codemod::newline_text(whole.tree()->source().newline())) +
      std::string(codemod::indentation_at(*whole.tree(), whole.begin()));
  draft_.insert(whole.begin(), "@" + draft_.use("pytest") + ".mark.anyio" + line);
}

/// The class may be named inside itself, for its own attributes.
void Rewrite::rewrite_name(const std::string& name) {
  const BindingId id = model_.binding_of(of_.node.child(Field::name));
  if (id == BindingId::none) return draft_.stay("its name is not understood");
  const Binding& binding = model_.binding(id);
  if (binding.definitions.size() != 1 || model_.is_exported(binding.name))
    return draft_.stay("its name is defined again, or exported");
  const bool shared = std::ranges::any_of(async_test_case_bases(model_), [&](Node base) {
    const std::string_view other = base.parent().parent().child(Field::name).text();
    return other != of_.name && collected_name(other) == name;
  });
  if (name != of_.name && (shared || !codemod::is_unused_name(model_.tree(), name)))
    return draft_.stay("pytest collects classes whose names begin with `Test`, and " +
                       in_code(name) + " is taken");
  for (const Node use : binding.uses) {
    const Node chain = use.parent();
    const bool of_own = chain.is(NodeKind::attribute) && use.field() == Field::object &&
                        of_.own.contains(chain.child(Field::attribute).text());
    if (!of_own || !of_.node.encloses(use))
      return draft_.stay("line " +
                         std::to_string(model_.tree().source().line_number(use.begin())) +
                         " uses the class by its name");
    if (name != of_.name) draft_.replace(use, name);
  }
}

}  // namespace

void rewrite_test_case(const SemanticModel& model, const TestCaseClass& of, CaseDraft& draft) {
  Rewrite(model, of, draft).rewrite();
}

}  // namespace asyncio2anyio

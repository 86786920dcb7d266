#include "transforms/api/case_marks.h"

#include <algorithm>
#include <array>

#include "engine/syntax/context.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/test_functions.h"

namespace asyncio2anyio {

using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::SemanticModel;
using codemod::TextRange;

namespace {

/// What does not ask which class the method of a class is in.
constexpr auto kForHelpers = std::to_array<std::string_view>(
    {"contextlib.contextmanager", "contextlib.asynccontextmanager", "functools.cache",
     "functools.lru_cache", "functools.wraps"});
constexpr auto kBuiltin =
    std::to_array<std::string_view>({"classmethod", "staticmethod", "property"});
constexpr auto kMarks = std::to_array<std::string_view>(
    {"pytest.mark.skip", "pytest.mark.skipif", "pytest.mark.xfail"});

bool contains(const auto& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

bool is_patch(std::string_view name) {
  return name == "unittest.mock.patch" || name.starts_with("unittest.mock.patch.");
}

/// Whether a decorator passes its mock to the function.
bool passes_mock(const TestMark& mark, std::string_view name) {
  if (!mark.call || name == "unittest.mock.patch.dict") return false;
  const std::size_t place = name == "unittest.mock.patch.object" ? 2 : 1;
  std::size_t positional = 0;
  for (const Node argument : codemod::arguments_of(mark.call))
    if (!argument.is(NodeKind::keyword_argument)) ++positional;
  return positional <= place && !codemod::keyword_argument_of(mark.call, "new");
}

/// Whether an expression gives a truth value, which pytest does not take for code, as it does a
/// string.
bool is_truth(Node condition) {
  const Node inner = codemod::strip_parentheses(condition);
  return inner.is_any(NodeKind::comparison_operator, NodeKind::not_operator, NodeKind::true_literal,
                      NodeKind::false_literal);
}

bool binds_weaker_than_not(Node expression) {
  return expression.is_any(NodeKind::boolean_operator, NodeKind::conditional_expression,
                           NodeKind::lambda, NodeKind::named_expression);
}

class Marks {
 public:
  Marks(const SemanticModel& model, const TestCaseClass& of, CaseDraft& draft)
      : model_(model), of_(of), draft_(draft) {}

  void rewrite() {
    const std::size_t of_class = rewrite_decorators(of_.node, nullptr);
    for (const CaseMethod& method : of_.methods) {
      const std::size_t own = rewrite_decorators(method.function, &method);
      if (method.role == CaseRole::test) judge_parameters(method, own + of_class);
    }
  }

 private:
  /// How many mocks the decorators of a definition pass to it; the class has no method.
  std::size_t rewrite_decorators(Node definition, const CaseMethod* method);
  void rewrite_skip(const TestMark& mark, std::string_view name);
  [[nodiscard]] bool is_known(const TestMark& mark, std::string_view name,
                              const CaseMethod* method) const;
  void judge_parameters(const CaseMethod& method, std::size_t given);

  const SemanticModel& model_;
  const TestCaseClass& of_;
  CaseDraft& draft_;
};

bool Marks::is_known(const TestMark& mark, std::string_view name, const CaseMethod* method) const {
  const bool of_test = !method || method->role == CaseRole::test;
  if (is_patch(name) && name != "unittest.mock.patch.multiple")
    return of_test || method->role == CaseRole::helper;
  if (contains(kMarks, name)) return of_test;
  if (!method || method->role == CaseRole::test) return false;
  const bool builtin = contains(kBuiltin, mark.chain.text()) && !mark.call &&
                       model_.binding_of(mark.chain) == codemod::BindingId::none;
  if (method->role == CaseRole::helper) return builtin || contains(kForHelpers, name);
  return builtin && method->of_class;
}

std::size_t Marks::rewrite_decorators(Node definition, const CaseMethod* method) {
  std::size_t mocks = 0;
  for (const TestMark& mark : marks_of(model_, definition)) {
    const std::string name = canonical_name(mark.name);
    const bool of_test = !method || method->role == CaseRole::test;
    const bool skips =
        name == "unittest.skip" || name == "unittest.skipIf" || name == "unittest.skipUnless";
    if (skips && of_test && mark.alias.empty())
      rewrite_skip(mark, name);
    else if (skips && method && of_test)
      continue;  // A variable that holds it: it raises what pytest takes for a skip as well.
    else if (!is_known(mark, name, method))
      draft_.stay("the decorator `" + std::string(mark.chain.text()) +
                  "` may ask for a test case of `unittest`");
    else if (is_patch(name) && passes_mock(mark, name))
      ++mocks;
  }
  return mocks;
}

void Marks::rewrite_skip(const TestMark& mark, std::string_view name) {
  const std::string mark_name =
      draft_.use("pytest") + (name == "unittest.skip" ? ".mark.skip" : ".mark.skipif");
  draft_.replace(mark.chain, mark_name);
  if (!mark.call) return;
  const std::vector<Node> arguments = codemod::arguments_of(mark.call);
  const bool plain = std::ranges::none_of(arguments, [](Node argument) {
    return argument.is_any(NodeKind::keyword_argument, NodeKind::list_splat,
                           NodeKind::dictionary_splat);
  });
  // `reason=a := b` is no valid argument.
  const bool valid = !arguments.empty() && !arguments.back().is(NodeKind::named_expression);
  if (arguments.size() != (name == "unittest.skip" ? 1U : 2U) || !plain || !valid)
    return draft_.stay("the arguments of `" + std::string(mark.chain.text()) +
                       "` are not understood");
  draft_.insert(arguments.back().begin(), "reason=");
  if (name == "unittest.skip") return;
  const Node condition = arguments.front();
  const TextRange head{condition.begin(), condition.begin()};
  if (name == "unittest.skipIf") {
    if (is_truth(condition)) return;
    draft_.replace(head, "bool(");
    draft_.insert(condition.end(), ")");
    return;
  }
  const bool wrap = binds_weaker_than_not(condition);
  draft_.replace(head, wrap ? "not (" : "not ");
  if (wrap) draft_.insert(condition.end(), ")");
}

void Marks::judge_parameters(const CaseMethod& method, std::size_t given) {
  std::size_t asked = 0;
  bool any = false;
  for (const Node parameter : method.function.child(Field::parameters).named_children()) {
    const Node inner =
        parameter.is(NodeKind::typed_parameter) ? parameter.named_children().front() : parameter;
    any |= inner.is(NodeKind::list_splat_pattern);
    if (inner.is(NodeKind::identifier)) ++asked;
  }
  if (asked > given + 1 || (asked < given + 1 && !any))
    draft_.stay("nothing shows what its test `" +
                std::string(method.function.child(Field::name).text()) +
                "` gets for its parameters");
}

}  // namespace

void rewrite_case_marks(const SemanticModel& model, const TestCaseClass& of, CaseDraft& draft) {
  Marks(model, of, draft).rewrite();
}

}  // namespace asyncio2anyio

#include <map>
#include <optional>
#include <string>

#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/backend_fixture.h"
#include "transforms/api/case_rewrite.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/test_functions.h"
#include "transforms/api/test_plan.h"

namespace asyncio2anyio {
namespace {

using codemod::BindingId;
using codemod::Fix;
using codemod::Node;
using codemod::Safety;
using codemod::TransformContext;

class AsyncTestCase final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    const TestPlan plan = plan_from(cx.facts().conclusions(cx.path()));
    if (plan.defines_for_cases)
      define_backend_for_others(*plan.defines_for_cases, Safety::unsafe, cx);
    if (cx.named(kAsyncTestCase).empty()) return;
    for (const Node base : async_test_case_bases(cx.model()))
      if (const auto index = cx.reference_at(base); index && !cx.is_decided(*index))
        decide(*index, base, plan, cx);
    for (const std::uint32_t index : cx.named(kAsyncTestCase))
      cx.keep(index, "it is used otherwise than as the base of a class");
  }

 private:
  static void decide(std::uint32_t index, Node base, const TestPlan& plan, TransformContext& cx) {
    const TestCaseClass read = read_test_case(cx.model(), base);
    const std::string path = test_path(read.node).value_or(std::string(read.name));
    const auto verdict = plan.items.find(case_key(path));
    if (verdict == plan.items.end())
      return cx.keep(index, "pytest does not look for tests in a file of this name");
    if (!verdict->second.moves) return cx.keep(index, verdict->second.why, verdict->second.advice);
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = "make it a plain class, which pytest and anyio's plugin run; " + verdict->second.why;
    const BindingId root = cx.model().resolve(base).binding;
    const bool has_backend =
        !verdict->second.defines ||
        define_backend(fix, *verdict->second.defines, base, root, cx);
    const auto names = import_names(read, root, fix, cx);
    if (!has_backend || !names) return cx.keep(index, std::string(kShadowed));
    CaseDraft draft(*names);
    rewrite_test_case(cx.model(), read, draft);
    if (draft.stays()) return cx.keep(index, draft.obstacle(), draft.advice());
    fix.edits = draft.take_edits();
    fix.claims.push_back({index, {}});
    cx.propose(std::move(fix));
  }

  /// The local names of what the new text needs; nothing when one is not to be had.
  static std::optional<std::map<std::string, std::string, std::less<>>> import_names(
      const TestCaseClass& read, BindingId root, Fix& fix, TransformContext& cx) {
    CaseDraft trial;
    rewrite_test_case(cx.model(), read, trial);
    std::map<std::string, std::string, std::less<>> names;
    for (const std::string& need : trial.needs()) {
      const std::size_t dot = need.rfind('.');
      const bool whole = dot == std::string::npos;
      if (!whole && is_imported_from_typing(need.substr(dot + 1), read.node, cx)) {
        names.emplace(need, need.substr(dot + 1));
        continue;
      }
      const auto local = whole ? cx.need_import(fix, read.node, root, need)
                               : cx.need_import(fix, read.node, root, need.substr(0, dot),
                                                need.substr(dot + 1));
      if (!local) return std::nullopt;
      names.emplace(need, *local);
    }
    return names;
  }

  /// `typing` has other names for the classes of `collections.abc`.
  static bool is_imported_from_typing(const std::string& name, Node at,
                                      const TransformContext& cx) {
    const BindingId id = cx.model().lookup_local(codemod::ScopeId::module, name);
    if (id == BindingId::none) return false;
    const codemod::Binding& binding = cx.model().binding(id);
    return binding.definitions.size() == 1 &&
           binding.definitions.front().origin == "typing." + name &&
           binding.definitions.front().statement.parent().encloses(at);
  }

  static constexpr codemod::TransformInfo kInfo{
      "async-test-case", "Turn `IsolatedAsyncioTestCase` into plain classes that pytest runs",
      R"(A class of `unittest.IsolatedAsyncioTestCase` runs on asyncio alone. Where pytest runs the tests, it becomes a plain
class that is marked with `pytest.mark.anyio`, so that its tests can run on trio as well; until a fixture `anyio_backend`
says otherwise they run on asyncio, as `pytest-marks` has it.

Assertions become `assert` statements and `pytest.raises`, `skip` decorators become marks, `setUp` and its kin become
`setup_method` and its kin, or fixtures that every test uses: what cleans up runs only after its set-up has worked.
`addCleanup` becomes `request.addfinalizer`; with async cleanups, or contexts that are entered, all of them go to an
`AsyncExitStack` that a fixture keeps. pytest collects plain classes whose names begin with `Test`: `ShopTests`
becomes `TestShop`. `unittest.main()` becomes `pytest.main`.

That pytest runs the tests is taken from its configuration, a conftest, or given tests that import pytest. A class is rewritten
as a whole or not at all. Left alone: classes with other bases, that others inherit from, name or import; with decorators,
members or statements that are not known; in which `self` is given away; with `subTest`, `assertLogs`, `assertCountEqual` or
another method of `unittest` that pytest has nothing of the same outcome for; with `addCleanup` of what may be async; with both
`tearDown` and `asyncTearDown`; tests that async fixtures reach; everything while `python_classes` is set.

Always unsafe: `python -m unittest` no longer finds the tests; they run in the order of the file, not of the alphabet;
errors in set-ups count as errors, not as failures; the event loop is not in debug mode; `python -O` drops the assertions;
messages are made only when an assertion fails; `assertListEqual` and its kin no longer ask for the type; the new name is not
known to scripts that select tests. A-TESTS is taken for granted.)",
      Safety::unsafe, 95};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_async_test_case() {
  return std::make_unique<AsyncTestCase>();
}

}  // namespace asyncio2anyio

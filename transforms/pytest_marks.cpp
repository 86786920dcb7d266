#include <algorithm>
#include <map>
#include <optional>

#include "engine/edit/definition_editor.h"
#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"
#include "transforms/api/arguments.h"
#include "transforms/api/backend_fixture.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/test_module.h"
#include "transforms/api/test_plan.h"

namespace asyncio2anyio {
namespace {

using codemod::BindingId;
using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Safety;
using codemod::TransformContext;

/// Removes the arguments that say which event loop a mark or fixture is for, with empty
/// parentheses.
void drop_loop_scope(Fix& fix, Node call, bool of_mark) {
  if (!call) return;
  const LoopScope scope = loop_scope_of(call, of_mark);
  if (scope.arguments.empty()) return;
  if (scope.arguments.size() == codemod::arguments_of(call).size())
    return fix.erase(call.child(Field::arguments).range());
  for (const Node argument : scope.arguments) remove_argument(fix, argument);
}

/// The items of the file that move together.
struct Group {
  std::vector<std::pair<std::uint32_t, const TestReference*>> references;
  const TestVerdict* verdict = nullptr;
};

class PytestMarks final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    const TestPlan plan = plan_from(cx.facts().conclusions(cx.path()));
    if (plan.defines) define_backend_for_others(*plan.defines, plan.level, cx);
    const bool uses_plugin = std::ranges::any_of(
        cx.references(),
        [](const codemod::Reference& reference) { return is_of_pytest_asyncio(reference.name); });
    if (uses_plugin) move_groups(plan, cx);
    for (const std::uint32_t index : cx.named("event_loop"))
      cx.keep(
          index,
          "the fixture `event_loop` is of pytest-asyncio, which took it out in its release 1.0");
    for (const std::uint32_t index : cx.named("pytest_asyncio.is_async_test"))
      cx.keep(index, "hooks that ask for tests of pytest-asyncio are not followed");
  }

 private:
  static void move_groups(const TestPlan& plan, TransformContext& cx) {
    const TestModule module = read_test_module(cx.model());
    std::map<std::string, Group> groups;
    for (const TestReference& reference : module.references) {
      const auto index = cx.reference_at(reference.chain);
      if (!index || cx.is_decided(*index)) continue;
      const auto verdict = plan.items.find(reference.item);
      if (verdict == plan.items.end()) {
        cx.keep(*index, reference.obstacle.empty() ? "nothing is known of the tests that it is for"
                                                   : reference.obstacle);
      } else if (!verdict->second.moves) {
        cx.keep(*index, verdict->second.why, verdict->second.advice);
      } else {
        Group& group = groups[verdict->second.group];
        group.references.emplace_back(*index, &reference);
        if (!group.verdict || verdict->second.defines) group.verdict = &verdict->second;
      }
    }
    for (const auto& [name, group] : groups) move(group, cx);
  }

  static void move(const Group& group, TransformContext& cx) {
    Fix fix;
    fix.safety = Safety::safe;
    fix.at_least(group.verdict->level);
    fix.title = "have anyio's plugin run it";
    if (!group.verdict->why.empty()) fix.title += "; " + group.verdict->why;
    const Node first = group.references.front().second->chain;
    bool possible =
        !group.verdict->defines ||
        define_backend(fix, *group.verdict->defines, first, cx.model().resolve(first).binding, cx);
    for (const auto& [index, reference] : group.references)
      possible = possible && rewrite(fix, index, *reference, cx);
    if (possible) return cx.propose(std::move(fix));
    for (const auto& [index, reference] : group.references) cx.keep(index, std::string(kShadowed));
  }

  static bool rewrite(Fix& fix, std::uint32_t index, const TestReference& reference,
                      TransformContext& cx) {
    const bool of_mark = cx.reference(index).name == "pytest.mark.asyncio";
    drop_loop_scope(fix, reference.call, of_mark);
    fix.claims.push_back({index, {}});
    if (of_mark) {
      const Node word = reference.chain.is(NodeKind::attribute)
                            ? reference.chain.child(Field::attribute)
                            : Node();
      if (word) fix.replace(word, "anyio");
      return bool(word);
    }
    const BindingId root = cx.model().resolve(reference.chain).binding;
    if (const std::string name = imported_fixture(
            cx.model(), codemod::definition_home(cx.model(), reference.chain, root));
        !name.empty()) {
      fix.replace(reference.chain, name);
      return true;
    }
    const auto local = cx.need_import(fix, reference.chain, root, "pytest");
    if (local) fix.replace(reference.chain, *local + ".fixture");
    return local.has_value();
  }

  static constexpr codemod::TransformInfo kInfo{
      "pytest-marks", "Have anyio's pytest plugin run what pytest-asyncio ran",
      R"(`pytest.mark.asyncio` becomes `pytest.mark.anyio`, on functions, methods, classes and modules (`pytestmark`), and
`pytest_asyncio.fixture` becomes `pytest.fixture`. Without more, anyio's plugin runs every test once per backend that is
installed; a fixture `anyio_backend` that returns `"asyncio"` is written into the nearest conftest that is given, else into
the module, unless one is there already. Its scope is that of the widest async fixture.

A test, the marks that it shares with other tests and the async fixtures that it uses, in whatever file and through
whatever other fixtures, move together or not at all: give all tests and conftests at once.

Left alone: marks for a loop that several tests share (`loop_scope=`, `asyncio_default_test_loop_scope`), marks of single
parameters, marks that hooks add, static methods, classes that inherit from other files, tests that are marked for both
plugins; async fixtures that a test without the mark uses, or that no given test uses; everything in reach of an
`event_loop` or `event_loop_policy` fixture. Where tests that are marked with `anyio` run on all backends, no fixture is
written that would end it.

Under `asyncio_mode = auto`, and with `--asyncio-mode=auto` in `addopts`, pytest-asyncio takes every async test. There the
configuration moves as well: it says `anyio_mode` (anyio 4.11), and `-p anyio` where it said `-p asyncio`. Only that word
of a `pyproject.toml`, `pytest.toml`, `pytest.ini`, `tox.ini` or `setup.cfg` changes, and only in a file below what is given.
The mode, all async tests below the folder of the configuration, and the marks and fixtures there move together or not at all:
not where one of them stays, where a test that is not async uses an async fixture, where a test file is not given or
classes of tests inherit from other files, or where `python_files`, `python_classes` or `python_functions` name other tests. A
comment `# asyncio2anyio: ignore` in the line of the mode or above it keeps everything. Other settings of pytest-asyncio
(`asyncio_default_fixture_loop_scope`) stay: they do nothing for tests of anyio, and pytest warns of them (or fails,
with `--strict-config`) only once pytest-asyncio is not installed; delete them then. Without the configuration among the files given, everything under it stays.

Safe rewrites rest on A-TESTS: an exception in a callback, or in a task that nobody awaits, makes a test fail with
anyio's plugin. Unsafe: fixtures of a wider scope, whose event loop the tests then share; fixtures that are not in the given
files and not known; tests by Hypothesis; files that speak of exception handlers; `pytest_asyncio.fixture` on functions that are
not async.)",
      Safety::safe, 90};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_pytest_marks() {
  return std::make_unique<PytestMarks>();
}

}  // namespace asyncio2anyio

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "transforms/api/test_module.h"

namespace asyncio2anyio {

/// The obstacle of a test that may use any fixture.
inline constexpr std::string_view kComputedFixture =
    "it asks for fixtures by names that are not written out";

/// The marks of one function, class or module.
struct MarkSet {
  bool asyncio = false;
  bool anyio = false;
  std::vector<std::string> aliases;   ///< Variables that hold the marks of pytest-asyncio.
  std::vector<std::string> fixtures;  ///< That `usefixtures` names.

  void add(const TestMark& mark);
  void add(const MarkSet& other);
};

/// The dotted path of a function or class that pytest may collect: at module level, or in classes
/// only. Nothing for others, and for nodes that are no definition.
[[nodiscard]] std::optional<std::string> test_path(codemod::Node definition);

/// The decorators of a function or class, from the top.
[[nodiscard]] std::vector<TestMark> marks_of(const codemod::SemanticModel& model,
                                             codemod::Node definition);
[[nodiscard]] MarkSet decorators_of(const codemod::SemanticModel& model, codemod::Node definition);
/// What the variable `pytestmark` of a module or class holds.
[[nodiscard]] MarkSet pytestmark_of(const codemod::SemanticModel& model, codemod::ScopeId scope);

[[nodiscard]] bool is_fixture(std::string_view qualified);
/// Whether a variable that holds a mark is used as a decorator or in `pytestmark`.
[[nodiscard]] bool is_mark_place(codemod::Node use);
/// The definition in whose decorators a node stands; null for none.
[[nodiscard]] codemod::Node decorated_by(codemod::Node node);

/// What is known of a fixture function but for its place.
[[nodiscard]] FixtureItem fixture_from(const codemod::SemanticModel& model, codemod::Node function,
                                       const TestMark& decorator);
/// The fixtures that a function asks for by its parameters and by `getfixturevalue`.
[[nodiscard]] std::vector<std::string> requests_of(const codemod::SemanticModel& model,
                                                   codemod::Node function);
/// The name of asyncio by which a function that is not async works with the event loop of the test;
/// empty for none.
[[nodiscard]] std::string loop_user(const codemod::SemanticModel& model, codemod::Node function);
/// Says what stands in the way of a test function by itself.
void judge_test(const codemod::SemanticModel& model, codemod::Node function, TestCase& test);

/// The names of fixtures called `event_loop`, and of parameters by which tests and fixtures ask for
/// it.
[[nodiscard]] std::vector<codemod::Node> event_loop_fixtures(const codemod::SemanticModel& model);

}  // namespace asyncio2anyio

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/semantics/semantic_model.h"

namespace asyncio2anyio {

/// How long a fixture lives, from the shortest.
enum class TestScope : std::uint8_t { function, class_, module, package, session };

[[nodiscard]] std::string_view scope_name(TestScope scope);
[[nodiscard]] std::optional<TestScope> parse_scope(std::string_view name);

/// Something of a test module that stays or moves as a whole.
struct TestItem {
  std::string
      key;  ///< Names it within its file: `TestX.test_a`; for groups of marks see `TestModule`.
  std::uint32_t line = 0;
  std::string obstacle;  ///< Why it cannot move; empty when nothing is in the way.
  std::string advice;    ///< What to do about the obstacle; empty for the usual advice.
  std::string
      doubt;  ///< In what way it behaves differently after the move; empty when it does not.

  void stay(std::string reason, std::string what_to_do = {}) {
    if (!obstacle.empty()) return;
    obstacle = std::move(reason);
    advice = std::move(what_to_do);
  }
};

/// A fixture function.
struct FixtureItem : TestItem {
  std::string name;                 ///< By which it is asked for.
  std::vector<std::string> places;  ///< Classes for whose tests it is collected; "" for the module.
  TestScope scope = TestScope::function;
  bool is_async = false;
  bool of_plugin = false;  ///< Made by `pytest_asyncio.fixture`.
  bool autouse = false;
  bool only_asyncio = false;  ///< An `anyio_backend` that is certainly `"asyncio"`.
  std::vector<std::string> requests;
};

/// A test function in one of the classes that have it.
struct TestRun {
  std::string place;    ///< The path of that class; "" for the module.
  bool marked = false;  ///< With the mark of pytest-asyncio,
  bool anyio = false;   ///< or with that of anyio: on the function, its classes, or the module.
  bool of_unittest = false;  ///< In a class of `unittest`, whose tests no plugin runs.
  std::vector<std::string> groups;  ///< Keys of the groups of marks that it gets marks from.
  /// Fixtures that it asks for. A name behind `?` may also be a parameter that something else
  /// gives.
  std::vector<std::string> requests;
};

/// A test function.
struct TestCase : TestItem {
  bool is_async = false;
  std::vector<TestRun> runs;
};

/// A class of `unittest.IsolatedAsyncioTestCase` that could become a plain one.
struct CaseItem : TestItem {
  std::string path;  ///< Of the class.
};

/// Fixtures that a module imports; `name` is `*` for all.
struct BorrowedFixtures {
  std::string module;  ///< Dotted, with leading dots when relative.
  std::string name;
  std::string local;
};

/// A use of pytest-asyncio, and the item that it is a part of.
struct TestReference {
  codemod::Node chain;  ///< `pytest.mark.asyncio`, `pytest_asyncio.fixture`.
  codemod::Node call;   ///< Null where it is not called.
  std::string item;     ///< Empty when it is understood only as far as `obstacle` says.
  std::string obstacle;
};

/// What tests and fixtures a module has, and how pytest-asyncio is used for them.
///
/// Groups are marks that several tests share: those of a class have the key of the class, those of
/// the module `pytestmark`, those that a variable holds `=` and its name.
struct TestModule {
  std::string path;
  std::vector<TestItem> groups;
  std::vector<FixtureItem> fixtures;
  std::vector<TestCase> tests;
  std::vector<CaseItem> cases;
  std::vector<BorrowedFixtures> borrowed;
  std::vector<std::string> plugins;  ///< Modules named by `pytest_plugins`.
  std::vector<std::string>
      inherits;       ///< Last names of classes of other files that classes here derive from.
  std::string reach;   ///< Why all tests in reach of the module stay; empty when nothing says so.
  std::string hidden;       ///< Why not everything is known that it tells pytest; empty when it is.
  bool is_skimmed = false;  ///< Only words of it are known: see `skim_test_module`.
  bool can_define = false;  ///< Whether a fixture `anyio_backend` can be written into it.
  bool imports_pytest = false;
  bool uses_anyio = false;  ///< Some test of it runs on what `anyio_backend` says already.
  std::vector<TestReference> references;

  [[nodiscard]] TestItem* find(std::string_view key);
};

/// Reads a module; classes are followed as far as the file shows them.
[[nodiscard]] TestModule read_test_module(const codemod::SemanticModel& model);

/// The key of a class of test cases.
[[nodiscard]] std::string case_key(std::string_view path);

/// What a decorator or mark stands for, aliases of the module followed.
struct TestMark {
  std::string name;     ///< Qualified, like `pytest.mark.usefixtures`; empty when unknown.
  codemod::Node chain;  ///< The name itself,
  codemod::Node call;   ///< and its call; null when there is none.
  std::string alias;    ///< The variable that holds it; empty when it is written out.
};
[[nodiscard]] TestMark resolve_mark(const codemod::SemanticModel& model, codemod::Node expression);

/// Whether a name is one of the marks and functions of pytest-asyncio.
[[nodiscard]] bool is_of_pytest_asyncio(std::string_view qualified);

/// The scope that the arguments of a mark or fixture ask for, or why they stand in the way.
struct LoopScope {
  std::optional<TestScope> scope;        ///< Nothing when none is given.
  std::vector<codemod::Node> arguments;  ///< That say it.
  std::string obstacle;
};
[[nodiscard]] LoopScope loop_scope_of(codemod::Node call, bool of_mark);

}  // namespace asyncio2anyio

#include "transforms/api/test_plan.h"

#include <algorithm>
#include <array>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "transforms/api/pytest_configuration.h"
#include "transforms/api/test_backend.h"
#include "transforms/api/test_functions.h"
#include "transforms/api/test_moves.h"
#include "transforms/api/test_notes.h"
#include "transforms/api/test_program.h"

namespace asyncio2anyio {

using codemod::Safety;

namespace {

/// Fixtures of pytest and of plugins that have nothing to do with an event loop.
constexpr auto kHarmless = std::to_array<std::string_view>({"anyio_backend",
                                                            "anyio_backend_name",
                                                            "anyio_backend_options",
                                                            "benchmark",
                                                            "cache",
                                                            "capfd",
                                                            "capfdbinary",
                                                            "caplog",
                                                            "capsys",
                                                            "capsysbinary",
                                                            "capteesys",
                                                            "class_mocker",
                                                            "data_regression",
                                                            "datadir",
                                                            "db",
                                                            "doctest_namespace",
                                                            "faker",
                                                            "file_regression",
                                                            "free_tcp_port",
                                                            "free_tcp_port_factory",
                                                            "free_udp_port",
                                                            "free_udp_port_factory",
                                                            "freezer",
                                                            "httpserver",
                                                            "httpx_mock",
                                                            "mocker",
                                                            "module_mocker",
                                                            "monkeypatch",
                                                            "original_datadir",
                                                            "package_mocker",
                                                            "pytestconfig",
                                                            "pytester",
                                                            "record_property",
                                                            "record_testsuite_property",
                                                            "record_xml_attribute",
                                                            "recwarn",
                                                            "request",
                                                            "requests_mock",
                                                            "respx_mock",
                                                            "session_mocker",
                                                            "settings",
                                                            "shared_datadir",
                                                            "snapshot",
                                                            "socket_disabled",
                                                            "socket_enabled",
                                                            "subtests",
                                                            "testdir",
                                                            "testrun_uid",
                                                            "tmp_path",
                                                            "tmp_path_factory",
                                                            "tmpdir",
                                                            "tmpdir_factory",
                                                            "worker_id"});

/// Fixtures of pytest-asyncio, and of plugins that are built on it.
constexpr auto kOfPlugin = std::to_array<std::string_view>(
    {"event_loop", "event_loop_policy", "unused_tcp_port", "unused_tcp_port_factory",
     "unused_udp_port", "unused_udp_port_factory", "aiohttp_client", "aiohttp_client_cls",
     "aiohttp_raw_server", "aiohttp_server", "loop", "proactor_loop"});

constexpr std::string_view kPlainAsync =
    "it is async, and pytest-asyncio runs it in its auto mode only";
constexpr std::string_view kPlainAsyncAdvice =
    "use `pytest_asyncio.fixture`, or mark the tests that use it with `pytest.mark.anyio`";

bool contains(const auto& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

std::string advice_for(std::string_view fixture) {
  if (fixture.starts_with("unused_tcp"))
    return "use `free_tcp_port` or `free_tcp_port_factory` of anyio";
  if (fixture.starts_with("unused_udp"))
    return "use `free_udp_port` or `free_udp_port_factory` of anyio";
  if (fixture.starts_with("event_loop"))
    return "let the `anyio_backend` fixture choose the event loop and its options";
  return {};
}

std::string place_of(const TestModule& module, const TestItem& item) {
  return module.path + ":" + std::to_string(item.line);
}

class Planner {
 public:
  Planner(const codemod::ProgramFacts& facts, codemod::Version anyio)
      : facts_(facts), program_(facts), anyio_(anyio) {}

  codemod::Conclusions plan() {
    for (const TestModule& module : program_.modules())
      for (const std::string& base : module.inherits) heirs_[base].push_back(&module);
    for (const AutoMode& mode : program_.auto_modes()) add_mode(mode);
    for (const TestModule& module : program_.modules()) add_items(module);
    for (const TestModule& module : program_.modules())
      for (const TestCase& test : module.tests)
        for (const TestRun& run : test.runs) follow(module, test, run);
    for (const TestModule& module : program_.modules())
      for (const CaseItem& item : module.cases) judge_case(module, item);
    for (const TestModule& module : program_.modules()) look_for_users(module);
    for (const AutoMode& mode : program_.auto_modes())
      if (!ruling_.contains(&mode))
        moves_.stay(moves_.id(mode.item), "no async test is found below its folder");
    moves_.settle();
    choose_backends(program_, moves_);
    return moves_.conclusions();
  }

 private:
  /// The fixtures that a test gets, with what they get.
  struct Reached {
    std::vector<FixturePlace> fixtures;
    std::vector<std::string> unknown;
  };

  void add_mode(const AutoMode& mode);
  void add_items(const TestModule& module);
  void judge_heirs(const TestModule& module, const TestItem& item, std::string_view path);
  void follow(const TestModule& module, const TestCase& test, const TestRun& run);
  void follow_async(const TestModule& module, const TestCase& test, const TestRun& run,
                    const Reached& reached);
  void judge_surroundings(const TestModule& module, const TestRun& run, Moves::Id id);
  void judge_case(const TestModule& module, const CaseItem& item);
  [[nodiscard]] bool runs_by_pytest(const TestModule& module) const;
  void follow_mode(const TestModule& module, const TestItem& item);
  void judge_under_modes(const TestModule& module);
  void judge_other(const TestModule& module, const TestCase& test, const Reached& reached);
  /// Keeps the auto modes that a module is under.
  void keep_modes(const TestModule& module, const std::string& reason,
                  const std::string& advice = {}) {
    for (const AutoMode* mode : program_.auto_modes(module))
      moves_.stay(moves_.id(mode->item), reason, advice);
  }
  void look_for_users(const TestModule& module);
  [[nodiscard]] Reached reach(const TestModule& module, const TestRun& run) const;
  /// Whether anyio's plugin runs all async tests of a module, with or without a mark.
  [[nodiscard]] bool takes_all(const TestModule& module) const {
    const auto mode = program_.setting(module, "anyio_mode");
    return mode && mode->value == "auto";
  }
  /// Whether pytest-asyncio may run all of them.
  [[nodiscard]] bool is_under_mode(const TestModule& module) const {
    return !program_.auto_modes(module).empty();
  }

  const codemod::ProgramFacts& facts_;
  TestProgram program_;
  codemod::Version anyio_;
  Moves moves_;
  std::set<const FixtureItem*> used_;
  std::set<const AutoMode*> ruling_;  // over some test
  /// By the names of classes: modules with classes that derive from one of that name in another
  /// file.
  std::map<std::string, std::vector<const TestModule*>, std::less<>> heirs_;
};

void Planner::add_mode(const AutoMode& mode) {
  const Moves::Id id = moves_.add(mode.file, mode.item);
  if (anyio_ < kAutoModeSince)
    moves_.stay(id,
                "anyio has an auto mode since its release " + codemod::to_string(kAutoModeSince),
                "require that release");
}

void Planner::add_items(const TestModule& module) {
  const auto mode = program_.setting(module, "asyncio_mode");
  const auto add_as = [&](const TestItem& item, bool is_case) {
    const Moves::Id id = moves_.add(module, item, is_case);
    if (is_case && is_under_mode(module))
      moves_.stay(id, "pytest-asyncio runs every async test in its auto mode",
                  "let the mode move first, and run again");
    if (mode && mode->value != "strict" && mode->value != "auto" && !mode->value.empty())
      moves_.stay(id,
                  "pytest-asyncio runs every async test in its " + mode->value + " mode (" +
                      mode->place + ")",
                  "set `asyncio_mode` to `strict` or `auto` at " + mode->place);
  };
  const auto add = [&](const TestItem& item) { add_as(item, false); };
  for (const CaseItem& item : module.cases) add_as(item, true);
  std::ranges::for_each(module.groups, add);
  std::ranges::for_each(module.tests, add);
  for (const FixtureItem& fixture : module.fixtures)
    if (fixture.of_plugin) add(fixture);
  for (const TestItem& group : module.groups) follow_mode(module, group);
  for (const FixtureItem& fixture : module.fixtures)
    if (fixture.of_plugin) follow_mode(module, fixture);
  if (is_under_mode(module)) judge_under_modes(module);
  for (const TestItem& group : module.groups) judge_heirs(module, group, group.key);
  for (const TestCase& test : module.tests)
    for (const TestRun& run : test.runs) judge_heirs(module, test, run.place);
  for (const CaseItem& item : module.cases) judge_heirs(module, item, item.path);
}

/// An auto mode moves with everything that it is for.
void Planner::follow_mode(const TestModule& module, const TestItem& item) {
  for (const AutoMode* mode : program_.auto_modes(module))
    moves_.join(moves_.id(item), moves_.id(mode->item));
}

/// Keeps the mode where a module may have tests that are not seen.
void Planner::judge_under_modes(const TestModule& module) {
  if (module.is_skimmed) keep_modes(module, module.path + " is not understood as Python");
  if (!module.hidden.empty()) keep_modes(module, "in " + module.path + ", " + module.hidden);
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kNames{
      {{"python_files", "test_*.py *_test.py test*.py"},
       {"python_classes", "Test Test*"},
       {"python_functions", "test test_ test_* test*"}}};
  for (const auto& [name, known] : kNames) {
    const auto setting = program_.setting(module, name);
    if (!setting) continue;
    for (const std::string& pattern : split_fields(setting->value, ' '))
      if (!contains(split_fields(known, ' '), pattern))
        keep_modes(module, "what is a test is said by `" + std::string(name) + "` (" +
                               setting->place + "), which is not followed");
  }
}

/// Keeps the mode where it serves something else than an async test.
void Planner::judge_other(const TestModule& module, const TestCase& test, const Reached& reached) {
  const std::string who = "`" + test.key + "` at " + place_of(module, test);
  for (const FixturePlace& place : reached.fixtures)
    if (place.fixture->is_async && !place.fixture->of_plugin)
      keep_modes(
          module,
          who + " is not async and uses the async fixture `" + place.fixture->name + "`",
          "make the test async");
  for (const std::string& name : reached.unknown)
    if (contains(kOfPlugin, name))
      keep_modes(module, who + " uses the fixture `" + name + "`, which comes with pytest-asyncio",
                 advice_for(name));
  if (test.obstacle == kComputedFixture) keep_modes(module, who + " is in doubt: " + test.obstacle);
}

/// What classes of other files inherit is run there as well.
void Planner::judge_heirs(const TestModule& module, const TestItem& item, std::string_view path) {
  const auto heirs = heirs_.find(path.substr(path.rfind('.') + 1));
  if (path.empty() || heirs == heirs_.end()) return;
  for (const TestModule* heir : heirs->second)
    if (heir != &module)
      moves_.stay(moves_.id(item), "a class of " + heir->path + " inherits from a class `" +
                                       heirs->first + "`, and is not followed");
}

Planner::Reached Planner::reach(const TestModule& module, const TestRun& run) const {
  Reached reached;
  std::set<const FixtureItem*> seen;
  std::deque<std::pair<std::string, const FixtureItem*>> asked;
  const auto take = [&](const FixturePlace& place) {
    if (!seen.insert(place.fixture).second) return;
    reached.fixtures.push_back(place);
    for (const std::string& request : place.fixture->requests)
      asked.emplace_back(request, place.fixture);
  };
  std::ranges::for_each(program_.automatic(module, run.place), take);
  for (const std::string& request : run.requests) asked.emplace_back(request, nullptr);
  for (; !asked.empty(); asked.pop_front()) {
    const auto& [request, by] = asked.front();
    const bool optional = request.starts_with('?');
    const std::string name = request.substr(optional ? 1 : 0);
    if (const FixturePlace found = program_.find(module, run.place, name, by))
      take(found);
    else if (contains(kOfPlugin, name) || (!optional && !contains(kHarmless, name)))
      reached.unknown.push_back(name);
  }
  return reached;
}

void Planner::follow(const TestModule& module, const TestCase& test, const TestRun& run) {
  const Reached reached = reach(module, run);
  for (const FixturePlace& place : reached.fixtures) used_.insert(place.fixture);
  const bool by_mode = is_under_mode(module) && !run.of_unittest;
  if (test.is_async && (run.marked || takes_all(module) || by_mode)) {
    follow_mode(module, test);
    for (const AutoMode* mode : program_.auto_modes(module)) ruling_.insert(mode);
    return follow_async(module, test, run, reached);
  }
  if (run.marked) follow_mode(module, test);
  if (by_mode) judge_other(module, test, reached);
  // Nobody but pytest-asyncio runs its async fixtures for these tests.
  for (const FixturePlace& place : reached.fixtures) {
    if (!place.fixture->is_async || !place.fixture->of_plugin) continue;
    const std::string who = test.key.starts_with("its ") ? "a test" : "`" + test.key + "`";
    moves_.stay(moves_.id(*place.fixture),
                who + " at " + place_of(module, test) +
                    " uses it, and is no async test with the mark `asyncio`");
  }
}

void Planner::follow_async(const TestModule& module, const TestCase& test, const TestRun& run,
                           const Reached& reached) {
  const Moves::Id id = moves_.id(test);
  moves_.runs(id, module, run.place);
  for (const std::string& key : run.groups)
    for (const TestItem& group : module.groups)
      if (group.key == key) moves_.join(id, moves_.id(group));
  judge_surroundings(module, run, id);
  for (const std::string& name : reached.unknown) {
    if (contains(kOfPlugin, name))
      moves_.stay(id, "it uses the fixture `" + name + "`, which comes with pytest-asyncio",
                  advice_for(name));
    else
      moves_.doubt(id, "the fixture `" + name + "` is not in the given files");
  }
  for (const FixturePlace& place : reached.fixtures) {
    const FixtureItem& fixture = *place.fixture;
    const bool is_plain = fixture.is_async && !fixture.of_plugin && fixture.obstacle.empty();
    if (is_plain && takes_all(module)) continue;
    if ((fixture.of_plugin && fixture.is_async) || (is_plain && is_under_mode(module))) {
      if (fixture.of_plugin) moves_.join(id, moves_.id(fixture));
      moves_.need(id, fixture.scope);
      if (fixture.scope != TestScope::function)
        moves_.doubt(id, "fixtures of the " + std::string(scope_name(fixture.scope)) +
                             " share their event loop with the tests");
    } else if (!fixture.obstacle.empty() || fixture.is_async) {
      moves_.stay(id,
                  "its fixture `" + fixture.name + "` at " + place_of(*place.module, fixture) +
                      " is in the way: " + (is_plain ? std::string(kPlainAsync) : fixture.obstacle),
                  is_plain ? std::string(kPlainAsyncAdvice) : fixture.advice);
    }
  }
}

/// What holds for all tests at a place.
void Planner::judge_surroundings(const TestModule& module, const TestRun& run, Moves::Id id) {
  for (const std::string_view loop : {"event_loop", "event_loop_policy"})
    if (const FixturePlace own = program_.find(module, run.place, loop))
      moves_.stay(id,
                  "the fixture `" + std::string(loop) + "` at " +
                      place_of(*own.module, *own.fixture) + " makes its event loop",
                  advice_for(loop));
  std::vector<const TestModule*> around = program_.conftests(module);
  around.push_back(&module);
  for (const TestModule* each : around)
    if (!each->reach.empty())
      moves_.stay(id, "a mark or hook in " + each->path + " is for it as well: " + each->reach);
  for (const std::string_view name :
       {"asyncio_default_test_loop_scope", "asyncio_default_fixture_loop_scope"}) {
    const auto setting = program_.setting(module, name);
    if (setting && setting->value != "function" && setting->value != "fixture-scope" &&
        !setting->value.empty())
      moves_.stay(id,
                  "event loops are shared by the " + setting->value + " (" + setting->place + ")",
                  "give `anyio_backend`, and one async fixture that all tests use, the scope `" +
                      setting->value + "`");
  }
  if (const auto names = program_.setting(module, "python_functions");
      names && !names->value.starts_with("test"))
    moves_.stay(id, "functions of other names than `test…` are tests (" + names->place + ")");
  if (const auto off = program_.setting(module, "no:anyio"))
    moves_.stay(id, "anyio's plugin is switched off (" + off->place + ")", "remove `-p no:anyio`");
}

/// Whether something shows that pytest runs the tests of a module.
bool Planner::runs_by_pytest(const TestModule& module) const {
  if (module.imports_pytest || program_.is_configured(module)) return true;
  if (!program_.conftests(module).empty()) return true;
  return std::ranges::any_of(program_.modules(), [](const TestModule& other) {
    const std::string_view name = std::string_view(other.path).substr(other.path.rfind('/') + 1);
    const bool is_test = name.starts_with("test_") || name.ends_with("_test.py");
    return other.imports_pytest && is_test;
  });
}

void Planner::judge_case(const TestModule& module, const CaseItem& item) {
  const Moves::Id id = moves_.id(item);
  moves_.doubt(id, "`unittest` does not run it any more");
  if (!runs_by_pytest(module))
    moves_.stay(id, "nothing shows that pytest runs the tests",
                "keep it for `unittest`; for pytest, give its configuration, a conftest or other "
                "tests that import pytest as well");
  TestRun run;
  run.place = item.path;
  moves_.runs(id, module, run.place);
  judge_surroundings(module, run, id);
  for (const FixturePlace& place : reach(module, run).fixtures)
    if (place.fixture->is_async)
      moves_.stay(id, "the async fixture `" + place.fixture->name + "` at " +
                          place_of(*place.module, *place.fixture) + " is for its tests as well");
  if (const auto names = program_.setting(module, "python_classes"))
    moves_.stay(id, "other classes than `Test…` hold tests (" + names->place + ")");
  if (facts_.is_imported(item.path))
    moves_.stay(id, "another file imports `" + item.path + "`");
}

/// Fixtures that other files may use stay as long as no test shows how.
void Planner::look_for_users(const TestModule& module) {
  const std::string_view name = std::string_view(module.path).substr(module.path.rfind('/') + 1);
  const bool is_test = name.starts_with("test_") || name.ends_with("_test.py");
  for (const FixtureItem& fixture : module.fixtures)
    if (fixture.of_plugin && fixture.is_async && !is_test && !used_.contains(&fixture))
      moves_.stay(moves_.id(fixture), "no given test uses it",
                  "give the files with its tests as well");
}

}  // namespace

codemod::Conclusions plan_tests(const codemod::ProgramFacts& facts, codemod::Version anyio) {
  return Planner(facts, anyio).plan();
}

TestPlan plan_from(const std::vector<std::string>& conclusions) {
  TestPlan plan;
  for (const std::string& conclusion : conclusions) {
    const std::vector<std::string> fields = split_fields(conclusion);
    const Safety level = fields[2].empty() ? Safety::safe : Safety::unsafe;
    if (fields[0] == "define for cases") {
      plan.defines_for_cases = parse_scope(fields[1]);
      continue;
    }
    if (fields[0] == "define") {
      plan.defines = parse_scope(fields[1]);
      plan.level = level;
      continue;
    }
    plan.items[fields[1]] = {fields[0] == "moves",  level, fields[3], fields[4], fields[5],
                             parse_scope(fields[6])};
  }
  return plan;
}

std::vector<codemod::SettingFinding> auto_mode_findings(
    std::string_view path, std::string_view text, const std::vector<std::string>& conclusions) {
  const TestPlan plan = plan_from(conclusions);
  const auto verdict = plan.items.find("asyncio_mode");
  if (verdict == plan.items.end()) return {};
  std::vector<codemod::SettingFinding> findings;
  for (const PytestSetting& setting : read_pytest_configuration(path, text).settings) {
    const bool loads = setting.name == "-p";
    if (!loads && (setting.name != "asyncio_mode" || setting.value != "auto")) continue;
    codemod::SettingFinding finding;
    finding.name = "asyncio_mode";
    finding.place = setting.word;
    finding.suppressed = setting.suppressed;
    finding.level = verdict->second.level;
    finding.message = verdict->second.why;
    finding.advice = verdict->second.advice;
    if (verdict->second.moves) {
      finding.replacement = "anyio";
      finding.needs = kAutoModeSince;
      finding.message = loads ? "load anyio's plugin" : "have anyio's plugin run every async test";
      if (!verdict->second.why.empty()) finding.message += "; " + verdict->second.why;
    }
    findings.push_back(std::move(finding));
  }
  std::ranges::sort(findings, {}, &codemod::SettingFinding::place);
  return findings;
}

}  // namespace asyncio2anyio

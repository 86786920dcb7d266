#include "transforms/api/test_backend.h"

#include <algorithm>
#include <map>
#include <set>

namespace asyncio2anyio {

using codemod::Safety;

namespace {

constexpr std::string_view kBackend = "anyio_backend";

/// A conftest that is to define the fixture, for the groups that asked for it.
struct Wanted {
  TestScope scope = TestScope::function;
  Safety level = Safety::unsafe;
  std::vector<Moves::Id> groups;
};

class Chooser {
 public:
  Chooser(const TestProgram& program, Moves& moves) : program_(program), moves_(moves) {}

  void choose() {
    for (const Moves::Id group : moves_.movable()) choose_for(group);
    for (const auto& [conftest, wanted] : wanted_) define_in(*conftest, wanted);
  }

 private:
  void choose_for(Moves::Id group);
  void define_in(const TestModule& conftest, const Wanted& wanted);
  [[nodiscard]] std::string obstacle_of(const FixturePlace& backend, TestScope needed) const;
  [[nodiscard]] const TestModule* conftest_for(const TestModule& module);
  [[nodiscard]] bool disturbs_others(const TestModule& conftest);

  const TestProgram& program_;
  Moves& moves_;
  std::map<const TestModule*, Wanted> wanted_;
  std::map<const TestModule*, bool> disturbs_;
};

/// Whether tests below a conftest run on all backends because nothing chooses one: a fixture would
/// silence some.
bool Chooser::disturbs_others(const TestModule& conftest) {
  const auto [known, is_new] = disturbs_.emplace(&conftest, false);
  if (is_new)
    known->second = std::ranges::any_of(program_.modules(), [&](const TestModule& module) {
      return module.uses_anyio && program_.reaches(conftest, module) &&
             !program_.find(module, {}, kBackend);
    });
  return known->second;
}

const TestModule* Chooser::conftest_for(const TestModule& module) {
  for (const TestModule* conftest : program_.conftests(module))
    if (conftest->can_define && !disturbs_others(*conftest)) return conftest;
  return nullptr;
}

std::string Chooser::obstacle_of(const FixturePlace& backend, TestScope needed) const {
  const std::string where = "the fixture `anyio_backend` at " + backend.module->path + ":" +
                            std::to_string(backend.fixture->line);
  if (!backend.fixture->only_asyncio) return where + " may choose other backends than asyncio";
  if (backend.fixture->scope < needed)
    return where + " does not have the scope `" + std::string(scope_name(needed)) +
           "` of an async fixture";
  return {};
}

void Chooser::choose_for(Moves::Id group) {
  const TestScope needed = moves_.scope_of(group);
  std::set<const TestModule*> homes;
  std::set<const TestModule*> modules;
  for (const Moves::Run& run : moves_.runs_of(group)) {
    modules.insert(run.module);
    if (const FixturePlace backend = program_.find(*run.module, run.place, kBackend)) {
      if (const std::string obstacle = obstacle_of(backend, needed); !obstacle.empty())
        return moves_.stay_all(
            group, obstacle, "define `anyio_backend` nearer to the tests, to return `\"asyncio\"`");
    } else if (const auto mode = program_.setting(*run.module, "anyio_mode");
               mode && mode->value == "auto") {
      // Tests without any mark run on all backends: which of them shall is not for us to say.
      return moves_.stay_all(
          group,
          "nothing says on which backends anyio's auto mode (" + mode->place + ") runs the tests",
          "add an `anyio_backend` fixture that returns `\"asyncio\"` to the conftest at the top");
    } else if (const TestModule* conftest = conftest_for(*run.module)) {
      homes.insert(conftest);
    } else if (run.module->uses_anyio || !run.module->can_define) {
      return moves_.stay_all(group,
                             "tests of " + run.module->path +
                                 " run on all backends, which an `anyio_backend` fixture would end",
                             "move the tests that are marked with `anyio` to another file, and "
                             "define `anyio_backend` here");
    } else {
      homes.insert(run.module);
    }
  }
  const bool shared = needed > TestScope::module && modules.size() > 1;
  for (const TestModule* home : homes) {
    if (modules.contains(home) && shared)
      return moves_.stay_all(
          group,
          "fixtures of the " + std::string(scope_name(needed)) +
              " need an `anyio_backend` fixture in a conftest that all their tests see",
          "define `anyio_backend` in such a conftest, to return `\"asyncio\"`");
  }
  for (const TestModule* home : homes) {
    if (modules.contains(home)) {
      // Modules of an auto mode may have nothing else to be rewritten.
      moves_.define(group, *home, needed, moves_.has_mode(group));
      continue;
    }
    Wanted& wanted = wanted_[home];
    wanted.scope = std::max(wanted.scope, needed);
    wanted.level = std::min(wanted.level, moves_.level_of(group));
    wanted.groups.push_back(group);
  }
}

/// Defines the fixture in a conftest, or leaves it to one further up that has to have it anyway.
void Chooser::define_in(const TestModule& conftest, const Wanted& wanted) {
  const TestModule* home = &conftest;
  for (const TestModule* outer : program_.conftests(conftest)) {
    const auto found = wanted_.find(outer);
    if (found != wanted_.end() && found->second.level <= wanted.level) home = outer;
  }
  for (const Moves::Id group : wanted.groups) moves_.define(group, *home, wanted.scope, true);
}

}  // namespace

void choose_backends(const TestProgram& program, Moves& moves) { Chooser(program, moves).choose(); }

}  // namespace asyncio2anyio

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/semantics/program_facts.h"
#include "transforms/api/test_module.h"
#include "transforms/api/test_notes.h"

namespace asyncio2anyio {

/// A fixture and the module that defines it.
struct FixturePlace {
  const TestModule* module = nullptr;
  const FixtureItem* fixture = nullptr;
  explicit operator bool() const { return fixture != nullptr; }
};

/// A configuration by which pytest-asyncio takes every async test of a folder.
struct AutoMode {
  std::string folder;  ///< Absolute.
  bool given = false;  ///< Among the files of the run.
  TestModule file;     ///< Has its path, as the files of the run have theirs.
  TestItem item;
};

/// The test modules, conftests and configurations of a program, with fixtures looked up as pytest
/// does.
class TestProgram {
 public:
  explicit TestProgram(const codemod::ProgramFacts& facts);

  [[nodiscard]] const std::vector<TestModule>& modules() const { return modules_; }
  /// The fixture that a test at `place` of `module` gets under that name; `asked_by` (when it has
  /// that name itself) gets the one that it overrides.
  [[nodiscard]] FixturePlace find(const TestModule& module, std::string_view place,
                                  std::string_view name,
                                  const FixtureItem* asked_by = nullptr) const;
  /// The fixtures that every test at that place gets without asking.
  [[nodiscard]] std::vector<FixturePlace> automatic(const TestModule& module,
                                                    std::string_view place) const;
  /// The modules whose fixtures a module sees besides its own, from the nearest: its conftests,
  /// then plugins.
  [[nodiscard]] std::vector<const TestModule*> surroundings(const TestModule& module) const;
  /// The conftests above a module, from the nearest.
  [[nodiscard]] std::vector<const TestModule*> conftests(const TestModule& module) const;
  /// The setting of that name that holds for a module, with where it stands; nothing when none
  /// does.
  struct Setting {
    std::string value;
    std::string place;
  };
  [[nodiscard]] std::optional<Setting> setting(const TestModule& module,
                                               std::string_view name) const;
  /// Whether a configuration of pytest holds for a module.
  [[nodiscard]] bool is_configured(const TestModule& module) const {
    return configuration(module) != nullptr;
  }
  /// The configurations with an auto mode that pytest may take for a module: with which one it does
  /// depends on what it is asked to run. Of those that are not given, only the nearest counts.
  [[nodiscard]] std::vector<const AutoMode*> auto_modes(const TestModule& module) const;
  [[nodiscard]] const std::vector<AutoMode>& auto_modes() const { return auto_modes_; }
  /// Whether tests of `module` lie below the folder of `conftest`.
  [[nodiscard]] bool reaches(const TestModule& conftest, const TestModule& module) const;

 private:
  struct Configuration {
    std::string path;
    std::string shown;  ///< As given,
    bool given = false;
    std::vector<TestSetting> settings;
    [[nodiscard]] const TestSetting* find(std::string_view name) const;
  };

  /// All fixtures of that name (any, for an empty one) that a module gives, those of classes from
  /// the innermost.
  void offer(const TestModule& giver, std::string_view place, std::string_view name,
             std::vector<FixturePlace>& into, int depth = 0) const;
  void find_lenders();
  void find_auto_modes();
  static void judge(const Configuration& configuration, AutoMode& mode);
  [[nodiscard]] const TestModule* module_of(const TestModule& importer,
                                            std::string_view dotted) const;
  [[nodiscard]] const std::string& folder(const TestModule& module) const {
    return folders_[static_cast<std::size_t>(&module - modules_.data())];
  }
  [[nodiscard]] const Configuration* configuration(const TestModule& module) const;

  std::vector<TestModule> modules_;
  std::vector<std::string> folders_;                         // absolute, by module
  std::map<std::string, std::size_t, std::less<>> by_path_;  // absolute
  std::map<std::string, std::vector<Configuration>, std::less<>> configurations_;  // by folder
  std::map<const BorrowedFixtures*, const TestModule*> lenders_;
  std::vector<const TestModule*> plugins_;
  std::vector<AutoMode> auto_modes_;
};

}  // namespace asyncio2anyio

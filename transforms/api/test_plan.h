#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/edit/safety.h"
#include "engine/semantics/program_facts.h"
#include "engine/support/version.h"
#include "engine/transform/knowledge.h"
#include "transforms/api/test_module.h"

namespace asyncio2anyio {

/// What becomes of one item of a file.
struct TestVerdict {
  bool moves = false;
  codemod::Safety level = codemod::Safety::safe;
  std::string why;     ///< It stays, or behaves differently when it moves.
  std::string advice;  ///< Empty for the usual one.
  std::string group;   ///< Items with the same text move together.
  std::optional<TestScope>
      defines;  ///< The scope of the `anyio_backend` that the file needs for it.
};

/// What becomes of the tests and fixtures of one file.
struct TestPlan {
  std::map<std::string, TestVerdict, std::less<>> items;
  /// The `anyio_backend` that other files need of this one, with the level of the safest of them.
  std::optional<TestScope> defines;
  codemod::Safety level = codemod::Safety::safe;
  /// The same for classes of test cases in other files, which move on request only.
  std::optional<TestScope> defines_for_cases;
};

/// Decides for all tests and fixtures of a program which of them move to anyio's plugin: a test,
/// the marks that it shares with others and the async fixtures that it uses move together or not at
/// all.
[[nodiscard]] codemod::Conclusions plan_tests(const codemod::ProgramFacts& facts,
                                              codemod::Version anyio);

/// The release of anyio since which its plugin has an auto mode.
inline constexpr codemod::Version kAutoModeSince{4, 11};

/// What becomes of the settings and options of one configuration that turn pytest-asyncio's auto
/// mode on.
[[nodiscard]] std::vector<codemod::SettingFinding> auto_mode_findings(
    std::string_view path, std::string_view text, const std::vector<std::string>& conclusions);

/// The plan of one file, from its conclusions.
[[nodiscard]] TestPlan plan_from(const std::vector<std::string>& conclusions);

}  // namespace asyncio2anyio

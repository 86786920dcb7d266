#pragma once

#include <string>

#include "transforms/api/case_class.h"
#include "transforms/api/case_draft.h"

namespace asyncio2anyio {

/// Whether a member is one by which test cases register what is done behind them.
[[nodiscard]] bool is_cleanup_member(std::string_view member);

/// One more parameter, with its type where the function has types.
[[nodiscard]] std::string case_parameter(const CaseMethod& method, std::string_view name,
                                         std::string_view type);

/// Rewrites the cleanups that set-ups register and, where nothing is torn down between the two,
/// those of tests: to finalizers of pytest or, with async ones among them, to callbacks of an
/// `AsyncExitStack` that a fixture of the class keeps.
class CaseCleanups {
 public:
  CaseCleanups(const codemod::SemanticModel& model, const TestCaseClass& of, CaseDraft& draft)
      : model_(model), of_(of), draft_(draft) {}

  /// Rewrites the calls, and gives tests the parameters for them.
  void rewrite();
  [[nodiscard]] bool registers(const CaseMethod& method) const { return !uses_of(method).empty(); }
  /// The parameters that a method needs for them.
  [[nodiscard]] std::string parameters_of(const CaseMethod& method);
  /// The fixture of the stack, where it is to stand before that method; empty elsewhere.
  [[nodiscard]] std::string fixture_before(const CaseMethod& method);

 private:
  [[nodiscard]] std::vector<const CaseUse*> uses_of(const CaseMethod& method) const;
  [[nodiscard]] bool has_stack(const CaseMethod& method) const;
  [[nodiscard]] std::string obstacle_of(const CaseMethod& method) const;
  void rewrite_use(const CaseUse& use, bool stack);

  const codemod::SemanticModel& model_;
  const TestCaseClass& of_;
  CaseDraft& draft_;
};

}  // namespace asyncio2anyio

#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/semantics/semantic_model.h"

namespace asyncio2anyio {

/// The base of the classes in question.
inline constexpr std::string_view kAsyncTestCase = "unittest.IsolatedAsyncioTestCase";

/// What `unittest` takes a method for.
enum class CaseRole : std::uint8_t {
  test,
  set_up,
  async_set_up,
  tear_down,
  async_tear_down,
  set_up_class,
  tear_down_class,
  helper,
};

/// A method of a test case.
struct CaseMethod {
  codemod::Node function;
  CaseRole role = CaseRole::helper;
  codemod::Node receiver;  ///< Its first parameter; null for static methods.
  bool of_class = false;   ///< The receiver is the class.
  bool is_static = false;
};

/// A use of the receiver of a method: `self.name`.
struct CaseUse {
  codemod::Node chain;  ///< The attribute; null where the receiver itself is used.
  codemod::Node receiver;
  std::string_view member;
  const CaseMethod* method = nullptr;
};

/// A class that derives from `unittest.IsolatedAsyncioTestCase` and from nothing else.
struct TestCaseClass {
  codemod::Node node;
  codemod::Node base;
  std::string_view name;
  std::string obstacle;  ///< What about its structure keeps it.
  std::vector<CaseMethod> methods;
  std::set<std::string_view> own;  ///< Attributes that it defines, or stores on itself.
  std::vector<CaseUse> uses;

  [[nodiscard]] const CaseMethod* find(CaseRole role) const;
  [[nodiscard]] bool has_plain_tests() const;
};

/// Where a base stands among those of a class, for every class of the file that has it.
[[nodiscard]] std::vector<codemod::Node> async_test_case_bases(const codemod::SemanticModel& model);

/// Reads the class that has that base.
[[nodiscard]] TestCaseClass read_test_case(const codemod::SemanticModel& model, codemod::Node base);

/// Whether an attribute is one that every test case has from `unittest`.
[[nodiscard]] bool is_of_test_case(std::string_view name);

/// Whether an attribute is the target of an assignment, or of something else that stores it.
[[nodiscard]] bool is_stored(codemod::Node attribute);

/// The name that pytest collects a class by; the own one if it does.
[[nodiscard]] std::string collected_name(std::string_view name);

}  // namespace asyncio2anyio

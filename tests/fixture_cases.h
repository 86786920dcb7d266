#pragma once

#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/file_report.h"
#include "engine/transform/rewrite_options.h"
#include "transforms/api/anyio_guards.h"

namespace asyncio2anyio::testing_support {

/// One folder `testdata/<transform>/<case>/`: a program and what becomes of it.
struct FixtureCase {
  std::filesystem::path folder;
  std::string transform;
  std::string name;
  std::string path;  ///< Under which the text is given; `before.py` if the options name no other.
  std::string before;
  std::optional<std::string> after;  ///< Absent when nothing may change.
  std::optional<std::string> findings;
  bool single = false;          ///< Not run in other spellings of the same text.
  bool drops_comments = false;  ///< Comments may go, for a reason.
  codemod::RewriteOptions options;
  KnownFlags flags;  ///< Of `--flag`.
  std::string problem;  ///< Why the folder cannot be understood; empty when it can.

  [[nodiscard]] const std::string& expected() const { return after ? *after : before; }
  [[nodiscard]] bool is_example() const { return name.starts_with("example"); }
  [[nodiscard]] bool is_refusal() const { return name.ends_with("-unchanged"); }
};

/// Names a case in the output of a failing test.
void PrintTo(const FixtureCase& fixture, std::ostream* out);

/// Every case of the tree, by name. Folders of `testdata` that hold something else are left out.
[[nodiscard]] const std::vector<FixtureCase>& fixture_cases();

/// Whether a folder of `testdata` holds something else than the cases of a transform.
[[nodiscard]] bool holds_no_cases(std::string_view folder);

/// The name of a case as GoogleTest allows it.
[[nodiscard]] std::string test_name(const FixtureCase& fixture);

/// Rewrites `text` as the case asks for it. Other Python files of the folder are part of the
/// program.
[[nodiscard]] codemod::FileReport rewrite(const FixtureCase& fixture, const std::string& text,
                                          const codemod::RewriteOptions& options);

/// What is left of `text` after a rewrite.
[[nodiscard]] inline const std::string& text_after(const codemod::FileReport& report,
                                                   const std::string& text) {
  return report.changed() ? report.after : text;
}

/// The ledger as `findings.txt` spells it.
[[nodiscard]] std::string findings_text(const codemod::FileReport& report);

/// The whole file; nothing when it does not exist.
[[nodiscard]] std::optional<std::string> read_if_present(const std::filesystem::path& file);

}  // namespace asyncio2anyio::testing_support

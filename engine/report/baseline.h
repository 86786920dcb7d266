#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/report/status_document.h"
#include "engine/support/result.h"

namespace codemod {

/// One reference of an earlier status.
struct BaselineReference {
  std::string path;
  std::uint32_t line = 1;
  std::string kind;
  std::string name;
  std::string transform;
  std::string source;  ///< Empty in documents that do not have it.
};

/// An earlier status, as far as later ones compare themselves with it.
struct Baseline {
  HistoryPoint totals;
  std::vector<std::string> files;  ///< Their paths.
  std::vector<BaselineReference> references;
};

/// Reads what `status_json` wrote. `label` is how reports call it. Errors: not JSON, not a status,
/// of another major format; told as `label: why`.
[[nodiscard]] Result<Baseline> parse_baseline(std::string_view text, std::string label,
                                              std::string_view schema);

/// Marks the new references of the document and tells what is gone. A reference is the same when
/// its file, kind, name and line of code are; moved lines do not count. What is then left over is
/// the same when only its line was edited, or when it is in another file with the same line.
void compare_with(const Baseline& baseline, StatusDocument& document);

}  // namespace codemod

#pragma once

#include <string_view>

#include "engine/report/file_report.h"

namespace codemod {

/// The words that documents use for outcomes, kinds and levels.
[[nodiscard]] std::string_view name_of(Outcome outcome);
[[nodiscard]] std::string_view name_of(ReferenceKind kind);
[[nodiscard]] std::string_view name_of(Safety level);

}  // namespace codemod

#pragma once

#include <string>

#include "engine/report/file_report.h"
#include "engine/run/rewrite_file.h"

namespace codemod {

/// Rewrites the settings of a configuration that go with the code: nothing but the bytes of their
/// places changes.
[[nodiscard]] FileReport rewrite_configuration(const std::string& path, const RunContext& run);

}  // namespace codemod

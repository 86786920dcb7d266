#pragma once

#include <string>

#include "engine/report/status_document.h"

namespace codemod {

/// Whether text for a terminal has colours.
enum class Colors : bool { off, on };

/// Where a migration stands, in at most 80 columns: totals and their shares, files by what they
/// use, why references stay, what each transform has done and can do, the folders and files with
/// most, what is in the way of other backends, what changed since the baseline.
[[nodiscard]] std::string status_text(const StatusDocument& document, Colors colors);

}  // namespace codemod

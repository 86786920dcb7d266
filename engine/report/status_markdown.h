#pragma once

#include <string>

#include "engine/report/status_document.h"

namespace codemod {

/// Where a migration stands, as a Markdown document for people to read and to commit: it names no
/// time and no machine, so that the same code gives the same text.
[[nodiscard]] std::string status_markdown(const StatusDocument& document);

}  // namespace codemod

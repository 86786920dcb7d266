#pragma once

#include <string>

#include "engine/report/status_document.h"

namespace codemod {

/// Where a migration stands, as one HTML page that asks nothing of the network.
[[nodiscard]] std::string status_html(const StatusDocument& document);

}  // namespace codemod

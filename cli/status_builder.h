#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/inputs.h"
#include "cli/options.h"
#include "cli/session.h"
#include "engine/report/file_report.h"
#include "engine/report/status_document.h"

namespace asyncio2anyio {

/// Name and version of the format of status documents.
inline constexpr std::string_view kStatusSchema = "asyncio2anyio.status/1";

/// Puts together what a status tells: reports of all files of the inputs, in their order, and what
/// a second look at the files gives.
[[nodiscard]] codemod::StatusDocument build_status(std::vector<codemod::FileReport> reports,
                                                   const Inputs& inputs, const CliOptions& options,
                                                   const Session& session);

}  // namespace asyncio2anyio

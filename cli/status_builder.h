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

/// What a run said of one file, without the texts, of which there may be many.
struct LookedAt {
  codemod::FileReport report;
  std::string diff;  ///< Only for the format that shows it.
};

/// Puts together what a status tells: what was said of all files of the inputs, in their order,
/// what that adds up to, and what a second look at the files gives.
[[nodiscard]] codemod::StatusDocument build_status(std::vector<LookedAt> files,
                                                   codemod::Summary summary, const Inputs& inputs,
                                                   const CliOptions& options,
                                                   const Session& session);

}  // namespace asyncio2anyio

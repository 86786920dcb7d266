#pragma once

#include <functional>
#include <map>

#include "engine/report/file_report.h"
#include "engine/semantics/program_facts.h"
#include "engine/transform/patch_plan.h"
#include "engine/transform/rewrite_options.h"

namespace codemod {

/// What the files that patches connect agreed on, and their reports, which are final.
struct PatchSettlement {
  PatchPlan plan;
  std::map<std::uint32_t, FileReport> reports;  ///< By file.
};

/// Rewrites one file of the program under a plan.
using RewriteUnderPlan = std::function<FileReport(std::uint32_t file, const PatchPlan& plan)>;

/// Settles for each name that some file replaces at run time whether the replacement moves with the code that it
/// is meant for. The files concerned are rewritten under the assumption that it does; what comes out decides, and
/// whoever relied on an assumption that failed is rewritten again, until nothing changes. Nothing is rewritten here
/// when nothing is replaced.
[[nodiscard]] PatchSettlement settle_patches(const ProgramFacts& facts, const RewriteOptions& options,
                                             const RewriteUnderPlan& rewrite);

}  // namespace codemod

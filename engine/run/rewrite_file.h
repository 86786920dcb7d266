#pragma once

#include <span>

#include "engine/report/file_report.h"
#include "engine/run/rewrite_all.h"
#include "engine/semantics/program_facts.h"
#include "engine/source/source_file.h"
#include "engine/transform/patch_plan.h"

namespace codemod {

/// What every file of a run shares.
struct RunContext {
  std::vector<const Transform*> transforms;  ///< Those selected, in pipeline order.
  const Knowledge& knowledge;
  const RewriteOptions& options;
  const ProgramFacts& facts;
  const PatchPlan& plan;
};

/// Rewrites one file to its fixed point: parse, model, transforms, compose, apply, again, at
/// most `max_passes` times. A fix after which the text no longer parses is found, undone and named.
[[nodiscard]] FileReport rewrite_file(SourceFile source, const RunContext& run);

}  // namespace codemod

#pragma once

#include <string>

#include "engine/semantics/program_facts.h"
#include "engine/semantics/semantic_model.h"
#include "engine/transform/patch_plan.h"
#include "engine/transform/rewrite_options.h"

namespace codemod {

/// Why an import that a module itself has no more use for must stay, in words that can follow "because": another file
/// of the run gets the name through the module, or replaces it there at run time. Empty when it may go.
[[nodiscard]] std::string foreign_need(const SemanticModel& model, const Binding& binding, const ProgramFacts& facts,
                                       const PatchPlan& plan, const RewriteOptions& options);

}  // namespace codemod

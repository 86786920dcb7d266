#pragma once

#include <string>
#include <string_view>

#include "engine/semantics/program_facts.h"
#include "engine/semantics/semantic_model.h"
#include "engine/transform/patch_plan.h"
#include "engine/transform/rewrite_options.h"

namespace codemod {

/// A file that gets the import `name` of the module at `path` through it, as its text shows; empty when none does.
/// `through_stars` says whether `from module import *` gives the name.
[[nodiscard]] std::string_view borrower_of(std::string_view path, std::string_view name, bool through_stars,
                                           const ProgramFacts& facts);

/// Why an import that a module itself has no more use for must stay, in words that can follow "because": another file
/// of the run gets the name through the module, or replaces it there at run time. Empty when it may go.
[[nodiscard]] std::string foreign_need(const SemanticModel& model, const Binding& binding, const ProgramFacts& facts,
                                       const PatchPlan& plan, const RewriteOptions& options);

}  // namespace codemod

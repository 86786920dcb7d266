#include "engine/transform/foreign_needs.h"

#include <algorithm>

namespace codemod {
namespace {

/// Whether a patch goes on replacing what it names.
bool stays(const ProgramFacts& facts, std::string_view path, std::string_view dotted, const PatchPlan& plan,
           const RewriteOptions& options) {
  const auto target = facts.patch_target(dotted);
  if (!target) return true;
  if (target->file && facts.path(*target->file) != path) return false;
  const PatchMove* move = plan.find(*target);
  if (!move || move->stays()) return true;
  return move->settled && move->level != Safety::safe && !options.allow_unsafe;
}

}  // namespace

std::string foreign_need(const SemanticModel& model, const Binding& binding, const ProgramFacts& facts, const PatchPlan& plan,
                         const RewriteOptions& options) {
  if (binding.scope != ScopeId::module) return {};
  const std::string& path = model.tree().source().path();
  // What `__all__` does not list is not imported with everything else.
  const bool through_stars = !model.has_exports();
  if (const std::string_view user = facts.borrower(path, binding.name, through_stars); !user.empty())
    return std::string(user) + " gets `" + std::string(binding.name) + "` through this module";
  for (const PatchSite& patch : facts.patches_through(path, binding.name))
    if (stays(facts, path, patch.dotted, plan, options)) return facts.path(patch.file) + " replaces `" + patch.dotted + "`";
  return {};
}

}  // namespace codemod

#include "engine/run/rewrite_pass.h"

#include <algorithm>

#include "engine/edit/definition_editor.h"
#include "engine/edit/import_editor.h"
#include "engine/transform/foreign_needs.h"
#include "engine/transform/object_driver.h"
#include "engine/transform/suppressions.h"
#include "engine/transform/transform_context.h"

namespace codemod {

RewritePass::RewritePass(const SyntaxTree& tree, const RunContext& run)
    : tree_(tree),
      run_(run),
      model_(SemanticModel::build(tree)),
      objects_(ObjectTable::build(*model_, [&](std::string_view name) { return run.knowledge.constructed(name); })),
      references_(collect_references(*model_, objects_, run.knowledge, run.options.targets)),
      suppressed_(references_.size()),
      suppressions_(Suppressions::read(tree, run.knowledge.tag())) {}

void RewritePass::analyse() {
  TransformContext cx(*model_, objects_, references_, {run_.facts, run_.plan, run_.knowledge, run_.options});
  migrate_objects(run_.transforms, cx);
  for (const Transform* transform : run_.transforms) {
    cx.enter(transform->info().name);
    transform->run(cx);
  }
  fixes_ = std::move(cx.fixes());
  decisions_ = std::move(cx.decisions());
  judge();
}

void RewritePass::judge() {
  verdicts_.resize(fixes_.size());
  for (std::size_t number = 0; number < fixes_.size(); ++number) {
    Fix& fix = fixes_[number].fix;
    for (const Transform* transform : run_.transforms)
      if (transform->info().name == fixes_[number].transform) fix.at_least(transform->info().max_safety);
    for (const Claim& claim : fix.claims) {
      if (!suppressions_.suppresses(references_[claim.reference].node, claim.transform)) continue;
      suppressed_[claim.reference] = true;
      verdicts_[number].suppressed = true;
    }
    if (fix.claims.empty() && !fix.edits.empty() &&
        suppressions_.suppresses(tree_.smallest_covering(fix.edits.front().range), fixes_[number].transform))
      verdicts_[number].suppressed = true;
    for (const Node name : fix.drops)
      if (suppressions_.suppresses(name, fixes_[number].transform)) verdicts_[number].suppressed = true;
    verdicts_[number].held_back =
        fix.safety == Safety::advice || (fix.safety == Safety::unsafe && !run_.options.allow_unsafe);
  }
  for (std::size_t index = 0; index < decisions_.size(); ++index) {
    const Decision& decision = decisions_[index];
    if (decision.kind == Decision::fix) continue;
    const std::string_view responsible = run_.knowledge.responsible(references_[index].name).transform;
    if (suppressions_.suppresses(references_[index].node, decision.transform) ||
        suppressions_.suppresses(references_[index].node, responsible))
      suppressed_[index] = true;
  }
}

std::pair<std::string, std::uint32_t> RewritePass::key_of(std::size_t fix) const {
  const Fix& it = fixes_[fix].fix;
  const std::uint32_t place = it.edits.empty() ? (it.drops.empty() ? 0 : it.drops.front().begin()) : it.edits.front().range.begin;
  return {std::string(fixes_[fix].transform), place};
}

std::vector<std::size_t> RewritePass::applicable(const BannedFixes& banned) const {
  std::vector<std::size_t> numbers;
  Composer composer;
  for (std::size_t number = 0; number < fixes_.size(); ++number) {
    if (verdicts_[number].suppressed || verdicts_[number].held_back || banned.contains(key_of(number))) continue;
    if (composer.accept(fixes_[number].fix)) numbers.push_back(number);
  }
  return numbers;
}

PassOutcome RewritePass::apply(std::span<const std::size_t> fixes) const {
  PassOutcome outcome;
  Composer composer;
  ImportEditor imports(*model_, composer, [&](const Binding& binding) { return is_needed(binding, outcome.notices); });
  DefinitionEditor definitions(tree_, composer);
  for (const std::size_t number : fixes) {
    const ProposedFix& proposed = fixes_[number];
    if (!composer.accept(proposed.fix)) continue;
    imports.request(proposed.fix);
    definitions.request(proposed.fix);
    outcome.applied.emplace_back(proposed.transform);
    outcome.needs = std::max(outcome.needs, proposed.fix.needs);
  }
  imports.finish();
  definitions.finish();
  AppliedEdits applied = apply_edits(tree_.text(), composer.edits());
  outcome.text = std::move(applied.text);
  outcome.changes = std::move(applied.changes);
  return outcome;
}

bool RewritePass::is_needed(const Binding& binding, std::vector<Notice>& notices) const {
  std::string reason = foreign_need(*model_, binding, run_.facts, run_.plan, run_.options);
  if (reason.empty()) return false;
  const Node name = binding.definitions.front().name;
  const LineColumn place = tree_.source().line_column(name.begin());
  notices.push_back({tree_.source().original_line(name.begin()), place.column, "imports",
                     "the import of `" + binding.definitions.front().origin + "` stays: " + std::move(reason)});
  return true;
}

PassOutcome RewritePass::compose(const BannedFixes& banned) const {
  PassOutcome outcome = apply(applicable(banned));
  for (const Verdict& verdict : verdicts_)
    if (verdict.held_back && !verdict.suppressed) ++outcome.held_back;
  return outcome;
}

/// Tells the ledger what the fix of a reference promises, unless nothing comes of it.
void RewritePass::link(std::size_t index, std::size_t entry, Ledger& ledger, const BannedFixes& banned) const {
  const Decision& decision = decisions_[index];
  const bool meant = decision.kind == Decision::fix && !verdicts_[decision.fix_number].suppressed &&
                     !banned.contains(key_of(decision.fix_number));
  if (!meant) return ledger.link(entry, {}, {});
  const std::vector<Claim>& claims = fixes_[decision.fix_number].fix.claims;
  const auto claim = std::ranges::find(claims, index, &Claim::reference);
  if (claim == claims.end()) return ledger.link(entry, {}, {});
  ledger.link(entry, claim->becomes, claim->follows);
}

void RewritePass::record(Ledger& ledger, const BannedFixes& banned) const {
  std::vector<bool> applied(fixes_.size());
  for (const std::size_t number : applicable(banned)) applied[number] = true;
  for (std::size_t index = 0; index < references_.size(); ++index) {
    const auto entry = ledger.entry_of(references_[index]);
    if (!entry) continue;
    const Decision& decision = decisions_[index];
    link(index, *entry, ledger, banned);
    const Responsibility responsible = run_.knowledge.responsible(references_[index].name);
    const auto kept = [&](Safety level, std::string_view transform, std::string message, std::string advice) {
      const Outcome outcome = suppressed_[index] ? Outcome::suppressed : Outcome::kept;
      ledger.set(*entry, outcome, level, transform, std::move(message), std::move(advice));
    };
    if (decision.kind == Decision::none) {
      kept(Safety::advice, responsible.transform, "not looked at: `" + std::string(responsible.transform) + "` is not selected",
           std::string(responsible.advice));
    } else if (decision.kind == Decision::keep) {
      kept(Safety::advice, decision.transform, decision.message, decision.advice);
    } else if (const Fix& fix = fixes_[decision.fix_number].fix; applied[decision.fix_number]) {
      ledger.set(*entry, Outcome::rewritten, fix.safety, decision.transform, decision.message, {});
    } else if (banned.contains(key_of(decision.fix_number))) {
      kept(fix.safety, decision.transform, "its rewrite did not parse and was undone: please report this", std::string(responsible.advice));
    } else if (verdicts_[decision.fix_number].suppressed) {
      kept(fix.safety, decision.transform, suppressed_[index] ? decision.message : "another use of the same object is suppressed",
           std::string(responsible.advice));
    } else {
      const bool unsafe = verdicts_[decision.fix_number].held_back;
      kept(fix.safety, decision.transform, unsafe ? "held back because it is unsafe: " + decision.message : decision.message,
           std::string(responsible.advice));
    }
  }
}

std::vector<Notice> RewritePass::unused_suppressions() const {
  std::vector<Notice> notices;
  for (const Suppressions::Unused& unused : suppressions_.unused()) {
    const LineColumn place = tree_.source().line_column(unused.offset);
    notices.push_back({place.line, place.column, "suppressions", unused.message});
  }
  return notices;
}

}  // namespace codemod

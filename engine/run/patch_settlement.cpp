#include "engine/run/patch_settlement.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "engine/run/in_order.h"

namespace codemod {
namespace {

/// The last folder too where the name alone says nothing.
std::string short_name(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  if (slash == std::string_view::npos) return std::string(path);
  if (path.substr(slash + 1) != "__init__.py") return std::string(path.substr(slash + 1));
  const std::size_t folder = path.find_last_of("/\\", slash - 1);
  return std::string(path.substr(folder == std::string_view::npos ? 0 : folder + 1));
}

/// A name that is replaced, with the files that this concerns.
struct Agreement {
  PatchTarget target;
  std::map<std::uint32_t, std::size_t> sites;  ///< How many replacements there are, by file.
  std::vector<std::uint32_t> users;            ///< Files in which the name occurs, ascending.
  PatchMove move;
};

class Settlement {
 public:
  Settlement(const ProgramFacts& facts, const RewriteOptions& options, const RewriteUnderPlan& rewrite)
      : facts_(facts), options_(options), rewrite_(rewrite) {}

  PatchSettlement settle() {
    collect();
    std::set<std::uint32_t> due;
    for (const Agreement& agreement : agreements_) {
      due.insert(agreement.users.begin(), agreement.users.end());
      for (const auto& [file, count] : agreement.sites) due.insert(file);
    }
    while (!due.empty() && run(due)) due = judge();
    return std::move(settled_);
  }

 private:
  void collect() {
    std::map<std::string, Agreement> found;
    for (const PatchSite& site : facts_.patch_sites()) {
      const auto target = facts_.patch_target(site.dotted);
      if (!target) continue;
      std::vector<std::uint32_t> users = facts_.files_with(target->name);
      if (users.empty() || (target->file && !std::ranges::binary_search(users, *target->file))) continue;
      Agreement& agreement = found[target->key()];
      agreement.target = *target;
      agreement.users = std::move(users);
      ++agreement.sites[site.file];
    }
    for (auto& [key, agreement] : found) {
      // What is replaced for everybody is replaced for code that is not given as well.
      if (!agreement.target.file)
        agreement.move = {.settled = false, .to = {}, .level = Safety::unsafe, .reason = "other packages go on calling `" + agreement.target.name + "`"};
      settled_.plan[agreement.target] = agreement.move;
      agreements_.push_back(std::move(agreement));
    }
  }

  /// Rewrites files under the plan as it is; false when the run was cancelled.
  bool run(const std::set<std::uint32_t>& due) {
    const std::vector<std::uint32_t> files(due.begin(), due.end());
    std::size_t done = 0;
    in_order<FileReport>(
        files.size(), options_, [&](std::size_t i) { return rewrite_(files[i], settled_.plan); },
        [&](std::size_t i, FileReport&& report) {
          settled_.reports[files[i]] = std::move(report);
          ++done;
        });
    return done == files.size();
  }

  /// Draws the conclusions; returns the files that relied on something else.
  std::set<std::uint32_t> judge() {
    std::set<std::uint32_t> due;
    for (Agreement& agreement : agreements_) {
      const PatchMove before = agreement.move;
      if (!agreement.move.stays()) conclude(agreement);
      if (agreement.move == before) continue;
      settled_.plan[agreement.target] = agreement.move;
      for (const auto& [file, count] : agreement.sites) due.insert(file);
      // The code that is replaced was rewritten in the belief that the patch moves.
      if (agreement.move.stays() || agreement.move.level != before.level || agreement.move.reason != before.reason)
        due.insert(agreement.users.begin(), agreement.users.end());
    }
    return due;
  }

  void conclude(Agreement& agreement) const {
    PatchMove next = agreement.move;
    for (const std::uint32_t file : agreement.users) {
      const bool meant = !agreement.target.file || *agreement.target.file == file;
      look_at(file, meant, agreement.target, next);
      if (next.stays()) break;
    }
    if (!next.stays() && next.to.empty()) stay(next, "nothing that is rewritten uses it");
    if (!next.stays() && agreement.move.settled) look_at_patches(agreement, next);
    if (!next.stays() && agreement.target.file && !facts_.files_with(next.to.qualified).empty())
      lower(next, "`" + next.to.qualified + "` is used in " + short_name(facts_.path(facts_.files_with(next.to.qualified).front())) + " already");
    if (!next.stays() && !next.to.qualified.starts_with(facts_.counterpart() + "."))
      lower(next, "other packages may call `" + next.to.qualified + "` as well");
    next.settled = true;
    agreement.move = std::move(next);
  }

  static void stay(PatchMove& move, std::string reason) {
    move = {.settled = true, .to = {}, .level = Safety::advice, .reason = std::move(reason)};
  }

  static void lower(PatchMove& move, std::string reason) {
    if (move.level != Safety::safe) return;
    move.level = Safety::unsafe;
    move.reason = std::move(reason);
  }

  /// What became of the name in one file: in one that the patch is meant for, or in another one, which it reaches as well.
  void look_at(std::uint32_t file, bool meant, const PatchTarget& target, PatchMove& move) const {
    const FileReport& report = settled_.reports.at(file);
    const std::string where = short_name(facts_.path(file));
    if (report.skipped && meant) return stay(move, where + " is left alone: " + *report.skipped);
    for (const ReferenceReport& reference : report.references) {
      if (reference.name != target.name || reference.kind != ReferenceKind::name) continue;
      const std::string place = "line " + std::to_string(reference.line) + " of " + where;
      const bool reached = reference.local.find('.') != std::string::npos;
      const bool moves = !reference.becomes.empty();
      if (!reached && moves) lower(move, "it did not reach " + place + ", which imports the name by itself");
      if (!reached) continue;
      if (!moves && !meant) lower(move, "it no longer reaches " + place);
      if (!meant) continue;
      if (!moves) return stay(move, reason_at(reference, place));
      const bool same = move.to.empty() || move.to.qualified == reference.becomes.qualified;
      if (!same || (target.file && reference.becomes.local.empty())) return stay(move, place + " gets another name for it");
      if (move.to.empty()) move.to = reference.becomes;
      if (reference.level != Safety::safe) lower(move, "what it replaces in " + place + " is rewritten with `--unsafe` only");
    }
  }

  static std::string reason_at(const ReferenceReport& reference, const std::string& place) {
    if (reference.outcome == Outcome::rewritten) return "what stands in " + place + " now is called in another way";
    if (reference.level == Safety::unsafe) return "what would stand in " + place + " is called in another way";
    return "`" + reference.name + "` stays in " + place;
  }

  /// Whether every file that replaces the name follows.
  void look_at_patches(const Agreement& agreement, PatchMove& move) const {
    const std::string key = agreement.target.key();
    for (const auto& [file, count] : agreement.sites) {
      std::size_t following = 0;
      for (const ReferenceReport& reference : settled_.reports.at(file).references)
        following += static_cast<std::size_t>(std::ranges::count(reference.follows, key));
      if (following < count) return stay(move, "a patch of it in " + short_name(facts_.path(file)) + " stays");
    }
  }

  const ProgramFacts& facts_;
  const RewriteOptions& options_;
  const RewriteUnderPlan& rewrite_;
  std::vector<Agreement> agreements_;
  PatchSettlement settled_;
};

}  // namespace

PatchSettlement settle_patches(const ProgramFacts& facts, const RewriteOptions& options, const RewriteUnderPlan& rewrite) {
  return Settlement(facts, options, rewrite).settle();
}

}  // namespace codemod

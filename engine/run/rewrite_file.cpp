#include "engine/run/rewrite_file.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <span>

#include "engine/run/ledger.h"
#include "engine/run/rewrite_pass.h"
#include "engine/syntax/context.h"

namespace codemod {
namespace {

std::string place_of(const SyntaxTree& tree, std::uint32_t offset) {
  return "line " + std::to_string(tree.source().line_number(offset));
}

/// Why a file is left alone as a whole; empty when it can be worked on.
std::string obstacle_in(const SyntaxTree& tree) {
  if (const auto python2 = python2_syntax(tree)) return "Python 2 syntax at " + place_of(tree, *python2);
  if (const auto error = tree.first_error())
    return "syntax error, or syntax that the parser does not know, at " + place_of(tree, *error);
  return {};
}

/// Where an offset behind some changes was before them; inside a new text, where that was put.
std::uint32_t offset_before(std::uint32_t offset, const std::vector<TextChange>& changes) {
  const auto next = std::ranges::upper_bound(changes, offset, {}, &TextChange::after_begin);
  if (next == changes.begin()) return offset;
  const TextChange& last = *(next - 1);
  return offset < last.after_end ? last.before.begin : offset - last.after_end + last.before.end;
}

/// For each line of `after`, the line of the file that was read.
std::vector<std::uint32_t> original_lines(const SourceFile& after, const SourceFile& before, const std::vector<TextChange>& changes) {
  std::vector<std::uint32_t> lines;
  for (std::uint32_t offset = 0; offset < after.bytes().size(); offset = after.line_end(offset))
    lines.push_back(before.original_line(offset_before(offset, changes)));
  return lines;
}

/// The state of the loop over one file.
class FileRewriter {
 public:
  FileRewriter(SourceFile source, const RunContext& run) : run_(run), tree_(SyntaxTree::parse(std::move(source))) {
    report_.path = tree_->source().path();
  }

  FileReport rewrite() {
    if (std::string obstacle = obstacle_in(*tree_); !obstacle.empty()) {
      report_.skipped = std::move(obstacle);
      report_.failed = true;
      return std::move(report_);
    }
    report_.before = tree_->text();
    seen_.insert(report_.before);
    bool again = true;
    while (again && passes_ < run_.options.max_passes) again = pass();
    if (again) notice("still changing after " + std::to_string(passes_) + " passes: please report this");
    report_.references = ledger_->take();
    report_.after = tree_->text();
    if (report_.after == report_.before) report_.before = report_.after = {};
    return std::move(report_);
  }

 private:
  /// One pass; whether another one is due.
  bool pass() {
    ++passes_;
    RewritePass pass(*tree_, run_);
    if (!ledger_) ledger_.emplace(tree_->source(), pass.references());
    if (pass.skips_file()) return skip_by_comment(pass.references());
    pass.analyse();
    while (true) {
      PassOutcome outcome = pass.compose(banned_);
      report_.held_back = outcome.held_back;
      if (outcome.text == tree_->text()) {
        finish(pass);
        return false;
      }
      std::unique_ptr<const SyntaxTree> next = next_tree(outcome);
      if (!next || next->first_error()) {
        ban_culprits(pass);
        continue;
      }
      finish(pass);
      report_.needs_library = std::max(report_.needs_library, outcome.needs);
      std::ranges::move(outcome.notices, std::back_inserter(report_.notices));
      if (!seen_.insert(outcome.text).second) {
        notice("`" + outcome.applied.front() + "` undoes another rewrite: please report this");
        return false;
      }
      ledger_->move(outcome.changes);
      move_bans(outcome.changes);
      tree_ = std::move(next);
      return true;
    }
  }

  void finish(const RewritePass& pass) {
    pass.record(*ledger_, banned_);
    if (passes_ != 1) return;
    for (Notice& unused : pass.unused_suppressions()) report_.notices.push_back(std::move(unused));
  }

  std::unique_ptr<const SyntaxTree> next_tree(const PassOutcome& outcome) const {
    Result<SourceFile> source = tree_->source().with_bytes(outcome.text);
    if (!source) return nullptr;
    source->set_original_lines(original_lines(*source, tree_->source(), outcome.changes));
    return SyntaxTree::reparse(std::move(*source), *tree_, outcome.changes);
  }

  [[nodiscard]] bool breaks(const RewritePass& pass, std::span<const std::size_t> fixes) const {
    const std::unique_ptr<const SyntaxTree> next = next_tree(pass.compose_only(fixes));
    return !next || next->first_error();
  }

  /// The fixes that break the text, found by halving; where only a combination does, all of it.
  [[nodiscard]] std::vector<std::size_t> culprits_among(const RewritePass& pass, std::span<const std::size_t> fixes) const {
    std::vector<std::size_t> culprits;
    std::vector<std::span<const std::size_t>> broken{fixes};
    while (!broken.empty()) {
      const std::span<const std::size_t> group = broken.back();
      broken.pop_back();
      const std::span<const std::size_t> halves[] = {group.first(group.size() / 2), group.subspan(group.size() / 2)};
      const std::size_t before = broken.size();
      if (group.size() > 1)
        for (const auto half : halves)
          if (breaks(pass, half)) broken.push_back(half);
      if (broken.size() == before) culprits.insert(culprits.end(), group.begin(), group.end());
    }
    return culprits;
  }

  void ban_culprits(const RewritePass& pass) {
    for (const std::size_t fix : culprits_among(pass, pass.applicable(banned_))) {
      notice("a rewrite of `" + pass.key_of(fix).first + "` at " + place_of(*tree_, pass.key_of(fix).second) +
             " did not parse and was undone: please report this");
      banned_.insert(pass.key_of(fix));
    }
  }

  /// The banned fixes at the places where the next pass meets them.
  void move_bans(const std::vector<TextChange>& changes) {
    BannedFixes moved;
    for (const auto& [transform, place] : banned_)
      if (const auto offset = map_offset(place, changes)) moved.emplace(transform, *offset);
    banned_ = std::move(moved);
  }

  bool skip_by_comment(const std::vector<Reference>& references) {
    for (const Reference& reference : references)
      if (const auto entry = ledger_->entry_of(reference))
        ledger_->set(*entry, Outcome::suppressed, Safety::advice, run_.knowledge.responsible(reference.name).transform,
                     "the file is skipped by a comment", {});
    return false;
  }

  void notice(std::string message) { report_.notices.push_back({1, 1, "engine", std::move(message)}); }

  const RunContext& run_;
  std::unique_ptr<const SyntaxTree> tree_;
  FileReport report_;
  std::optional<Ledger> ledger_;
  BannedFixes banned_;
  std::set<std::string> seen_;
  unsigned passes_ = 0;
};

}  // namespace

FileReport rewrite_file(SourceFile source, const RunContext& run) { return FileRewriter(std::move(source), run).rewrite(); }

}  // namespace codemod

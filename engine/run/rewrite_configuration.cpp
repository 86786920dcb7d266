#include "engine/run/rewrite_configuration.h"

#include <algorithm>
#include <utility>

#include "engine/source/source_file.h"
#include "engine/support/files.h"
#include "engine/transform/knowledge.h"
#include "engine/transform/transform.h"

namespace codemod {
namespace {

class ConfigurationRewriter {
 public:
  ConfigurationRewriter(const SourceFile& source, const RunContext& run)
      : source_(source), run_(run) {}

  FileReport rewrite() {
    report_.path = source_.path();
    std::string text;
    std::uint32_t done = 0;
    for (const SettingFinding& finding : run_.knowledge.settings(
             source_.path(), source_.bytes(), run_.facts.conclusions(source_.path()))) {
      if (!record(finding)) continue;
      text += source_.bytes().substr(done, finding.place.begin - done);
      text += finding.replacement;
      done = finding.place.end;
      report_.needs_library = std::max(report_.needs_library, finding.needs);
    }
    if (done == 0) return std::move(report_);
    report_.before = source_.bytes();
    report_.after = text.append(source_.bytes().substr(done));
    return std::move(report_);
  }

 private:
  /// Tells the ledger of one place; whether it is to be replaced.
  bool record(const SettingFinding& finding) {
    const Responsibility responsible = run_.knowledge.responsible(finding.name);
    const LineColumn place = source_.line_column(finding.place.begin);
    ReferenceReport& told = report_.references.emplace_back();
    told.line = place.line;
    told.column = place.column;
    told.kind = ReferenceKind::adjacent;
    told.name = finding.name;
    told.level = finding.level;
    told.transform = responsible.transform;
    told.message = finding.message;
    told.advice = finding.advice.empty() ? responsible.advice : finding.advice;
    const bool is_selected = std::ranges::any_of(run_.transforms, [&](const Transform* transform) {
      return transform->info().name == responsible.transform;
    });
    const bool moves = is_selected && !finding.suppressed && !finding.replacement.empty();
    if (finding.suppressed) told.outcome = Outcome::suppressed;
    if (!is_selected) told.message = "not looked at: `" + told.transform + "` is not selected";
    if (!moves) {
      told.level = Safety::advice;
      return false;
    }
    if (finding.level != Safety::safe && !run_.options.allow_unsafe) {
      told.message = "held back because it is unsafe: " + finding.message;
      ++report_.held_back;
      return false;
    }
    told.outcome = Outcome::rewritten;
    told.advice.clear();
    return true;
  }

  const SourceFile& source_;
  const RunContext& run_;
  FileReport report_;
};

}  // namespace

FileReport rewrite_configuration(const std::string& path, const RunContext& run) {
  Result<std::string> bytes = read_file(path);
  const Result<SourceFile> source =
      bytes ? SourceFile::from_bytes(path, std::move(*bytes)) : std::unexpected(bytes.error());
  if (source) return ConfigurationRewriter(*source, run).rewrite();
  FileReport report;
  report.path = path;
  report.skipped = source.error().message;
  report.failed = true;
  return report;
}

}  // namespace codemod

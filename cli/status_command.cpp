#include "cli/status_command.h"

#include <utility>
#include <vector>

#include "cli/inputs.h"
#include "cli/session.h"
#include "cli/status_builder.h"
#include "engine/report/baseline.h"
#include "engine/report/json_report.h"
#include "engine/report/status_html.h"
#include "engine/report/status_markdown.h"
#include "engine/report/status_tables.h"
#include "engine/report/status_text.h"
#include "engine/report/unified_diff.h"
#include "engine/support/files.h"

namespace asyncio2anyio {
namespace {

using codemod::Baseline;
using codemod::FileReport;
using codemod::Result;
using codemod::StatusDocument;

/// The files that the status is compared with, in the order given.
Result<std::vector<Baseline>> read_baselines(const CliOptions& options) {
  std::vector<Baseline> baselines;
  for (const std::string& path : options.baselines) {
    const Result<std::string> text = codemod::read_file(path);
    if (!text) return std::unexpected(text.error());
    Result<Baseline> baseline = codemod::parse_baseline(*text, path, kStatusSchema);
    if (!baseline) return std::unexpected(baseline.error());
    baselines.push_back(std::move(*baseline));
  }
  return baselines;
}

codemod::HistoryPoint present(const StatusDocument& document) {
  codemod::HistoryPoint point{.label = "now", .files = 0, .found = 0, .left = 0};
  for (const codemod::StatusFile& file : document.files) {
    if (!file.references.empty()) ++point.files;
    for (const codemod::StatusReference& reference : file.references) {
      ++point.found;
      if (codemod::is_left(reference.report)) ++point.left;
    }
  }
  return point;
}

void compare(StatusDocument& document, const std::vector<Baseline>& baselines) {
  if (baselines.empty()) return;
  codemod::compare_with(baselines.back(), document);
  for (const Baseline& baseline : baselines) document.history.push_back(baseline.totals);
  document.history.push_back(present(document));
}

std::string rendered(const StatusDocument& document, StatusFormat format, bool color) {
  switch (format) {
    case StatusFormat::text:
      return codemod::status_text(document, color ? codemod::Colors::on : codemod::Colors::off);
    case StatusFormat::markdown:
      return codemod::status_markdown(document);
    case StatusFormat::json:
      return codemod::status_json(document);
    case StatusFormat::html:
      return codemod::status_html(document);
  }
  return "";
}

/// How many references there are that `--check` does not put up with.
std::size_t unwanted(const StatusDocument& document) {
  if (document.comparison)
    return document.comparison->added - document.comparison->added_suppressed;
  const codemod::ReferenceCounts& counts = document.summary.references;
  return counts.found - counts.suppressed;
}

/// What `--check` has to say. Whether it fails.
bool check(const StatusDocument& document, const CliOptions& options, Console& console) {
  const std::size_t number = unwanted(document);
  if (!options.check || number == 0) return false;
  console.note(std::to_string(number) +
               (document.comparison ? " new asyncio reference" : " asyncio reference") +
               (number == 1 ? "" : "s"));
  return true;
}

struct Look {
  std::vector<LookedAt> files;
  codemod::Summary summary;
  bool failed = false;
};

void take(Look& look, FileReport report, const CliOptions& options) {
  look.failed = look.failed || report.failed;
  add(look.summary, report);
  LookedAt looked_at;
  if (options.format == StatusFormat::html && report.changed())
    looked_at.diff = codemod::unified_diff(report.path, report.before, report.after);
  report.before = std::string();
  report.after = std::string();
  looked_at.report = std::move(report);
  look.files.push_back(std::move(looked_at));
}

Look look_at_files(const Inputs& inputs, const Session& session, const CliOptions& options,
                   Console& console) {
  Look look;
  if (!options.quiet) tell_unknown_flags(inputs.files, options, console);
  codemod::rewrite_all(inputs.files, session.pipeline, session.options, [&](FileReport&& report) {
    tell_about(report, options, console);
    take(look, std::move(report), options);
    console.progress(look.files.size(), inputs.files.size());
  });
  return look;
}

}  // namespace

int run_status(const CliOptions& options, Console& console) {
  const auto baselines = read_baselines(options);
  const Inputs inputs = find_inputs(options);
  const auto session = prepare_session(options, inputs, console);
  if (!baselines || !session) {
    console.complain(baselines ? session.error().message : baselines.error().message);
    return kFailed;
  }
  const bool problems = tell_problems(inputs.problems, console);
  if (problems && inputs.roots.empty()) return kFailed;
  Look look = look_at_files(inputs, *session, options, console);
  StatusDocument document =
      build_status(std::move(look.files), std::move(look.summary), inputs, options, *session);
  compare(document, *baselines);
  console.out(rendered(document, options.format, console.color_out()));
  const bool pending = check(document, options, console);
  if (problems || look.failed || console.failed()) return kFailed;
  return pending ? kPending : kDone;
}

}  // namespace asyncio2anyio

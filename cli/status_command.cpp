#include "cli/status_command.h"

#include <utility>

#include "cli/inputs.h"
#include "cli/session.h"
#include "cli/version.h"
#include "engine/report/json_report.h"
#include "engine/report/summary.h"
#include "engine/report/text_report.h"

namespace asyncio2anyio {
namespace {

using codemod::FileReport;

constexpr std::string_view kSchema = "asyncio2anyio.status/1";

/// Everything a status needs to know of the files; their texts are not part of it.
struct StatusRun {
  codemod::Summary summary;
  std::vector<FileReport> reports;  ///< Kept for the JSON document only.
  bool failed = false;
};

void take(StatusRun& run, FileReport report, const CliOptions& options) {
  run.failed = run.failed || report.failed;
  add(run.summary, report);
  if (options.format != StatusFormat::json) return;
  report.before = std::string();
  report.after = std::string();
  run.reports.push_back(std::move(report));
}

std::string document(const StatusRun& run, const CliOptions& options,
                     const codemod::Targets& targets) {
  if (options.format == StatusFormat::text) return codemod::status_text(run.summary, "asyncio");
  const codemod::StatusHeader header{.schema = kSchema,
                                     .version = kToolVersion,
                                     .python = targets.python,
                                     .library = "anyio",
                                     .library_version = targets.library};
  return codemod::status_json(header, run.summary, run.reports);
}

}  // namespace

int run_status(const CliOptions& options, Console& console) {
  const Inputs inputs = find_inputs(options);
  const auto session =
      prepare_session(options, inputs.roots.empty() ? "." : inputs.roots.front(), console);
  if (!session) {
    console.complain(session.error().message);
    return kFailed;
  }
  const bool problems = tell_problems(inputs.problems, console);
  if (problems && inputs.roots.empty()) return kFailed;
  StatusRun run;
  codemod::rewrite_all(inputs.files, session->pipeline, session->options, [&](FileReport&& report) {
    tell_about(report, options, console);
    take(run, std::move(report), options);
    console.progress(run.summary.files, inputs.files.size());
  });
  console.out(document(run, options, session->options.targets));
  return problems || run.failed || console.failed() ? kFailed : kDone;
}

}  // namespace asyncio2anyio

#include "cli/rewrite_command.h"

#include <utility>

#include "cli/inputs.h"
#include "cli/interrupt.h"
#include "cli/session.h"
#include "cli/targets.h"
#include "engine/report/summary.h"
#include "engine/report/text_report.h"
#include "engine/report/unified_diff.h"
#include "engine/support/files.h"

namespace asyncio2anyio {
namespace {

using codemod::FileReport;

/// A report that tells the truth after its file could not be written.
void undo_changes(FileReport& report) {
  report.before.clear();
  report.after.clear();
  report.needs_library = {};
  report.skipped = "could not be written";
  for (codemod::ReferenceReport& reference : report.references)
    if (reference.outcome == codemod::Outcome::rewritten)
      reference.outcome = codemod::Outcome::kept;
}

/// One run over files: receives their reports in order, delivers the changes, counts.
class RewriteRun {
 public:
  RewriteRun(const CliOptions& options, Console& console, std::size_t files)
      : options_(options), console_(console), files_(files) {}

  void take(FileReport report) {
    if (stop_requested()) return;
    failed_ = failed_ || report.failed;
    tell_about(report, options_, console_);
    if (report.changed()) deliver(report);
    add(summary_, report);
    console_.progress(summary_.files, files_);
  }

  [[nodiscard]] int finish(const Session& session) {
    console_.end_progress();
    if (!options_.quiet && !console_.reader_left()) tell_summary(session.project);
    if (failed_ || console_.failed()) return kFailed;
    return options_.check && summary_.changed > 0 ? kPending : kDone;
  }

 private:
  void deliver(FileReport& report) {
    if (options_.check) {
      if (!options_.quiet) console_.err("would change " + codemod::printable(report.path) + "\n");
      return;
    }
    options_.write ? write(report) : show(report);
  }

  void show(const FileReport& report) {
    const std::string diff = codemod::unified_diff(report.path, report.before, report.after);
    if (!console_.out(console_.color_out() ? codemod::colored_diff(diff) : diff)) request_stop();
  }

  void write(FileReport& report) {
    const auto written = replace(report);
    if (written) {
      if (options_.verbose) console_.err("rewrote " + codemod::printable(report.path) + "\n");
      return;
    }
    failed_ = true;
    console_.complain(written.error().message);
    undo_changes(report);
  }

  static codemod::Result<void> replace(const FileReport& report) {
    const WholeWrite write;
    auto written = codemod::replace_file(report.path, report.before, report.after);
    if (written) write.succeed();
    return written;
  }

  void tell_summary(const Project& project) {
    const char* verb = options_.write ? "rewritten" : "would change";
    console_.err(codemod::summary_text(
        summary_, {.module = "asyncio", .library = "anyio", .changed_verb = verb}));
    const std::string note = dependency_note(project, summary_.needs_library);
    if (!note.empty()) console_.err(note + "\n");
  }

  const CliOptions& options_;
  Console& console_;
  const std::size_t files_;
  codemod::Summary summary_;
  bool failed_ = false;
};

}  // namespace

int run_rewrite(const CliOptions& options, Console& console) {
  const Inputs inputs = find_inputs(options);
  const auto session = prepare_session(options, inputs, console);
  if (!session) {
    console.complain(session.error().message);
    return kFailed;
  }
  const bool problems = tell_problems(inputs.problems, console);
  if (inputs.files.empty()) {
    if (!problems) console.note("no Python files to look at");
    return problems ? kFailed : kDone;
  }
  if (!options.quiet) tell_unknown_flags(inputs.files, options, console);
  if (options.write && !options.quiet) tell_writes_when_interrupted();
  RewriteRun run(options, console, inputs.files.size());
  codemod::rewrite_all(inputs.files, session->pipeline, session->options,
                       [&run](FileReport&& report) { run.take(std::move(report)); });
  const int status = run.finish(*session);
  return problems && status < kFailed ? kFailed : status;
}

int run_filter(const CliOptions& options, Console& console) {
  const std::string name = options.stdin_filename.value_or("<stdin>");
  const Inputs inputs{.roots = {options.stdin_filename.value_or(".")}, .files = {}, .beside = {}, .problems = {}};
  const auto session = prepare_session(options, inputs, console);
  const auto source = session ? read_standard_input() : std::unexpected(session.error());
  if (!source) {
    console.complain(source.error().message);
    return kFailed;
  }
  const FileReport report =
      codemod::rewrite_text(name, *source, session->pipeline, session->options);
  tell_about(report, options, console);
  if (!options.check) console.out(report.changed() ? report.after : *source);
  if (report.failed || console.failed()) return kFailed;
  return options.check && report.changed() ? kPending : kDone;
}

}  // namespace asyncio2anyio

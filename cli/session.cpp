#include "cli/session.h"

#include <algorithm>

#include "cli/interrupt.h"
#include "cli/nearest_name.h"
#include "cli/targets.h"
#include "engine/report/text_report.h"
#include "engine/run/survey.h"
#include "transforms/api/pytest_configuration.h"
#include "transforms/transforms.h"

namespace asyncio2anyio {

using codemod::failure;
using codemod::Result;

Result<const codemod::Transform*> find_transform(const codemod::Pipeline& pipeline,
                                                 const std::string& name) {
  std::vector<std::string> known;
  for (const auto& transform : pipeline.transforms) {
    if (transform->info().name == name) return transform.get();
    known.emplace_back(transform->info().name);
  }
  return failure("unknown transform `" + name + "`" + did_you_mean(name, known));
}

Result<Session> prepare_session(const CliOptions& options, const Inputs& inputs,
                                Console& console) {
  const bool has_auto_mode = std::ranges::any_of(inputs.files, is_pytest_configuration);
  Session session{
      .pipeline = make_pipeline(options.flags,
                                has_auto_mode ? TestReading::of_all : TestReading::of_marked),
      .options = {},
      .project = read_project(inputs.roots.empty() ? "." : inputs.roots.front())};
  for (const auto& names : {options.select, options.ignore})
    for (const std::string& name : names)
      if (const auto found = find_transform(session.pipeline, name); !found)
        return std::unexpected(found.error());
  const auto chosen = choose_targets(options.target_python, options.target_anyio, session.project);
  if (!chosen) return std::unexpected(chosen.error());
  for (const std::string& note : chosen->notes) console.note(note);
  session.options.select = options.select;
  session.options.ignore = options.ignore;
  session.options.allow_unsafe = options.unsafe;
  session.options.targets = chosen->targets;
  session.options.styles.emplace("gather-style", style_name(options.gather_style));
  session.options.beside = inputs.beside;
  session.options.jobs = options.jobs;
  session.options.cancelled = &stop_requested();
  return session;
}

void tell_about(const codemod::FileReport& report, const CliOptions& options, Console& console) {
  if (report.skipped && (report.failed || options.verbose)) {
    // Reasons may name the file already, as messages of failed system calls do.
    const bool named = report.skipped->starts_with(report.path);
    console.complain(named ? *report.skipped : report.path + ": " + *report.skipped);
  }
  if (!options.quiet) console.err(codemod::notice_lines(report));
  if (options.verbose) console.err(codemod::kept_lines(report));
}

void tell_unknown_flags(const std::vector<std::string>& files, const CliOptions& options, Console& console) {
  for (const auto& [name, value] : options.flags)
    if (!codemod::binds_name(files, name)) console.note("--flag: no given file binds `" + name + "`");
}

bool tell_problems(const std::vector<std::string>& problems, Console& console) {
  for (const std::string& problem : problems) console.complain(problem);
  return !problems.empty();
}

}  // namespace asyncio2anyio

#pragma once

#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/inputs.h"
#include "cli/options.h"
#include "cli/project.h"
#include "engine/run/rewrite_all.h"
#include "engine/transform/knowledge.h"
#include "engine/transform/transform.h"

namespace asyncio2anyio {

inline constexpr int kDone = 0;
inline constexpr int kPending = 1;
inline constexpr int kFailed = 2;

/// What a run over files needs besides the files.
struct Session {
  codemod::Pipeline pipeline;
  codemod::RewriteOptions options;
  Project project;
};

/// Checks names of transforms and targets, and tells notes about them on the console.
[[nodiscard]] codemod::Result<Session> prepare_session(const CliOptions& options,
                                                       const Inputs& inputs, Console& console);

/// The transform of that name, or an error that suggests the nearest.
[[nodiscard]] codemod::Result<const codemod::Transform*> find_transform(
    const codemod::Pipeline& pipeline, const std::string& name);

/// Tells what is not right about a file: why it was skipped, its notices, and what it keeps, as
/// far as the verbosity asks for it.
void tell_about(const codemod::FileReport& report, const CliOptions& options, Console& console);

/// Notes the flags of the command line that no file has.
void tell_unknown_flags(const std::vector<std::string>& files, const CliOptions& options, Console& console);

/// Tells problems with the paths. True when there were any.
bool tell_problems(const std::vector<std::string>& problems, Console& console);

}  // namespace asyncio2anyio

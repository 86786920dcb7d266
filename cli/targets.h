#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/project.h"
#include "engine/support/result.h"
#include "engine/transform/rewrite_options.h"

namespace asyncio2anyio {

/// The versions to emit code for, and what the user should know about the choice.
struct ChosenTargets {
  codemod::Targets targets;
  std::vector<std::string> notes;
};

/// What the user asks for wins over what the project says, which wins over 3.10 and 4.16. A
/// request outside of what is supported is an error; a project's bound is moved into the
/// supported range, with a note where that could surprise.
[[nodiscard]] codemod::Result<ChosenTargets> choose_targets(
    const std::optional<std::string>& python, const std::optional<std::string>& anyio,
    const Project& project);

/// What to do about the project's dependency on anyio when the result needs `needed`; empty
/// when nothing.
[[nodiscard]] std::string dependency_note(const Project& project, codemod::Version needed);

}  // namespace asyncio2anyio

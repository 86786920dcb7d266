#pragma once

#include <string>
#include <vector>

#include "cli/options.h"

namespace asyncio2anyio {

/// The files of a run and what went wrong on the way to them.
struct Inputs {
  std::vector<std::string> roots;     ///< What was asked for, before walking.
  std::vector<std::string> files;     ///< Sorted, without duplicates.
  std::vector<std::string> beside;    ///< Other Python files of the projects whose configuration is among `files`.
  std::vector<std::string> problems;  ///< One line each; the exit status remembers.
};

/// Finds the files that the options ask for: operands, `--files-from`, or the current folder.
[[nodiscard]] Inputs find_inputs(const CliOptions& options);

/// Paths in a list that other programs made: separated by NUL when there is one, else by
/// newlines (a CR before them is dropped). Empty entries do not count.
[[nodiscard]] std::vector<std::string> split_path_list(std::string_view text);

/// Everything on standard input.
[[nodiscard]] codemod::Result<std::string> read_standard_input();

}  // namespace asyncio2anyio

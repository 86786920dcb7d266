#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/option_table.h"
#include "engine/support/result.h"

namespace asyncio2anyio {

enum class ColorMode : std::uint8_t { automatic, always, never };
enum class GatherStyle : std::uint8_t { task_group, function };
enum class StatusFormat : std::uint8_t { text, markdown, json, html };

/// The command line, checked as far as it can be without looking at files or transforms.
struct CliOptions {
  Command command = Command::rewrite;
  bool help = false;
  bool version = false;
  bool write = false;
  bool check = false;
  bool unsafe = false;
  bool no_ignore = false;
  bool quiet = false;
  bool verbose = false;
  bool filter = false;  ///< Source comes on standard input, leaves on standard output.
  std::vector<std::string> operands;  ///< Paths; names of transforms for `explain`.
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::map<std::string, bool, std::less<>> flags;  ///< Flags of the program and their values.
  std::vector<std::string> exclude;
  std::vector<std::string> include;
  std::vector<std::string> baselines;  ///< Earlier statuses, oldest first.
  std::optional<std::string> target_python;
  std::optional<std::string> target_anyio;
  std::optional<std::string> files_from;
  std::optional<std::string> stdin_filename;
  unsigned jobs = 1;
  ColorMode color = ColorMode::automatic;
  GatherStyle gather_style = GatherStyle::task_group;
  StatusFormat format = StatusFormat::text;
};

/// The name of a style on the command line.
[[nodiscard]] std::string_view style_name(GatherStyle style);

/// Reads the arguments that follow the program's name. The first operand is taken as a
/// command when it is the name of one and no `--` precedes it.
[[nodiscard]] codemod::Result<CliOptions> parse_command_line(std::vector<std::string> arguments);

}  // namespace asyncio2anyio

#include "cli/option_table.h"

#include <array>

namespace asyncio2anyio {
namespace {

using enum OptionKind;

constexpr std::string_view kMode = "Mode";
constexpr std::string_view kWhat = "What to rewrite";
constexpr std::string_view kFiles = "Which files";
constexpr std::string_view kOutput = "Output";

constexpr std::array kOptions = {
    OptionSpec{"write", 'w', flag, "", "rewrite files in place instead of printing a diff", kMode,
               true, false},
    OptionSpec{"check", '\0', flag, "",
               "change nothing; exit with 1 if a file would change (status: if there "
               "are new references)",
               kMode, true, true},
    OptionSpec{"select", '\0', list, "NAMES", "only these transforms, separated by commas [all]",
               kWhat, true, true},
    OptionSpec{"ignore", '\0', list, "NAMES", "leave these transforms out", kWhat, true, true},
    OptionSpec{"unsafe", '\0', flag, "", "also the rewrites that may change behaviour", kWhat, true,
               true},
    OptionSpec{"target-python", '\0', text, "VERSION",
               "oldest Python the result must run on, 3.8 to 3.14 [requires-python of the nearest "
               "pyproject.toml, "
               "else 3.10]",
               kWhat, true, true},
    OptionSpec{"target-anyio", '\0', text, "VERSION",
               "oldest anyio the result may rely on, 4.4 to 4.16 [lower bound in that "
               "pyproject.toml, else 4.16]",
               kWhat, true, true},
    OptionSpec{"gather-style", '\0', text, "STYLE",
               "how gathered results are written where both ways are possible, task-group or function "
               "[task-group]",
               kWhat, true, true},
    OptionSpec{"flag", '\0', list, "NAME=VALUE",
               "take the program's own flag NAME for always true or always false, with --unsafe",
               kWhat, true, true},
    OptionSpec{"exclude", '\0', list, "GLOB", "leave out what matches, as in a .gitignore", kFiles,
               true, true},
    OptionSpec{"include", '\0', list, "GLOB",
               "also take what matches, besides .py, .pyi, .pyw and Python scripts", kFiles, true,
               true},
    OptionSpec{"no-ignore", '\0', flag, "", "take files that git ignores, too", kFiles, true, true},
    OptionSpec{"files-from", '\0', text, "FILE",
               "read paths from FILE (- for standard input), one per line or separated by NUL",
               kFiles, true, true},
    OptionSpec{"stdin-filename", '\0', text, "NAME",
               "name of the source that is read with - as path", kFiles, true, false},
    OptionSpec{"format", '\0', text, "FORMAT", "text, markdown, json or html [text]", kOutput, false,
               true},
    OptionSpec{"baseline", '\0', list, "FILE",
               "compare with this earlier status in JSON; given several times, oldest first, with "
               "the last",
               kOutput, false, true},
    OptionSpec{"color", '\0', text, "WHEN", "auto, always or never [auto; NO_COLOR is respected]",
               kOutput, true, true},
    OptionSpec{"quiet", 'q', flag, "", "no summary, notes, progress; errors are still shown",
               kOutput, true, true},
    OptionSpec{"verbose", 'v', flag, "",
               "also list skipped files and what was kept, with reason and advice", kOutput, true,
               true},
    OptionSpec{"jobs", 'j', text, "N", "threads [all processors]", kOutput, true, true},
    OptionSpec{"version", '\0', flag, "", "print the version", kOutput, true, false},
    OptionSpec{"help", 'h', flag, "", "print this text", kOutput, true, true},
};

}  // namespace

std::span<const OptionSpec> option_table() { return kOptions; }

bool accepts(Command command, const OptionSpec& option) {
  switch (command) {
    case Command::rewrite:
      return option.for_rewrite;
    case Command::status:
      return option.for_status;
    case Command::transforms:
    case Command::explain:
      return option.name == "help";
  }
  return false;
}

std::string_view command_name(Command command) {
  switch (command) {
    case Command::rewrite:
      return "";
    case Command::status:
      return "status";
    case Command::transforms:
      return "transforms";
    case Command::explain:
      return "explain";
  }
  return "";
}

}  // namespace asyncio2anyio

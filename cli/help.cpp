#include "cli/help.h"

#include <algorithm>

namespace asyncio2anyio {
namespace {

constexpr std::size_t kColumns = 80;
constexpr std::size_t kHelpColumn = 28;

constexpr std::string_view kRewriteIntro =
    R"(Move Python code from asyncio to anyio.

Usage:
  asyncio2anyio [OPTIONS] [PATH...]     show what would change, as a diff
  asyncio2anyio status [PATH...]        show where the migration stands
  asyncio2anyio transforms              list the transforms
  asyncio2anyio explain NAME            say what a transform does and refuses

PATH is a file, a folder, or - for standard input [the current folder].
)";

constexpr std::string_view kRewriteOutro = R"(
Examples:
  asyncio2anyio src/                    preview
  asyncio2anyio --write src/ tests/     apply
  asyncio2anyio --check src/            fail if something is left to apply
  asyncio2anyio --select sleep,locks -w src/
  asyncio2anyio src/ | git apply        the diff is a patch
  git diff --name-only -z | asyncio2anyio --files-from - --check
  asyncio2anyio --stdin-filename app.py - < app.py

Exit status:
  0  done, or nothing to do
  1  with --check: a file would change
  2  something failed: a wrong argument, a file not read or not written
  130  interrupted

A folder that bears the name of a command is given as ./status.
)";

constexpr std::string_view kStatusIntro =
    R"(Show where the migration stands: what becomes of every asyncio reference.

Usage:
  asyncio2anyio status [OPTIONS] [PATH...]

Nothing is written. PATH is a file or a folder [the current folder].
)";

constexpr std::string_view kStatusOutro = R"(
Examples:
  asyncio2anyio status src/
  asyncio2anyio status --format markdown src/ > MIGRATION_STATUS.md
  asyncio2anyio status --format html --unsafe src/ > status.html
  asyncio2anyio status --format json src/ > baseline.json
  asyncio2anyio status --check --baseline baseline.json src/

Exit status:
  0  done
  1  with --check: there are references that the baseline does not have (without
     a baseline: any) and that no comment suppresses
  2  something failed: a wrong argument, a file not read
  130  interrupted
)";

constexpr std::string_view kTransformsHelp =
    R"(List the transforms: name, how safe their fixes are, what they do.

Usage:
  asyncio2anyio transforms
)";

constexpr std::string_view kExplainHelp =
    R"(Say what a transform does, what it leaves alone and how safe it is, in Markdown.

Usage:
  asyncio2anyio explain NAME...
)";

std::string left_side(const OptionSpec& option) {
  std::string text = option.letter == '\0' ? "      " : std::string("  -") + option.letter + ", ";
  text += "--" + std::string(option.name);
  if (!option.value.empty()) text += " " + std::string(option.value);
  return text;
}

/// Appends `text` wrapped at spaces, continued in the column of the explanations.
void append_wrapped(std::string& out, std::string_view text) {
  std::size_t column = kHelpColumn;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const bool starts_line = column == kHelpColumn;
    if (!starts_line && column + 1 + end > kColumns) {
      out += "\n" + std::string(kHelpColumn, ' ');
      column = kHelpColumn;
    } else if (!starts_line) {
      out += ' ';
      ++column;
    }
    out += text.substr(0, end);
    column += end;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  out += '\n';
}

void append_option(std::string& out, const OptionSpec& option) {
  const std::string left = left_side(option);
  out += left;
  if (left.size() + 2 > kHelpColumn) {
    out += "\n" + std::string(kHelpColumn, ' ');
  } else {
    out.append(kHelpColumn - left.size(), ' ');
  }
  append_wrapped(out, option.help);
}

std::string option_list(Command command) {
  std::string out;
  std::string_view group;
  for (const OptionSpec& option : option_table()) {
    if (!accepts(command, option)) continue;
    if (option.group != group) out += "\n" + std::string(option.group) + ":\n";
    group = option.group;
    append_option(out, option);
  }
  return out;
}

}  // namespace

std::string help_text(Command command) {
  switch (command) {
    case Command::rewrite:
      return std::string(kRewriteIntro) + option_list(command) + std::string(kRewriteOutro);
    case Command::status:
      return std::string(kStatusIntro) + option_list(command) + std::string(kStatusOutro);
    case Command::transforms:
      return std::string(kTransformsHelp);
    case Command::explain:
      return std::string(kExplainHelp);
  }
  return "";
}

}  // namespace asyncio2anyio

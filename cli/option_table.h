#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace asyncio2anyio {

/// What the program was asked to do. `rewrite` has no name on the command line.
enum class Command : std::uint8_t { rewrite, status, transforms, explain };

/// How often a value may follow: `flag` takes none, `text` one (the last given wins),
/// `list` one each time the option is given.
enum class OptionKind : std::uint8_t { flag, text, list };

/// One option, for the parser, for `--help` and for suggestions alike.
struct OptionSpec {
  std::string_view name;  ///< Without the dashes.
  char letter;            ///< Short form; '\0' when there is none.
  OptionKind kind;
  std::string_view value;  ///< How help calls the value.
  std::string_view help;   ///< Names the default where there is one.
  std::string_view group;  ///< Heading in help; options of one group are neighbours.
  bool for_rewrite;        ///< Accepted without a command.
  bool for_status;         ///< Accepted by `status`; `transforms` and `explain` take only `--help`.
};

/// Every option, in the order of help.
[[nodiscard]] std::span<const OptionSpec> option_table();

/// Whether `command` accepts the option.
[[nodiscard]] bool accepts(Command command, const OptionSpec& option);

/// `status`, `transforms`, `explain`; empty for `rewrite`.
[[nodiscard]] std::string_view command_name(Command command);

}  // namespace asyncio2anyio

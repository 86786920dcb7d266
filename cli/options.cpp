#include "cli/options.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <cctype>
#include <charconv>
#include <set>
#include <string_view>
#include <thread>

#include "cli/nearest_name.h"

namespace asyncio2anyio {
namespace {

namespace po = boost::program_options;
using codemod::failure;
using codemod::Result;

constexpr unsigned kMostJobs = 1024;
constexpr char kOperands[] = "operand";

const po::value_semantic* semantic(OptionKind kind) {
  switch (kind) {
    case OptionKind::flag:
      return po::bool_switch();
    case OptionKind::text:
      return po::value<std::string>();
    case OptionKind::list:
      return po::value<std::vector<std::string>>();
  }
  return nullptr;
}

po::options_description described_options() {
  po::options_description described;
  for (const OptionSpec& option : option_table()) {
    std::string names(option.name);
    if (option.letter != '\0') names += std::string(",") + option.letter;
    described.add_options()(names.c_str(), semantic(option.kind));
  }
  described.add_options()(kOperands, po::value<std::vector<std::string>>());
  return described;
}

/// Drops all but the last use of the options that mean one thing.
void keep_last(std::vector<po::option>& given) {
  std::set<std::string> seen;
  const auto superseded = [&seen](const po::option& one) {
    const auto spec =
        std::ranges::find(option_table(), std::string_view(one.string_key), &OptionSpec::name);
    if (spec == option_table().end() || spec->kind == OptionKind::list) return false;
    return !seen.insert(one.string_key).second;
  };
  std::ranges::reverse(given);
  std::erase_if(given, superseded);
  std::ranges::reverse(given);
}

std::string unknown_option_message(const std::string& typed) {
  std::vector<std::string> known;
  for (const OptionSpec& option : option_table()) known.push_back("--" + std::string(option.name));
  const bool is_long = typed.starts_with("--");
  return "unknown option `" + typed + "`" + (is_long ? did_you_mean(typed, known) : "");
}

std::string syntax_message(const po::invalid_command_line_syntax& error) {
  const std::string option = "`" + error.get_option_name() + "`";
  if (error.kind() == po::invalid_syntax::extra_parameter) return option + " takes no value";
  return option + " needs a value";
}

/// The library's view of the command line; its exceptions end here.
Result<po::variables_map> parse_with_library(const std::vector<std::string>& arguments) {
  namespace style = po::command_line_style;
  const po::options_description described = described_options();
  const po::positional_options_description operands =
      po::positional_options_description().add(kOperands, -1);
  try {
    po::parsed_options parsed = po::command_line_parser(arguments)
                                    .options(described)
                                    .positional(operands)
                                    .style(style::unix_style & ~style::allow_guessing)
                                    .run();
    keep_last(parsed.options);
    po::variables_map values;
    po::store(parsed, values);
    return values;
  } catch (const po::unknown_option& error) {
    return failure(unknown_option_message(error.get_option_name()));
  } catch (const po::invalid_command_line_syntax& error) {
    return failure(syntax_message(error));
  } catch (const po::error& error) {
    return failure(error.what());
  }
}

bool flag(const po::variables_map& values, const char* name) { return values[name].as<bool>(); }

std::optional<std::string> text(const po::variables_map& values, const char* name) {
  return values.count(name) != 0 ? std::optional(values[name].as<std::string>()) : std::nullopt;
}

std::vector<std::string> list(const po::variables_map& values, const char* name) {
  return values.count(name) != 0 ? values[name].as<std::vector<std::string>>()
                                 : std::vector<std::string>();
}

/// `a,b` and `c` become `a`, `b`, `c`.
std::vector<std::string> comma_list(const po::variables_map& values, const char* name) {
  std::vector<std::string> parts;
  for (const std::string& value : list(values, name)) {
    std::size_t begin = 0;
    while (begin <= value.size()) {
      const std::size_t end = std::min(value.find(',', begin), value.size());
      std::string part = value.substr(begin, end - begin);
      std::erase(part, ' ');
      if (!part.empty()) parts.push_back(std::move(part));
      begin = end + 1;
    }
  }
  return parts;
}

/// Index of the chosen word.
Result<std::size_t> choice(const std::string& option, const std::optional<std::string>& value,
                           const std::vector<std::string>& words) {
  if (!value) return 0;
  const auto found = std::ranges::find(words, *value);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
  return failure(option + ": `" + *value + "` is none of " + all + did_you_mean(*value, words));
}

Result<unsigned> job_count(const std::optional<std::string>& value) {
  if (!value) return std::max(1U, std::thread::hardware_concurrency());
  unsigned jobs = 0;
  const char* end = value->data() + value->size();
  const auto [stop, error] = std::from_chars(value->data(), end, jobs);
  if (error == std::errc() && stop == end && jobs >= 1 && jobs <= kMostJobs) return jobs;
  return failure("--jobs: `" + *value + "` is not a number from 1 to " + std::to_string(kMostJobs));
}

bool is_python_name(std::string_view text) {
  const auto fits = [](unsigned char c) { return c == '_' || c >= 0x80 || std::isalnum(c) != 0; };
  return !text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) == 0 && std::ranges::all_of(text, fits);
}

/// `NAME=true` and `NAME=false`.
Result<std::map<std::string, bool, std::less<>>> flag_values(const std::vector<std::string>& given) {
  std::map<std::string, bool, std::less<>> flags;
  for (const std::string& one : given) {
    const std::size_t equals = one.find('=');
    const std::string name = one.substr(0, equals);
    const std::string value = equals == std::string::npos ? "" : one.substr(equals + 1);
    if (!is_python_name(name)) return failure("--flag: `" + name + "` is not the name of a flag; write NAME=true or NAME=false");
    if (value != "true" && value != "false")
      return failure("--flag: `" + one + "` does not say NAME=true or NAME=false" + did_you_mean(value, {"true", "false"}));
    const auto [place, added] = flags.emplace(name, value == "true");
    if (!added && place->second != (value == "true")) return failure("--flag: `" + name + "` is given as true and as false");
  }
  return flags;
}

Command take_command(std::vector<std::string>& operands) {
  for (const Command command : {Command::status, Command::transforms, Command::explain}) {
    if (operands.empty() || operands.front() != command_name(command)) continue;
    operands.erase(operands.begin());
    return command;
  }
  return Command::rewrite;
}

CliOptions plain_values(const po::variables_map& values) {
  CliOptions options;
  options.help = flag(values, "help");
  options.version = flag(values, "version");
  options.write = flag(values, "write");
  options.check = flag(values, "check");
  options.unsafe = flag(values, "unsafe");
  options.no_ignore = flag(values, "no-ignore");
  options.quiet = flag(values, "quiet");
  options.verbose = flag(values, "verbose");
  options.select = comma_list(values, "select");
  options.ignore = comma_list(values, "ignore");
  options.exclude = list(values, "exclude");
  options.include = list(values, "include");
  options.baselines = list(values, "baseline");
  options.target_python = text(values, "target-python");
  options.target_anyio = text(values, "target-anyio");
  options.files_from = text(values, "files-from");
  options.stdin_filename = text(values, "stdin-filename");
  options.operands = list(values, kOperands);
  return options;
}

std::optional<std::string> foreign_option(const po::variables_map& values, Command command) {
  for (const OptionSpec& option : option_table()) {
    const auto& value = values[std::string(option.name)];
    const bool given = !value.empty() && !value.defaulted();
    if (!given || accepts(command, option)) continue;
    const std::string name = "`--" + std::string(option.name) + "`";
    if (command == Command::rewrite) return name + " belongs to `asyncio2anyio status`";
    return name + " does not go with `" + std::string(command_name(command)) + "`";
  }
  return std::nullopt;
}

/// Combinations that contradict each other.
std::optional<std::string> contradiction(const CliOptions& options) {
  const auto dash = std::ranges::count(options.operands, "-");
  if (options.write && options.check) return "`--write` and `--check` exclude each other";
  if (options.quiet && options.verbose) return "`--quiet` and `--verbose` exclude each other";
  if (dash > 0 && options.command == Command::status)
    return "`status` reads files, not standard input";
  if (options.command == Command::explain && options.operands.empty())
    return "`explain` needs the name of a transform; `asyncio2anyio transforms` lists them";
  if (options.command == Command::transforms && !options.operands.empty())
    return "`transforms` takes no argument";
  if (options.filter && (dash == 0 || options.operands.size() > 1 || options.files_from))
    return "`-` (or `--stdin-filename`) stands for the only source; give no other path with it";
  if (options.filter && options.write)
    return "`--write` does not go with `-`: the result goes to standard output";
  return std::nullopt;
}

/// Splits at the first `--`: what follows is never an option or a command.
std::vector<std::string> cut_literal_operands(std::vector<std::string>& arguments) {
  const auto separator = std::ranges::find(arguments, "--");
  if (separator == arguments.end()) return {};
  std::vector<std::string> literal(separator + 1, arguments.end());
  arguments.erase(separator, arguments.end());
  return literal;
}

/// What needs a second look: words, numbers, and how the parts go together.
Result<CliOptions> checked_options(CliOptions options, const po::variables_map& values) {
  if (auto wrong = foreign_option(values, options.command)) return failure(*wrong);
  const auto color = choice("--color", text(values, "color"), {"auto", "always", "never"});
  if (!color) return std::unexpected(color.error());
  const auto format = choice("--format", text(values, "format"), {"text", "markdown", "json", "html"});
  if (!format) return std::unexpected(format.error());
  const auto gather = choice("--gather-style", text(values, "gather-style"),
                             {std::string(style_name(GatherStyle::task_group)),
                              std::string(style_name(GatherStyle::function))});
  if (!gather) return std::unexpected(gather.error());
  const auto jobs = job_count(text(values, "jobs"));
  if (!jobs) return std::unexpected(jobs.error());
  auto flags = flag_values(comma_list(values, "flag"));
  if (!flags) return std::unexpected(flags.error());
  options.flags = std::move(*flags);
  options.color = static_cast<ColorMode>(*color);
  options.format = static_cast<StatusFormat>(*format);
  options.gather_style = static_cast<GatherStyle>(*gather);
  options.jobs = *jobs;
  if (auto wrong = contradiction(options)) return failure(*wrong);
  return options;
}

}  // namespace

std::string_view style_name(GatherStyle style) {
  return style == GatherStyle::function ? "function" : "task-group";
}

Result<CliOptions> parse_command_line(std::vector<std::string> arguments) {
  const std::vector<std::string> literal = cut_literal_operands(arguments);
  const Result<po::variables_map> values = parse_with_library(arguments);
  if (!values) return std::unexpected(values.error());
  CliOptions options = plain_values(*values);
  options.command = take_command(options.operands);
  options.operands.insert(options.operands.end(), literal.begin(), literal.end());
  if (options.help || options.version) return options;
  if (options.stdin_filename && options.operands.empty()) options.operands.emplace_back("-");
  options.filter = options.stdin_filename || std::ranges::count(options.operands, "-") > 0;
  return checked_options(std::move(options), *values);
}

}  // namespace asyncio2anyio

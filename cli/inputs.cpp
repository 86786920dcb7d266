#include "cli/inputs.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <set>
#include <system_error>

#include "cli/nearest_name.h"
#include "engine/source/file_walker.h"
#include "engine/support/files.h"
#include "transforms/api/pytest_configuration.h"

namespace asyncio2anyio {
namespace {

namespace fs = std::filesystem;
using codemod::failure;
using codemod::Result;

constexpr std::size_t kEntriesCompared = 10'000;
constexpr std::size_t kBlock = 1U << 16U;

bool is_there(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(path, error);
  // What cannot be looked at may well exist; opening it will tell.
  return status.type() != fs::file_type::not_found;
}

fs::path absolute(const fs::path& path) {
  std::error_code error;
  const fs::path full = fs::absolute(path, error);
  return (error ? path : full).lexically_normal();
}

std::vector<std::string> entries_of(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator entry(folder.empty() ? fs::path(".") : folder, error);
  for (; !error && entry != fs::directory_iterator() && names.size() < kEntriesCompared;
       entry.increment(error))
    names.push_back(entry->path().filename().string());
  return names;
}

/// What a missing path may have meant: the first part of it that does not exist is compared
/// with its neighbours; a lone word also with the commands.
std::string suggestion(const fs::path& missing) {
  fs::path known;
  for (const fs::path& part : missing) {
    if (is_there(known / part)) {
      known /= part;
      continue;
    }
    std::vector<std::string> names = entries_of(known);
    if (missing == part)
      for (const Command command : {Command::status, Command::transforms, Command::explain})
        names.emplace_back(command_name(command));
    const std::string name = nearest_name(part.string(), names);
    return name.empty() ? "" : "; did you mean `" + (known / name).string() + "`?";
  }
  return "";
}

/// Reads to the end; `name` is for the message.
Result<std::string> read_all(int descriptor, const std::string& name) {
  std::string text;
  std::array<char, kBlock> block{};
  while (true) {
    const ssize_t count = ::read(descriptor, block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failure(name + ": " + std::strerror(errno));
    if (count == 0) return text;
    text.append(block.data(), static_cast<std::size_t>(count));
  }
}

/// Reads what a shell may pass instead of a file, too: a pipe, a terminal.
Result<std::string> read_list(const std::string& path) {
  if (path == "-") return read_standard_input();
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return failure(path + ": " + std::strerror(errno));
  Result<std::string> text = read_all(descriptor, path);
  ::close(descriptor);
  return text;
}

/// Appends the paths of `--files-from`.
Result<void> add_listed(const std::string& list, std::vector<std::string>& paths) {
  const Result<std::string> text = read_list(list);
  if (!text) return std::unexpected(text.error());
  for (std::string& path : split_path_list(*text)) paths.push_back(std::move(path));
  return {};
}

/// Whether a file is Python, or a configuration that has to follow it.
bool matters(const std::string& path) {
  if (!is_pytest_configuration(path)) return true;
  const Result<std::string> text = codemod::read_file(path);
  return text && read_pytest_configuration(path, *text).is_auto();
}

/// The Python files below the folders of the configurations among `files` that are not in it.
std::vector<std::string> python_files_beside(const std::vector<std::string>& files, const CliOptions& options) {
  std::vector<std::string> folders;
  for (const std::string& path : files)
    if (is_pytest_configuration(path)) folders.push_back(fs::path(path).parent_path().string());
  std::vector<std::string> others;
  if (folders.empty()) return others;
  for (std::string& folder : folders)
    if (folder.empty()) folder = ".";
  const std::vector<std::string> all =
      codemod::walk_files(folders, {.respect_ignore_files = !options.no_ignore}).files;
  std::set<fs::path> known;
  for (const std::string& path : files) known.insert(absolute(path));
  for (const std::string& path : all)
    if (!known.contains(absolute(path))) others.push_back(path);
  return others;
}

}  // namespace

std::vector<std::string> split_path_list(std::string_view text) {
  const bool by_nul = text.find('\0') != std::string_view::npos;
  const char separator = by_nul ? '\0' : '\n';
  std::vector<std::string> paths;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    std::string_view path = text.substr(0, end);
    if (!by_nul && path.ends_with('\r')) path.remove_suffix(1);
    if (!path.empty()) paths.emplace_back(path);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return paths;
}

Result<std::string> read_standard_input() { return read_all(STDIN_FILENO, "standard input"); }

Inputs find_inputs(const CliOptions& options) {
  Inputs inputs;
  std::vector<std::string> paths = options.operands;
  if (options.files_from) {
    if (const Result<void> listed = add_listed(*options.files_from, paths); !listed)
      inputs.problems.push_back("--files-from: " + listed.error().message);
  } else if (paths.empty()) {
    paths.emplace_back(".");
  }
  for (std::string& path : paths) {
    if (is_there(path)) {
      inputs.roots.push_back(std::move(path));
      continue;
    }
    inputs.problems.push_back(path + ": no such file or folder" + suggestion(path));
  }
  if (inputs.roots.empty()) return inputs;
  codemod::WalkResult walked =
      codemod::walk_files(inputs.roots, {.exclude = options.exclude,
                                         .include = options.include,
                                         .names = pytest_configuration_names(),
                                         .respect_ignore_files = !options.no_ignore});
  std::ranges::copy_if(walked.files, std::back_inserter(inputs.files), matters);
  inputs.beside = python_files_beside(inputs.files, options);
  for (const codemod::Error& error : walked.errors) inputs.problems.push_back(error.message);
  return inputs;
}

}  // namespace asyncio2anyio

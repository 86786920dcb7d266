#include "engine/source/ignore_rules.h"

#include <git2.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "engine/source/glob.h"
#include "engine/support/files.h"

namespace codemod {
namespace {

struct RepositoryDeleter {
  void operator()(git_repository* repository) const noexcept { git_repository_free(repository); }
};
using Repository = std::unique_ptr<git_repository, RepositoryDeleter>;

struct ConfigDeleter {
  void operator()(git_config* config) const noexcept { git_config_free(config); }
};

/// A text that libgit2 allocated.
struct GitText {
  git_buf raw{};
  GitText() = default;
  GitText(const GitText&) = delete;
  GitText& operator=(const GitText&) = delete;
  ~GitText() { git_buf_dispose(&raw); }
};

Repository open_repository(const std::string& folder, unsigned flags) {
  git_repository* raw = nullptr;
  if (git_repository_open_ext(&raw, folder.c_str(), flags, nullptr) != 0) return nullptr;
  return Repository(raw);
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Where git looks when `core.excludesFile` is not set.
std::string default_excludes_file() {
  if (const std::string config = environment("XDG_CONFIG_HOME"); !config.empty())
    return config + "/git/ignore";
  const std::string home = environment("HOME");
  return home.empty() ? "" : home + "/.config/git/ignore";
}

std::string excludes_file(git_repository* repository) {
  git_config* raw = nullptr;
  if (git_repository_config_snapshot(&raw, repository) != 0) return default_excludes_file();
  const std::unique_ptr<git_config, ConfigDeleter> config(raw);
  GitText path;
  if (git_config_get_path(&path.raw, config.get(), "core.excludesfile") != 0)
    return default_excludes_file();
  return path.raw.ptr;
}

// The rules that hold in all of a repository, weakest first.
std::shared_ptr<const IgnoreScope> outermost_scope(git_repository* repository) {
  const auto excludes =
      std::make_shared<IgnoreScope>(nullptr, "", read_ignore_file(excludes_file(repository)));
  const std::string common = git_repository_commondir(repository);
  return std::make_shared<IgnoreScope>(excludes, "", read_ignore_file(common + "/info/exclude"));
}

std::string_view trimmed_line(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  while (line.ends_with(' ') && !line.ends_with("\\ ")) line.remove_suffix(1);
  return line;
}

}  // namespace

IgnorePatterns IgnorePatterns::parse(std::string_view text) {
  IgnorePatterns result;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t newline = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed_line(text.substr(0, newline));
    if (!line.empty() && line.front() != '#') result.add(line);
    text.remove_prefix(std::min(newline + 1, text.size()));
  }
  return result;
}

void IgnorePatterns::add(std::string_view text) {
  Pattern pattern;
  pattern.negated = text.starts_with('!');
  if (pattern.negated) text.remove_prefix(1);
  pattern.directories_only = text.ends_with('/');
  if (pattern.directories_only) text.remove_suffix(1);
  pattern.anchored = text.contains('/');
  if (text.starts_with('/')) text.remove_prefix(1);
  if (text.empty()) return;
  pattern.literal = text.find_first_of("*?[\\") == text.npos;
  pattern.text = text;
  patterns_.push_back(std::move(pattern));
}

bool IgnorePatterns::matches(const Pattern& pattern, std::string_view path, std::string_view name) {
  const std::string_view subject = pattern.anchored ? path : name;
  if (pattern.literal) return subject == pattern.text;
  return glob_matches(pattern.text, subject);
}

std::optional<bool> IgnorePatterns::decide(std::string_view path, bool is_directory) const {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend(); ++pattern)
    if ((is_directory || !pattern->directories_only) && matches(*pattern, path, name))
      return !pattern->negated;
  return std::nullopt;
}

bool IgnoreScope::ignores(std::string_view path, bool is_directory) const {
  for (const IgnoreScope* scope = this; scope != nullptr; scope = scope->outer_.get())
    if (const auto decision = scope->patterns_.decide(path.substr(scope->base_size_), is_directory))
      return *decision;
  return false;
}

RepositoryFinder::RepositoryFinder() {
  git_libgit2_init();
  // Rules are only read here: a repository of another user is as good as one's own.
  git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
}

RepositoryFinder::~RepositoryFinder() { git_libgit2_shutdown(); }

std::optional<RepositoryPlace> RepositoryFinder::containing(const std::string& folder) const {
  const Repository repository = open_repository(folder, 0);
  const char* top = repository ? git_repository_workdir(repository.get()) : nullptr;
  if (top == nullptr) return std::nullopt;
  std::error_code error;
  const std::string real = std::filesystem::canonical(folder, error).native() + "/";
  const std::string_view top_view = top;
  if (error || !real.starts_with(top_view)) return std::nullopt;

  RepositoryPlace place{real.substr(top_view.size()), outermost_scope(repository.get())};
  for (std::size_t slash = place.path.find('/'), begin = 0; slash != std::string::npos;
       begin = slash + 1, slash = place.path.find('/', begin)) {
    const std::string base = place.path.substr(0, begin);
    place.scope = std::make_shared<IgnoreScope>(
        place.scope, base, read_ignore_file(std::string(top_view) + base + ".gitignore"));
  }
  return place;
}

std::optional<RepositoryPlace> RepositoryFinder::at(const std::string& folder) const {
  const Repository repository = open_repository(folder, GIT_REPOSITORY_OPEN_NO_SEARCH);
  if (!repository || git_repository_workdir(repository.get()) == nullptr) return std::nullopt;
  return RepositoryPlace{"", outermost_scope(repository.get())};
}

IgnorePatterns read_ignore_file(const std::string& path) {
  const Result<std::string> text = read_file(path);
  return text ? IgnorePatterns::parse(*text) : IgnorePatterns();
}

}  // namespace codemod

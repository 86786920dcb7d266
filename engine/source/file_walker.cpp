#include "engine/source/file_walker.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/source/ignore_rules.h"

namespace codemod {
namespace {

constexpr auto kPythonSuffixes = std::to_array<std::string_view>({".py", ".pyi", ".pyw"});

// Folders that hold what tools made or installed. Hidden ones need no mention.
constexpr auto kCacheFolders =
    std::to_array<std::string_view>({"__pycache__", "__pypackages__", "node_modules"});

struct DirectoryCloser {
  void operator()(DIR* directory) const noexcept { ::closedir(directory); }
};
using Directory = std::unique_ptr<DIR, DirectoryCloser>;

enum class EntryKind : std::uint8_t { file, directory, other };

struct Entry {
  std::string name;
  EntryKind kind = EntryKind::other;
  bool is_link = false;
  std::uint64_t inode = 0;  ///< A hint only: some file systems list other numbers than they stat.
};

struct Found {
  std::string path;
  std::uint64_t inode = 0;
  bool is_link = false;
};

/// What a folder holds, as far as it matters here.
struct Listing {
  std::vector<Entry> entries;  ///< Without hidden ones and without files that cannot be Python.
  bool has_git = false;
  bool has_ignore_file = false;
  bool is_environment = false;
};

/// A folder that is still to be read.
struct Folder {
  std::string path;             ///< As shown; empty for the current one.
  std::size_t root_size = 0;    ///< How much of `path` and its slash names the folder given.
  std::string repository_path;  ///< Relative to the top of the repository, with a slash at the end.
  std::shared_ptr<const IgnoreScope> scope;  ///< Null outside of repositories.
  bool is_given = false;                     ///< Named by the user: nothing keeps us from entering.
};

std::string joined(const std::string& folder, std::string_view name) {
  std::string path = folder;
  if (!path.empty() && !path.ends_with('/')) path += '/';
  return path += name;
}

EntryKind kind_of(mode_t mode) {
  if (S_ISREG(mode)) return EntryKind::file;
  return S_ISDIR(mode) ? EntryKind::directory : EntryKind::other;
}

// Only links, and what the file system gives no kind for, cost a look at the file itself.
Entry examined(int folder, const dirent& raw) {
  Entry entry{raw.d_name, EntryKind::other, raw.d_type == DT_LNK, raw.d_ino};
  struct stat status {};
  if (raw.d_type == DT_UNKNOWN &&
      ::fstatat(folder, raw.d_name, &status, AT_SYMLINK_NOFOLLOW) == 0) {
    entry.is_link = S_ISLNK(status.st_mode);
    entry.kind = kind_of(status.st_mode);
  }
  if (raw.d_type == DT_REG) entry.kind = EntryKind::file;
  if (raw.d_type == DT_DIR) entry.kind = EntryKind::directory;
  if (entry.is_link && ::fstatat(folder, raw.d_name, &status, 0) == 0) {
    entry.kind = S_ISREG(status.st_mode) ? EntryKind::file : EntryKind::other;
    entry.inode = status.st_ino;
  }
  return entry;
}

bool has_python_suffix(std::string_view name) {
  return std::ranges::any_of(kPythonSuffixes,
                             [&](std::string_view suffix) { return name.ends_with(suffix); });
}

// Only scripts without an extension can be Python without saying so in their name.
bool may_have_shebang(std::string_view name) { return !name.contains('.'); }

bool has_python_shebang(int folder, const std::string& name) {
  const int fd = ::openat(folder, name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) return false;
  std::array<char, 128> start{};
  const ssize_t size = ::read(fd, start.data(), start.size());
  ::close(fd);
  const std::string_view text(start.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
  return text.starts_with("#!") && text.substr(0, text.find_first_of("\r\n")).contains("python");
}

// Without slashes at the end and, except for the current folder itself, otherwise as given.
std::string tidied(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

IgnorePatterns patterns_from(const std::vector<std::string>& globs) {
  IgnorePatterns patterns;
  for (const std::string& glob : globs)
    patterns.add(glob.starts_with("./") ? glob.substr(2) : glob);
  return patterns;
}

// What patterns with a slash are compared with: the path without what means "here".
std::string_view without_prefix(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  if (path.starts_with('/')) path.remove_prefix(1);
  return path;
}

std::string reason(int code) {
  return code == ENOENT || code == ENOTDIR ? "no such file or directory"
                                           : std::string("cannot be read: ") + std::strerror(code);
}

/// One walk over all arguments.
class Walker {
 public:
  explicit Walker(const WalkOptions& options)
      : exclude_(patterns_from(options.exclude)),
        include_(patterns_from(options.include)),
        names_(options.names) {
    if (options.respect_ignore_files) repositories_.emplace();
  }

  void add(const std::string& argument) {
    const std::string path = tidied(argument);
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return fail(argument, errno);
    if (S_ISDIR(status.st_mode)) return walk(path);
    struct stat link {};
    const bool is_link = ::lstat(path.c_str(), &link) == 0 && S_ISLNK(link.st_mode);
    found_.push_back({path, status.st_ino, is_link});
  }

  WalkResult finish() &&;

 private:
  void walk(const std::string& root);
  void visit(Folder folder);
  void visit_entry(const Folder& folder, int descriptor, const Entry& entry);
  void visit_subfolder(const Folder& folder, const Entry& entry);
  void add_rules(Folder& folder, const std::string& shown, const Listing& listing) const;
  [[nodiscard]] bool may_matter(const dirent& raw) const;
  [[nodiscard]] Listing read_listing(DIR* directory) const;
  [[nodiscard]] bool is_python(const Folder& folder, const std::string& path, int descriptor,
                               const std::string& name) const;
  [[nodiscard]] bool is_unwanted(const Folder& folder, const std::string& path,
                                 const Entry& entry) const;
  void drop_second_names();

  void fail(const std::string& path, int code) { errors_.push_back({path + ": " + reason(code)}); }

  [[nodiscard]] bool is_named(std::string_view name) const {
    return std::ranges::find(names_, name) != names_.end();
  }

  static std::optional<bool> decide(const IgnorePatterns& patterns, const Folder& folder,
                                    std::string_view path, bool is_directory);

  IgnorePatterns exclude_;
  IgnorePatterns include_;
  std::vector<std::string_view> names_;
  std::optional<RepositoryFinder> repositories_;
  std::vector<Folder> pending_;
  std::vector<Found> found_;
  std::vector<Error> errors_;
};

void Walker::walk(const std::string& root) {
  Folder folder;
  folder.path = root == "." ? "" : root;
  folder.root_size = joined(folder.path, "").size();
  folder.is_given = true;
  if (repositories_) {
    if (auto place = repositories_->containing(root)) {
      folder.repository_path = std::move(place->path);
      folder.scope = std::move(place->scope);
    }
  }
  pending_.push_back(std::move(folder));
  while (!pending_.empty()) {
    Folder next = std::move(pending_.back());
    pending_.pop_back();
    visit(std::move(next));
  }
}

// By the name alone: most entries of most folders end here.
bool Walker::may_matter(const dirent& raw) const {
  const std::string_view name = raw.d_name;
  if (is_named(name)) return true;
  if (name.starts_with('.')) return false;
  if (raw.d_type == DT_DIR || raw.d_type == DT_UNKNOWN || !include_.empty()) return true;
  return has_python_suffix(name) || may_have_shebang(name);
}

Listing Walker::read_listing(DIR* directory) const {
  Listing listing;
  while (const dirent* raw = ::readdir(directory)) {
    const std::string_view name = raw->d_name;
    listing.has_git = listing.has_git || name == ".git";
    listing.has_ignore_file = listing.has_ignore_file || name == ".gitignore";
    listing.is_environment = listing.is_environment || name == "pyvenv.cfg";
    if (may_matter(*raw)) listing.entries.push_back(examined(::dirfd(directory), *raw));
  }
  return listing;
}

void Walker::visit(Folder folder) {
  const std::string shown = folder.path.empty() ? "." : folder.path;
  const Directory directory(::opendir(shown.c_str()));
  if (!directory) return fail(shown, errno);
  const Listing listing = read_listing(directory.get());
  if (listing.is_environment && !folder.is_given) return;
  add_rules(folder, shown, listing);
  for (const Entry& entry : listing.entries) visit_entry(folder, ::dirfd(directory.get()), entry);
}

// What the folder itself says: that a repository begins here, and its `.gitignore`.
void Walker::add_rules(Folder& folder, const std::string& shown, const Listing& listing) const {
  if (!repositories_) return;
  if (listing.has_git && !folder.is_given) {
    if (auto place = repositories_->at(shown)) {
      folder.repository_path.clear();
      folder.scope = std::move(place->scope);
    }
  }
  if (folder.scope && listing.has_ignore_file)
    folder.scope = std::make_shared<IgnoreScope>(folder.scope, folder.repository_path,
                                                 read_ignore_file(joined(shown, ".gitignore")));
}

void Walker::visit_entry(const Folder& folder, int descriptor, const Entry& entry) {
  if (entry.kind == EntryKind::other) return;
  if (entry.kind == EntryKind::directory) return visit_subfolder(folder, entry);
  std::string path = joined(folder.path, entry.name);
  if (!is_python(folder, path, descriptor, entry.name) || is_unwanted(folder, path, entry)) return;
  found_.push_back({std::move(path), entry.inode, entry.is_link});
}

void Walker::visit_subfolder(const Folder& folder, const Entry& entry) {
  if (std::ranges::find(kCacheFolders, entry.name) != kCacheFolders.end()) return;
  Folder inner{joined(folder.path, entry.name), folder.root_size, {}, folder.scope, false};
  if (is_unwanted(folder, inner.path, entry)) return;
  if (inner.scope) inner.repository_path = folder.repository_path + entry.name + "/";
  pending_.push_back(std::move(inner));
}

bool Walker::is_python(const Folder& folder, const std::string& path, int descriptor,
                       const std::string& name) const {
  return has_python_suffix(name) || is_named(name) || decide(include_, folder, path, false).value_or(false) ||
         (may_have_shebang(name) && has_python_shebang(descriptor, name));
}

bool Walker::is_unwanted(const Folder& folder, const std::string& path, const Entry& entry) const {
  const bool is_directory = entry.kind == EntryKind::directory;
  if (decide(exclude_, folder, path, is_directory).value_or(false)) return true;
  return folder.scope && folder.scope->ignores(folder.repository_path + entry.name, is_directory);
}

// Patterns with a slash start where the tool was started, or else at the folder given.
std::optional<bool> Walker::decide(const IgnorePatterns& patterns, const Folder& folder,
                                   std::string_view path, bool is_directory) {
  if (patterns.empty()) return std::nullopt;
  if (const auto decision = patterns.decide(without_prefix(path), is_directory)) return decision;
  return patterns.decide(path.substr(folder.root_size), is_directory);
}

// A file that was found by several names stays under one: a real name if it has one, of those the
// first.
void Walker::drop_second_names() {
  using Identity = std::tuple<dev_t, ino_t>;
  std::ranges::sort(found_, {}, [](const Found& file) {
    return std::tuple(file.inode, file.is_link, file.path);
  });
  std::vector<Found> kept;
  for (auto group = found_.begin(); group != found_.end();) {
    const auto end = std::find_if(group, found_.end(),
                                  [&](const Found& file) { return file.inode != group->inode; });
    const bool is_alone = std::next(group) == end;
    std::vector<Identity> seen;
    for (; group != end; ++group) {
      struct stat status {};
      if (!is_alone && ::stat(group->path.c_str(), &status) == 0) {
        const Identity identity{status.st_dev, status.st_ino};
        if (std::ranges::find(seen, identity) != seen.end()) continue;
        seen.push_back(identity);
      }
      kept.push_back(std::move(*group));
    }
  }
  found_ = std::move(kept);
}

WalkResult Walker::finish() && {
  drop_second_names();
  WalkResult result;
  result.files.reserve(found_.size());
  for (Found& file : found_) result.files.push_back(std::move(file.path));
  std::ranges::sort(result.files);
  const auto repeated = std::ranges::unique(result.files);
  result.files.erase(repeated.begin(), repeated.end());
  std::ranges::sort(errors_, {}, &Error::message);
  result.errors = std::move(errors_);
  return result;
}

}  // namespace

WalkResult walk_files(const std::vector<std::string>& paths, const WalkOptions& options) {
  Walker walker(options);
  for (const std::string& path : paths) walker.add(path);
  return std::move(walker).finish();
}

}  // namespace codemod

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace codemod {

/// An ordered list of patterns as in a `.gitignore`; the last one that matches decides.
class IgnorePatterns {
 public:
  /// Reads the text of an ignore file: comments, escapes and blank lines as git has them.
  static IgnorePatterns parse(std::string_view text);
  /// Adds one pattern: `!` in front negates, a slash at the end asks for a folder, any other slash
  /// ties the pattern to the start of the path.
  void add(std::string_view text);
  [[nodiscard]] bool empty() const { return patterns_.empty(); }
  /// True to ignore, false to keep, nothing when no pattern matches. `path` is relative to
  /// where the patterns stand.
  [[nodiscard]] std::optional<bool> decide(std::string_view path, bool is_directory) const;

 private:
  struct Pattern {
    std::string text;
    bool negated = false;
    bool directories_only = false;
    bool anchored = false;  ///< Compared with the path, not with the name.
    bool literal = false;   ///< Has nothing special in it.
  };
  static bool matches(const Pattern& pattern, std::string_view path, std::string_view name);

  std::vector<Pattern> patterns_;
};

/// The ignore rules that hold in one folder of a repository: its own in front of those of the
/// folders above. Immutable and shared by the folders below.
class IgnoreScope {
 public:
  /// `base` is the folder of the patterns, relative to the top of the repository, with a slash at
  /// the end unless it is the top.
  IgnoreScope(std::shared_ptr<const IgnoreScope> outer, std::string_view base,
              IgnorePatterns patterns)
      : outer_(std::move(outer)), base_size_(base.size()), patterns_(std::move(patterns)) {}
  /// Whether git ignores `path`, which is relative to the top of the repository.
  [[nodiscard]] bool ignores(std::string_view path, bool is_directory) const;

 private:
  std::shared_ptr<const IgnoreScope> outer_;
  std::size_t base_size_;
  IgnorePatterns patterns_;
};

/// A folder's place in a git repository, and the rules that hold for it from outside.
struct RepositoryPlace {
  std::string path;  ///< Relative to the top, with a slash at the end unless it is the top.
  std::shared_ptr<const IgnoreScope> scope;
};

/// Finds repositories. Keeps libgit2 initialised while it lives.
class RepositoryFinder {
 public:
  RepositoryFinder();
  ~RepositoryFinder();
  RepositoryFinder(const RepositoryFinder&) = delete;
  RepositoryFinder& operator=(const RepositoryFinder&) = delete;

  /// The repository that `folder` is in, with the rules of git's configuration and of the folders
  /// above, but not those of `folder` itself. Nothing when it is in none.
  [[nodiscard]] std::optional<RepositoryPlace> containing(const std::string& folder) const;
  /// The repository whose top `folder` is.
  [[nodiscard]] std::optional<RepositoryPlace> at(const std::string& folder) const;
};

/// The patterns of an ignore file; none when it cannot be read.
[[nodiscard]] IgnorePatterns read_ignore_file(const std::string& path);

}  // namespace codemod

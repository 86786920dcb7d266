#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace codemod {

/// An import that the code can do without: `try: import …` with a handler for its absence.
struct GuardedImport {
  std::uint32_t line = 1;          ///< Of the `try`.
  std::vector<std::string> flags;  ///< Names that tell afterwards which it was (`HAS_X`), sorted.
  friend bool operator==(const GuardedImport&, const GuardedImport&) = default;
};

/// What a migration wants to know of a file besides its references.
struct FileSurvey {
  bool mentions = false;              ///< Has the word, in whatever place.
  std::vector<std::string> imports;   ///< Modules and imported names, qualified, sorted, once each.
  std::vector<GuardedImport> guards;  ///< By place.
  std::map<std::string, std::uint32_t, std::less<>> uses;  ///< Of names of the library, qualified.
  std::vector<std::string> lines;  ///< Of the whole text, when the caller asked for them.
};

}  // namespace codemod

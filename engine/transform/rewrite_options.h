#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/support/version.h"

namespace codemod {

/// What the emitted code may rely on.
struct Targets {
  Version python{3, 10};
  Version library{4, 16};
  friend bool operator==(const Targets&, const Targets&) = default;
};

/// What one run may do.
struct RewriteOptions {
  std::vector<std::string> select;  ///< Names of the transforms to run; empty for all.
  std::vector<std::string> ignore;  ///< Names of transforms to leave out.
  bool allow_unsafe = false;
  Targets targets;
  std::map<std::string, std::string, std::less<>> styles;  ///< Chosen spellings of the result, by what they are about.
  std::vector<std::string> beside = {};  ///< Files that are not given and of which the notes are taken all the same.
  unsigned jobs = 1;        ///< Threads; 0 counts as 1.
  unsigned max_passes = 10;  ///< Passes over one file before giving up.
  const std::atomic<bool>* cancelled = nullptr;  ///< Set from outside to stop early; may be null.
};

}  // namespace codemod

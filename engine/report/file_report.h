#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/edit/new_name.h"
#include "engine/edit/reference_kind.h"
#include "engine/edit/safety.h"
#include "engine/support/version.h"

namespace codemod {

/// What became of one reference. Every reference has exactly one outcome.
enum class Outcome : std::uint8_t { rewritten, kept, suppressed };

/// One line of the ledger. Places are those of the file before any rewrite.
struct ReferenceReport {
  std::uint32_t line = 1;    ///< Starts at 1.
  std::uint32_t column = 1;  ///< Starts at 1, counts Unicode code points.
  ReferenceKind kind = ReferenceKind::name;
  std::string name;  ///< Qualified (`asyncio.sleep`), or kind and method (`loop.time`).
  Outcome outcome = Outcome::kept;
  Safety level = Safety::advice;  ///< Of the fix that was applied or held back; `advice` when there is none.
  std::string transform;          ///< Who decided.
  std::string message;            ///< What was done, or why nothing was.
  std::string advice;             ///< What a person can do; empty when rewritten.
  // For what the files of a run settle among themselves.
  std::string local = {};                 ///< As the file spells it (`aio.sleep`).
  NewName becomes = {};                   ///< What is used in its place, in the same way, by the fix that is meant.
  std::vector<std::string> follows = {};  ///< Patches that the fix takes part in.
};

/// Something to tell about a file that is not about one reference: a suppression that
/// suppresses nothing, a fix that was undone.
struct Notice {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::string transform;
  std::string message;
};

/// Everything one run has to say about one file.
struct FileReport {
  std::string path;                    ///< As given, joined with what was walked.
  std::optional<std::string> skipped;  ///< Why the file was left alone as a whole.
  bool failed = false;                 ///< The skip is an error: the exit status remembers.
  std::vector<ReferenceReport> references;  ///< By place.
  std::vector<Notice> notices;              ///< By place.
  std::string before;  ///< Empty when nothing changed.
  std::string after;   ///< Empty when nothing changed.
  std::uint32_t held_back = 0;              ///< Unsafe fixes that were not applied.
  Version needs_library{};                  ///< Lowest library version that the emitted code needs.

  [[nodiscard]] bool changed() const { return before != after; }
};

}  // namespace codemod

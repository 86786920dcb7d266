#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "engine/report/file_report.h"

namespace codemod {

/// The ledger in numbers: `found` is always the sum of the others.
struct ReferenceCounts {
  std::size_t found = 0;
  std::size_t rewritten = 0;
  std::size_t kept = 0;
  std::size_t suppressed = 0;
  friend bool operator==(const ReferenceCounts&, const ReferenceCounts&) = default;
};

/// What one transform can do, whether or not this run was allowed to.
struct TransformCounts {
  std::size_t safe = 0;        ///< Rewritten at no risk.
  std::size_t unsafe = 0;      ///< Rewritten, or held back, with a change of behaviour.
  std::size_t kept = 0;        ///< Left for a person.
  std::size_t suppressed = 0;  ///< Left by the user's wish.
  friend bool operator==(const TransformCounts&, const TransformCounts&) = default;
};

/// What a run adds up to.
struct Summary {
  std::size_t files = 0;
  std::size_t changed = 0;
  std::size_t skipped = 0;
  ReferenceCounts references;
  std::size_t held_back = 0;  ///< Unsafe fixes that were not applied.
  Version needs_library{};    ///< The most that any file asks for.
  std::map<std::string, std::size_t, std::less<>> skip_reasons;
  std::map<std::string, TransformCounts, std::less<>> transforms;
  std::map<std::string, std::size_t, std::less<>>
      kept_by_file;  ///< Only files that keep something.
};

/// Counts one file in.
void add(Summary& summary, const FileReport& report);

/// Counts a file as skipped that was counted in without a reason.
void add_skip(Summary& summary, std::string_view reason, std::string_view path);

/// One line for each reason to skip files, most frequent first, details left out; empty when no
/// file was skipped.
[[nodiscard]] std::string skip_lines(const Summary& summary);

/// How the numbers are told.
struct SummaryWords {
  std::string_view module;        ///< What is migrated away from.
  std::string_view library;       ///< What the emitted code uses.
  std::string_view changed_verb;  ///< `would change`, `rewritten`.
};

/// The lines that end a run: files, skipped files by reason, references, fixes held back, the
/// library version needed. Ends with a newline.
[[nodiscard]] std::string summary_text(const Summary& summary, const SummaryWords& words);

}  // namespace codemod

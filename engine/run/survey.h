#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/file_survey.h"
#include "engine/report/status_document.h"
#include "engine/source/source_file.h"
#include "engine/support/result.h"
#include "engine/transform/rewrite_options.h"

namespace codemod {

/// What to look for in many files.
struct SurveyQuestion {
  std::string_view word;     ///< Looked for everywhere, strings and comments included.
  std::string_view library;  ///< Whose uses are counted, and whose guarded imports are found.
  std::set<std::string_view> packages;  ///< Top packages whose imports are told, the library's too.
};

/// Surveys one file. Only files that import one of the packages are parsed.
[[nodiscard]] FileSurvey survey_source(const SourceFile& source, const SurveyQuestion& question);

/// Receives one survey per file, in the order of the files, one call at a time.
using SurveySink = std::function<void(std::size_t, Result<FileSurvey>&&)>;

/// Surveys many files with `options.jobs` threads; files that cannot be read give an error.
/// `keeps_lines` says of which files (by number) the text is wanted.
void survey_all(const std::vector<std::string>& files, const SurveyQuestion& question,
                const RewriteOptions& options, const std::function<bool(std::size_t)>& keeps_lines,
                const SurveySink& sink);

/// How often `word` stands in the text by itself, not as a part of a longer one.
[[nodiscard]] std::size_t count_word(std::string_view text, std::string_view word);

/// Which of the files have the word, and how often. Files that cannot be read, huge ones and those
/// that are not text are passed over.
[[nodiscard]] std::vector<OtherFile> files_with_word(const std::vector<std::string>& files,
                                                     std::string_view word,
                                                     const RewriteOptions& options);

/// Whether one of the files binds a global of that name: assigns, imports or declares it.
[[nodiscard]] bool binds_name(const std::vector<std::string>& files, std::string_view name);

/// The lines of a text without their ends, which are LF, CRLF or CR.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);

}  // namespace codemod

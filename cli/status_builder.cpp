#include "cli/status_builder.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "cli/version.h"
#include "engine/report/status_tables.h"
#include "engine/run/survey.h"
#include "engine/source/file_walker.h"
#include "transforms/api/asyncio_only.h"
#include "transforms/api/reason_categories.h"

namespace asyncio2anyio {
namespace {

using codemod::FileKind;
using codemod::FileReport;
using codemod::FileSurvey;
using codemod::StatusDocument;
using codemod::StatusFile;
using codemod::StatusReference;

constexpr std::string_view kAsyncio = "asyncio";
constexpr std::string_view kAnyio = "anyio";
constexpr std::size_t kContextLines = 2;

std::string_view top_package(std::string_view module) { return module.substr(0, module.find('.')); }

codemod::SurveyQuestion survey_question() {
  codemod::SurveyQuestion question{
      .word = kAsyncio, .library = kAnyio, .packages = {kAsyncio, kAnyio}};
  for (const codemod::SingleBackendLibrary& library : asyncio_only_libraries())
    question.packages.insert(top_package(library.module));
  return question;
}

bool imports_package(const FileSurvey& survey, std::string_view package) {
  return std::ranges::any_of(survey.imports, [&](const std::string& imported) {
    return top_package(imported) == package;
  });
}

FileKind kind_of(const FileReport& report, const FileSurvey& survey) {
  const bool uses_asyncio = imports_package(survey, kAsyncio) ||
                            std::ranges::any_of(report.references, [](const auto& one) {
                              return one.kind != codemod::ReferenceKind::adjacent;
                            });
  const bool uses_anyio = imports_package(survey, kAnyio);
  if (report.skipped) return FileKind::skipped;
  if (uses_asyncio) return uses_anyio ? FileKind::both : FileKind::tracked;
  if (uses_anyio) return FileKind::library;
  if (!report.references.empty()) return FileKind::related;
  return survey.mentions ? FileKind::mentioned : FileKind::never;
}

std::string trimmed(const std::string& line) {
  const std::size_t begin = line.find_first_not_of(" \t\f");
  if (begin == std::string::npos) return "";
  return line.substr(begin, line.find_last_not_of(" \t\f") + 1 - begin);
}

/// Shows the lines around a reference.
void add_source(StatusReference& reference, const std::vector<std::string>& lines) {
  const std::size_t line = reference.report.line;
  if (line == 0 || line > lines.size()) return;
  reference.source = trimmed(lines[line - 1]);
  const std::size_t first = line > kContextLines ? line - kContextLines : 1;
  const std::size_t last = std::min(line + kContextLines, lines.size());
  reference.excerpt_line = static_cast<std::uint32_t>(first);
  for (std::size_t i = first; i <= last; ++i)
    reference.excerpt += (i == first ? "" : "\n") + lines[i - 1];
}

/// Takes reports and surveys of the files, one after the other.
class StatusBuilder {
 public:
  StatusBuilder(codemod::Summary summary, const Session& session) : session_(session) {
    document_.summary = std::move(summary);
    const codemod::Targets& targets = session.options.targets;
    document_.header = {.schema = kStatusSchema,
                        .version = kToolVersion,
                        .python = targets.python,
                        .tracked = kAsyncio,
                        .library = kAnyio,
                        .library_version = targets.library};
    document_.categories.assign(reason_categories().begin(), reason_categories().end());
  }

  void take(LookedAt looked_at, const codemod::Result<FileSurvey>& survey) {
    static const FileSurvey kNothing;
    FileReport& report = looked_at.report;
    if (!survey && !report.skipped) {
      report.skipped = survey.error().message;
      codemod::add_skip(document_.summary, *report.skipped, report.path);
    }
    const FileSurvey& its = survey ? *survey : kNothing;
    StatusFile file;
    file.path = report.path;
    file.kind = kind_of(report, its);
    file.is_test = codemod::is_test_path(report.path);
    file.skipped = report.skipped;
    file.guards = its.guards;
    file.diff = std::move(looked_at.diff);
    for (const codemod::SingleBackendLibrary* library : asyncio_only_among(its.imports)) {
      file.single_backend.push_back(library->module);
      libraries_.insert(library);
    }
    add_references(file, report, its);
    count_done(its);
    document_.files.push_back(std::move(file));
  }

  StatusDocument finish() && {
    for (const codemod::SingleBackendLibrary* library : libraries_)
      document_.libraries.push_back(*library);
    add_twins();
    return std::move(document_);
  }

 private:
  void add_references(StatusFile& file, FileReport& report, const FileSurvey& survey) const {
    for (codemod::ReferenceReport& reference : report.references) {
      StatusReference& added = file.references.emplace_back();
      added.category = reason_category(reference, session_.pipeline, session_.options);
      added.report = reference;
      add_source(added, survey.lines);
    }
  }

  void count_done(const FileSurvey& survey) {
    for (const auto& [name, uses] : survey.uses) {
      const std::string_view transform = transform_that_writes(name);
      if (!transform.empty()) document_.done[std::string(transform)] += uses;
    }
  }

  void add_twins() {
    for (const StatusFile& file : document_.files) {
      const std::string original = codemod::original_of_twin(file.path, kAnyio);
      const auto found = std::ranges::lower_bound(document_.files, original, {}, &StatusFile::path);
      if (original.empty() || found == document_.files.end() || found->path != original) continue;
      document_.twins.push_back({file.path, original, found->references.size()});
    }
  }

  const Session& session_;
  StatusDocument document_;
  std::set<const codemod::SingleBackendLibrary*> libraries_;
};

bool is_folder(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_directory(path, error);
}

bool is_baseline(const std::string& path, const CliOptions& options) {
  return std::ranges::any_of(options.baselines, [&](const std::string& baseline) {
    std::error_code error;
    return std::filesystem::equivalent(path, baseline, error);
  });
}

/// What is below the folders given and not among the inputs.
std::vector<std::string> files_beside(const Inputs& inputs, const CliOptions& options) {
  std::vector<std::string> folders;
  std::ranges::copy_if(inputs.roots, std::back_inserter(folders), is_folder);
  const std::vector<std::string> all =
      codemod::walk_files(folders, {.exclude = options.exclude,
                                    .include = {"*"},
                                    .respect_ignore_files = !options.no_ignore})
          .files;
  std::vector<std::string> others;
  std::ranges::set_difference(all, inputs.files, std::back_inserter(others));
  std::erase_if(others, [&](const std::string& path) { return is_baseline(path, options); });
  return others;
}

}  // namespace

StatusDocument build_status(std::vector<LookedAt> files, codemod::Summary summary,
                            const Inputs& inputs, const CliOptions& options,
                            const Session& session) {
  StatusBuilder builder(std::move(summary), session);
  codemod::survey_all(
      inputs.files, survey_question(), session.options,
      [&](std::size_t i) { return !files[i].report.references.empty(); },
      [&](std::size_t i, codemod::Result<FileSurvey>&& survey) {
        builder.take(std::move(files[i]), survey);
      });
  StatusDocument document = std::move(builder).finish();
  document.others =
      codemod::files_with_word(files_beside(inputs, options), kAsyncio, session.options);
  return document;
}

}  // namespace asyncio2anyio

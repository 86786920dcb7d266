#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/report/file_report.h"
#include "engine/transform/rewrite_options.h"

namespace codemod {

class Transform;
class Knowledge;

/// The transforms in pipeline order and what they know of the libraries.
struct Pipeline {
  std::vector<std::unique_ptr<const Transform>> transforms;
  std::unique_ptr<const Knowledge> knowledge;
};

/// Receives one report per file, in the order of the files, one call at a time.
using ReportSink = std::function<void(FileReport&&)>;

/// Rewrites many files in memory with `options.jobs` threads; the caller writes or prints.
/// Reads every file twice at most: once for the facts of the whole program, once to rewrite.
/// The reports do not depend on the number of jobs.
void rewrite_all(const std::vector<std::string>& files, const Pipeline& pipeline, const RewriteOptions& options,
                 const ReportSink& sink);

/// Rewrites text that is not (yet) on disk, as an editor or a filter has it.
[[nodiscard]] FileReport rewrite_text(std::string path, std::string bytes, const Pipeline& pipeline,
                                      const RewriteOptions& options);

}  // namespace codemod

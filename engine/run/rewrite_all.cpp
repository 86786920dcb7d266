#include "engine/run/rewrite_all.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "engine/run/companions.h"
#include "engine/run/in_order.h"
#include "engine/run/patch_settlement.h"
#include "engine/run/rewrite_configuration.h"
#include "engine/run/rewrite_file.h"
#include "engine/support/files.h"
#include "engine/transform/knowledge.h"
#include "engine/transform/transform.h"

namespace codemod {
namespace {

std::vector<const Transform*> selected(const Pipeline& pipeline, const RewriteOptions& options) {
  std::vector<const Transform*> transforms;
  for (const auto& transform : pipeline.transforms) {
    const std::string_view name = transform->info().name;
    const bool wanted = options.select.empty() || std::ranges::find(options.select, name) != options.select.end();
    if (wanted && std::ranges::find(options.ignore, name) == options.ignore.end()) transforms.push_back(transform.get());
  }
  return transforms;
}

/// What the first look at a file gives.
struct FirstLook {
  FileFacts facts;
  bool worth_parsing = false;
  std::optional<Error> error;
};

FirstLook look_at(const std::string& path, const Knowledge& knowledge, const FactVocabulary& vocabulary) {
  FirstLook look;
  const Result<std::string> bytes = read_file(path);
  if (!bytes) {
    look.error = bytes.error();
    return look;
  }
  if (!knowledge.is_configuration(path)) {
    look.worth_parsing = knowledge.worth_parsing(*bytes);
    look.facts = scan_facts(*bytes, vocabulary);
  }
  look.facts.notes = knowledge.notes(path, *bytes);
  return look;
}

FileReport skipped(std::string path, std::string reason) {
  FileReport report;
  report.path = std::move(path);
  report.skipped = std::move(reason);
  report.failed = true;
  return report;
}

/// Takes the notes of the companions of all noted files, and concludes.
void conclude(ProgramFacts& facts, const Knowledge& knowledge, const RewriteOptions& options) {
  facts.finish();
  if (facts.notes().empty()) return;
  std::vector<std::string> others = options.beside;
  std::ranges::move(companion_files(facts.notes(), knowledge.companions()), std::back_inserter(others));
  for (std::string& path : others)
    if (const Result<std::string> bytes = read_file(path)) facts.add_notes(path, knowledge.notes(path, *bytes));
  facts.set_conclusions(knowledge.conclude(facts, options.targets));
}

FileReport rewrite_path(const std::string& path, const FirstLook& look, const RunContext& run) {
  if (look.error) return skipped(path, look.error->message);
  if (run.knowledge.is_configuration(path)) return rewrite_configuration(path, run);
  if (!look.worth_parsing && run.facts.conclusions(path).empty()) {
    FileReport report;
    report.path = path;
    return report;
  }
  Result<SourceFile> source = SourceFile::load(path);
  if (!source) return skipped(path, source.error().message);
  return rewrite_file(std::move(*source), run);
}

}  // namespace

void rewrite_all(const std::vector<std::string>& files, const Pipeline& pipeline, const RewriteOptions& options,
                 const ReportSink& sink) {
  const FactVocabulary vocabulary = pipeline.knowledge->vocabulary();
  std::vector<FirstLook> looks(files.size());
  ProgramFacts facts;
  in_order<FirstLook>(
      files.size(), options, [&](std::size_t i) { return look_at(files[i], *pipeline.knowledge, vocabulary); },
      [&](std::size_t i, FirstLook&& look) {
        facts.add(files[i], std::move(look.facts));
        look.facts = {};
        looks[i] = std::move(look);
      });
  facts.set_libraries(vocabulary.module, vocabulary.counterpart);
  conclude(facts, *pipeline.knowledge, options);
  const std::vector<const Transform*> transforms = selected(pipeline, options);
  const auto rewrite = [&](std::size_t i, const PatchPlan& plan) {
    return rewrite_path(files[i], looks[i], {transforms, *pipeline.knowledge, options, facts, plan});
  };
  PatchSettlement settled = settle_patches(facts, options, rewrite);
  const auto work = [&](std::size_t i) {
    const auto known = settled.reports.find(static_cast<std::uint32_t>(i));
    return known == settled.reports.end() ? rewrite(i, settled.plan) : std::move(known->second);
  };
  in_order<FileReport>(files.size(), options, work, [&](std::size_t, FileReport&& report) { sink(std::move(report)); });
}

FileReport rewrite_text(std::string path, std::string bytes, const Pipeline& pipeline, const RewriteOptions& options) {
  const FactVocabulary vocabulary = pipeline.knowledge->vocabulary();
  ProgramFacts facts;
  FileFacts own = scan_facts(bytes, vocabulary);
  own.notes = pipeline.knowledge->notes(path, bytes);
  facts.add(path, std::move(own));
  facts.set_libraries(vocabulary.module, vocabulary.counterpart);
  conclude(facts, *pipeline.knowledge, options);
  const std::vector<const Transform*> transforms = selected(pipeline, options);
  const auto rewrite = [&](std::size_t, const PatchPlan& plan) {
    Result<SourceFile> source = SourceFile::from_bytes(path, bytes);
    if (!source) return skipped(path, source.error().message);
    return rewrite_file(std::move(*source), {transforms, *pipeline.knowledge, options, facts, plan});
  };
  PatchSettlement settled = settle_patches(facts, options, rewrite);
  const auto known = settled.reports.find(0);
  return known == settled.reports.end() ? rewrite(0, settled.plan) : std::move(known->second);
}

}  // namespace codemod

#include "engine/report/json_report.h"

#include <nlohmann/json.hpp>

#include "engine/report/reference_words.h"
#include "engine/report/status_tables.h"

namespace codemod {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kIndent = 1;

/// What a document is for: pages show more of the code.
enum class Detail : std::uint8_t { document, page };

Json json_of(const StatusReference& reference, Detail detail) {
  const ReferenceReport& report = reference.report;
  Json json = {{"line", report.line},
               {"column", report.column},
               {"kind", name_of(report.kind)},
               {"name", report.name},
               {"outcome", name_of(report.outcome)},
               {"level", name_of(report.level)},
               {"transform", report.transform},
               {"message", report.message},
               {"advice", report.advice},
               {"category", reference.category},
               {"source", reference.source},
               {"new", reference.is_new}};
  if (detail == Detail::page) {
    json["excerpt_line"] = reference.excerpt_line;
    json["excerpt"] = reference.excerpt;
  }
  return json;
}

Json json_of(const StatusFile& file, Detail detail) {
  Json references = Json::array();
  for (const StatusReference& reference : file.references)
    references.push_back(json_of(reference, detail));
  Json json = {
      {"path", file.path},         {"skipped", nullptr},   {"references", std::move(references)},
      {"use", name_of(file.kind)}, {"test", file.is_test}, {"single_backend", file.single_backend}};
  if (file.skipped) json["skipped"] = *file.skipped;
  if (detail == Detail::page) json["diff"] = file.diff;
  return json;
}

Json json_of(const Summary& summary) {
  const ReferenceCounts& counts = summary.references;
  return {{"files", summary.files},
          {"changed", summary.changed},
          {"skipped", summary.skipped},
          {"references",
           {{"found", counts.found},
            {"rewritten", counts.rewritten},
            {"kept", counts.kept},
            {"suppressed", counts.suppressed}}}};
}

Json json_of(const SplitCount& count) { return {{"all", count.all()}, {"tests", count.tests}}; }

Json inventory(const StatusDocument& document) {
  const auto counts = files_by_kind(document);
  Json json = Json::object();
  for (std::size_t kind = 0; kind < kFileKinds; ++kind)
    json[std::string(name_of(static_cast<FileKind>(kind)))] = json_of(counts.at(kind));
  return json;
}

Json categories(const StatusDocument& document) {
  Json rows = Json::array();
  for (const CategoryRow& row : category_rows(document))
    rows.push_back({{"id", row.category.id},
                    {"label", row.category.label},
                    {"references", json_of(row.references)},
                    {"files", row.files},
                    {"files_of_both", row.files_of_both}});
  return rows;
}

Json transforms(const StatusDocument& document) {
  Json rows = Json::array();
  for (const TransformRow& row : transform_rows(document))
    rows.push_back({{"name", row.name},
                    {"done", row.done},
                    {"safe", row.counts.safe},
                    {"unsafe", row.counts.unsafe},
                    {"kept", row.counts.kept},
                    {"suppressed", row.counts.suppressed},
                    {"new", row.added},
                    {"gone", row.gone}});
  return rows;
}

Json folders(const StatusDocument& document) {
  Json rows = Json::array();
  for (const FolderRow& row : folder_rows(document))
    rows.push_back({{"folder", row.folder},
                    {"files", row.files},
                    {"tracked", row.tracked},
                    {"library", row.library},
                    {"references", row.found},
                    {"available", row.available},
                    {"left", row.left}});
  return rows;
}

Json backends(const StatusDocument& document) {
  const Readiness counts = readiness(document);
  Json libraries = Json::array();
  for (const LibraryRow& row : library_rows(document))
    libraries.push_back({{"module", row.library.module},
                         {"reason", row.library.reason},
                         {"advice", row.library.advice},
                         {"files", row.files}});
  return {{"ready", counts.ready},         {"references", counts.references},
          {"libraries", counts.libraries}, {"both", counts.both},
          {"unknown", counts.unknown},     {"single_backend", std::move(libraries)}};
}

Json guards(const StatusDocument& document) {
  Json rows = Json::array();
  for (const StatusFile& file : document.files)
    for (const GuardedImport& guard : file.guards)
      rows.push_back({{"path", file.path}, {"line", guard.line}, {"flags", guard.flags}});
  return rows;
}

Json twins(const StatusDocument& document) {
  Json rows = Json::array();
  for (const Twin& twin : document.twins)
    rows.push_back(
        {{"path", twin.path}, {"original", twin.original}, {"references", twin.references}});
  return rows;
}

Json others(const StatusDocument& document) {
  Json rows = Json::array();
  for (const OtherFile& file : document.others)
    rows.push_back({{"path", file.path}, {"mentions", file.mentions}});
  return rows;
}

Json comparison(const StatusDocument& document) {
  if (!document.comparison) return nullptr;
  const Comparison& its = *document.comparison;
  Json gone = Json::array();
  for (const GoneReference& one : its.gone)
    gone.push_back({{"path", one.path},
                    {"line", one.line},
                    {"name", one.name},
                    {"transform", one.transform},
                    {"source", one.source}});
  return {{"file", its.baseline},
          {"new", its.added},
          {"unchanged", its.unchanged},
          {"gone", its.gone.size()},
          {"gone_references", std::move(gone)}};
}

Json history(const StatusDocument& document) {
  Json points = Json::array();
  for (const HistoryPoint& point : document.history)
    points.push_back({{"label", point.label},
                      {"files", point.files},
                      {"found", point.found},
                      {"left", point.left}});
  return points;
}

Json json_of(const StatusDocument& document, Detail detail) {
  Json files = Json::array();
  for (const StatusFile& file : document.files) files.push_back(json_of(file, detail));
  const StatusHeader& header = document.header;
  Json targets = {{"python", to_string(header.python)},
                  {std::string(header.library), to_string(header.library_version)}};
  return {{"schema", header.schema},
          {"version", header.version},
          {"targets", std::move(targets)},
          {"totals", json_of(document.summary)},
          {"files", std::move(files)},
          {"inventory", inventory(document)},
          {"categories", categories(document)},
          {"transforms", transforms(document)},
          {"folders", folders(document)},
          {"backends", backends(document)},
          {"guards", guards(document)},
          {"twins", twins(document)},
          {"other_files", others(document)},
          {"baseline", comparison(document)},
          {"history", history(document)}};
}

}  // namespace

std::string status_json(const StatusDocument& document) {
  return json_of(document, Detail::document)
             .dump(kIndent, ' ', false, Json::error_handler_t::replace) +
         "\n";
}

std::string page_json(const StatusDocument& document) {
  const std::string text =
      json_of(document, Detail::page).dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string safe;
  safe.reserve(text.size());
  // Inside strings, where alone it can stand, this is the same character; `</script>` and `<!--`
  // would end or derail the element.
  for (const char c : text) c == '<' ? safe += "\\u003c" : safe += c;
  return safe;
}

}  // namespace codemod

#include "engine/report/json_report.h"

#include <nlohmann/json.hpp>

namespace codemod {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kIndent = 1;

const char* name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::rewritten:
      return "rewritten";
    case Outcome::kept:
      return "kept";
    case Outcome::suppressed:
      return "suppressed";
  }
  return "";
}

const char* name_of(ReferenceKind kind) {
  switch (kind) {
    case ReferenceKind::name:
      return "name";
    case ReferenceKind::method:
      return "method";
    case ReferenceKind::adjacent:
      return "adjacent";
  }
  return "";
}

const char* name_of(Safety level) {
  switch (level) {
    case Safety::safe:
      return "safe";
    case Safety::unsafe:
      return "unsafe";
    case Safety::advice:
      return "advice";
  }
  return "";
}

Json json_of(const ReferenceReport& reference) {
  return {{"line", reference.line},
          {"column", reference.column},
          {"kind", name_of(reference.kind)},
          {"name", reference.name},
          {"outcome", name_of(reference.outcome)},
          {"level", name_of(reference.level)},
          {"transform", reference.transform},
          {"message", reference.message},
          {"advice", reference.advice}};
}

Json json_of(const FileReport& report) {
  Json references = Json::array();
  for (const ReferenceReport& reference : report.references)
    references.push_back(json_of(reference));
  Json file = {{"path", report.path}, {"skipped", nullptr}, {"references", std::move(references)}};
  if (report.skipped) file["skipped"] = *report.skipped;
  return file;
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

}  // namespace

std::string status_json(const StatusHeader& header, const Summary& summary,
                        const std::vector<FileReport>& reports) {
  Json files = Json::array();
  for (const FileReport& report : reports) files.push_back(json_of(report));
  Json targets = {{"python", to_string(header.python)},
                  {std::string(header.library), to_string(header.library_version)}};
  const Json document = {{"schema", header.schema},
                         {"version", header.version},
                         {"targets", std::move(targets)},
                         {"totals", json_of(summary)},
                         {"files", std::move(files)}};
  return document.dump(kIndent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace codemod

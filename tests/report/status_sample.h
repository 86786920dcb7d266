#pragma once

#include <string>
#include <utility>

#include "engine/report/status_document.h"

namespace codemod {

/// A document to render: categories and header, no files.
inline StatusDocument empty_status() {
  StatusDocument document;
  document.header = {.schema = "tool.status/1",
                     .version = "1.2.3",
                     .python = {3, 11},
                     .tracked = "asyncio",
                     .library = "anyio",
                     .library_version = {4, 16}};
  document.categories = {{"available", "a rewrite is waiting"}, {"object", "an object that stays"}};
  return document;
}

inline StatusReference status_reference(std::string name, std::string source, Outcome outcome,
                                        Safety level) {
  StatusReference reference;
  reference.report = {.line = 3,
                      .column = 9,
                      .kind = ReferenceKind::name,
                      .name = std::move(name),
                      .outcome = outcome,
                      .level = level,
                      .transform = "sleep",
                      .message = "because of `x | y`",
                      .advice = "do it"};
  reference.category = outcome == Outcome::rewritten ? "available" : "object";
  reference.source = std::move(source);
  return reference;
}

/// A file with one reference of each sort, counted in.
inline void add_file(StatusDocument& document, std::string path, FileKind kind,
                     std::vector<StatusReference> references) {
  FileReport report;
  report.path = path;
  for (const StatusReference& one : references) report.references.push_back(one.report);
  add(document.summary, report);
  StatusFile file;
  file.path = std::move(path);
  file.kind = kind;
  file.references = std::move(references);
  document.files.push_back(std::move(file));
}

inline std::vector<StatusReference> one_of_each() {
  return {
      status_reference("asyncio.sleep", "await asyncio.sleep(1)", Outcome::rewritten, Safety::safe),
      status_reference("asyncio.gather", "await asyncio.gather(a)", Outcome::kept, Safety::unsafe),
      status_reference("asyncio.Queue", "queue = asyncio.Queue()", Outcome::kept, Safety::advice),
      status_reference("asyncio.wait", "asyncio.wait  # mine", Outcome::suppressed, Safety::safe)};
}

}  // namespace codemod

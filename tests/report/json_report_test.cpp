#include "engine/report/json_report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace codemod {
namespace {

constexpr StatusHeader kHeader{.schema = "tool.status/1",
                               .version = "1.2.3",
                               .python = {3, 11},
                               .library = "anyio",
                               .library_version = {4, 16}};

FileReport sample() {
  FileReport report;
  report.path = "src/a.py";
  report.before = "x";
  report.after = "y";
  report.references = {{.line = 12,
                        .column = 5,
                        .kind = ReferenceKind::method,
                        .name = "loop.time",
                        .outcome = Outcome::kept,
                        .level = Safety::unsafe,
                        .transform = "loop-time",
                        .message = "why",
                        .advice = "what"}};
  return report;
}

nlohmann::ordered_json document(const std::vector<FileReport>& reports) {
  Summary summary;
  for (const FileReport& report : reports) add(summary, report);
  return nlohmann::ordered_json::parse(status_json(kHeader, summary, reports));
}

TEST(StatusJson, IsOneDocumentWithItsKeysInOrder) {
  const std::string expected =
      R"({"schema":"tool.status/1","version":"1.2.3","targets":{"python":"3.11","anyio":"4.16"},)"
      R"("totals":{"files":1,"changed":1,"skipped":0,)"
      R"("references":{"found":1,"rewritten":0,"kept":1,"suppressed":0}},)"
      R"("files":[{"path":"src/a.py","skipped":null,"references":[{"line":12,"column":5,"kind":"method",)"
      R"("name":"loop.time","outcome":"kept","level":"unsafe","transform":"loop-time","message":"why",)"
      R"("advice":"what"}]}]})";
  EXPECT_EQ(document({sample()}).dump(), expected);
}

TEST(StatusJson, SaysWhyAFileWasSkipped) {
  FileReport skipped;
  skipped.path = "b.py";
  skipped.skipped = "syntax error: line 3";
  const auto json = document({skipped});
  EXPECT_EQ(json["files"][0]["skipped"], "syntax error: line 3");
  EXPECT_EQ(json["files"][0]["references"], nlohmann::ordered_json::array());
  EXPECT_EQ(json["totals"]["skipped"], 1);
}

TEST(StatusJson, KeepsEveryKeyOfAReferenceThatWasRewritten) {
  FileReport report = sample();
  report.references[0].outcome = Outcome::rewritten;
  report.references[0].kind = ReferenceKind::adjacent;
  report.references[0].advice.clear();
  const auto reference = document({report})["files"][0]["references"][0];
  EXPECT_EQ(reference.size(), 9U);
  EXPECT_EQ(reference["advice"], "");
  EXPECT_EQ(reference["kind"], "adjacent");
}

TEST(StatusJson, ReplacesBytesThatAreNotText) {
  FileReport report = sample();
  report.path = "caf\xE9.py";
  EXPECT_EQ(document({report})["files"][0]["path"], "caf\xEF\xBF\xBD.py");
}

TEST(StatusJson, IsCompleteWithoutFiles) {
  const auto json = document({});
  EXPECT_EQ(json["files"], nlohmann::ordered_json::array());
  EXPECT_EQ(json["totals"]["references"]["found"], 0);
}

}  // namespace
}  // namespace codemod

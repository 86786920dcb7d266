#include "engine/report/json_report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/report/status_sample.h"

namespace codemod {
namespace {

using Json = nlohmann::ordered_json;

StatusDocument sample() {
  StatusDocument document = empty_status();
  add_file(document, "src/a.py", FileKind::both, one_of_each());
  return document;
}

Json parsed(const StatusDocument& document) { return Json::parse(status_json(document)); }

std::vector<std::string> keys(const Json& object) {
  std::vector<std::string> names;
  for (const auto& item : object.items()) names.push_back(item.key());
  return names;
}

TEST(StatusJson, BeginsWithItsOldestKeys) {
  const Json json = parsed(sample());
  const std::vector<std::string> expected{"schema", "version", "targets", "totals", "files"};
  const std::vector<std::string> all = keys(json);
  ASSERT_GE(all.size(), expected.size());
  EXPECT_EQ(std::vector<std::string>(all.begin(), all.begin() + 5), expected);
  EXPECT_EQ(json["targets"].dump(), R"({"python":"3.11","anyio":"4.16"})");
  EXPECT_EQ(json["totals"].dump(),
            R"({"files":1,"changed":0,"skipped":0,)"
            R"("references":{"found":4,"rewritten":1,"kept":2,"suppressed":1}})");
}

TEST(StatusJson, HasEveryReferenceWithItsLineOfCode) {
  const Json reference = parsed(sample())["files"][0]["references"][2];
  EXPECT_EQ(
      reference.dump(),
      R"json({"line":3,"column":9,"kind":"name","name":"asyncio.Queue","outcome":"kept",)json"
      R"json("level":"advice","transform":"sleep","message":"because of `x | y`","advice":"do it",)json"
      R"json("category":"object","source":"queue = asyncio.Queue()","new":false})json");
}

TEST(StatusJson, SaysWhatFilesUse) {
  const Json json = parsed(sample());
  EXPECT_EQ(json["files"][0]["use"], "both");
  EXPECT_EQ(json["inventory"]["both"].dump(), R"({"all":1,"tests":0})");
  EXPECT_EQ(json["inventory"]["never"]["all"], 0);
}

TEST(StatusJson, CountsByCategoryFolderAndTransform) {
  const Json json = parsed(sample());
  EXPECT_EQ(json["categories"][1]["references"]["all"], 3);
  EXPECT_EQ(
      json["folders"][0].dump(),
      R"({"folder":"src","files":1,"tracked":1,"library":1,"references":4,"available":2,"left":2})");
  EXPECT_EQ(
      json["transforms"][0].dump(),
      R"({"name":"sleep","done":0,"safe":1,"unsafe":1,"kept":1,"suppressed":1,"new":0,"gone":0})");
}

TEST(StatusJson, SaysWhyAFileWasSkipped) {
  StatusDocument document = empty_status();
  add_file(document, "b.py", FileKind::skipped, {});
  document.files[0].skipped = "syntax error: line 3";
  const Json json = parsed(document);
  EXPECT_EQ(json["files"][0]["skipped"], "syntax error: line 3");
  EXPECT_EQ(json["files"][0]["references"], Json::array());
}

TEST(StatusJson, ReplacesBytesThatAreNotText) {
  StatusDocument document = empty_status();
  add_file(document, "caf\xE9.py", FileKind::never, {});
  EXPECT_EQ(parsed(document)["files"][0]["path"], "caf\xEF\xBF\xBD.py");
}

TEST(StatusJson, IsCompleteWithoutFiles) {
  const Json json = parsed(empty_status());
  EXPECT_EQ(json["files"], Json::array());
  EXPECT_EQ(json["totals"]["references"]["found"], 0);
  EXPECT_TRUE(json["baseline"].is_null());
  EXPECT_EQ(keys(json), keys(parsed(sample())));
}

TEST(PageJson, CannotEndTheScriptItStandsIn) {
  StatusDocument document = sample();
  document.files[0].references[0].source = "x = '</script><!--'";
  const std::string json = page_json(document);
  EXPECT_FALSE(json.contains('<'));
  EXPECT_EQ(Json::parse(json)["files"][0]["references"][0]["source"], "x = '</script><!--'");
}

}  // namespace
}  // namespace codemod

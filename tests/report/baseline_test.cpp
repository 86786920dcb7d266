#include "engine/report/baseline.h"

#include <gtest/gtest.h>

#include "engine/report/json_report.h"
#include "tests/report/status_sample.h"

namespace codemod {
namespace {

constexpr std::string_view kSchema = "tool.status/1";

StatusReference use(std::string name, std::string source) {
  return status_reference(std::move(name), std::move(source), Outcome::kept, Safety::advice);
}

StatusDocument status(std::vector<StatusReference> references, const std::string& path = "a.py") {
  StatusDocument document = empty_status();
  add_file(document, path, FileKind::tracked, std::move(references));
  return document;
}

/// `now`, compared with what `before` wrote.
StatusDocument compared(const StatusDocument& before, StatusDocument now) {
  const auto baseline = parse_baseline(status_json(before), "old.json", kSchema);
  EXPECT_TRUE(baseline.has_value());
  if (baseline) compare_with(*baseline, now);
  return now;
}

std::string counts(const StatusDocument& document) {
  const Comparison& its = *document.comparison;
  return std::to_string(its.added) + " new, " + std::to_string(its.gone.size()) + " gone, " +
         std::to_string(its.unchanged) + " unchanged";
}

const StatusReference kSleep = use("asyncio.sleep", "await asyncio.sleep(1)");
const StatusReference kQueue = use("asyncio.Queue", "self.jobs = asyncio.Queue()");

TEST(Baseline, FindsTheSameCodeUnchanged) {
  EXPECT_EQ(counts(compared(status({kSleep, kQueue}), status({kSleep, kQueue}))),
            "0 new, 0 gone, 2 unchanged");
}

TEST(Baseline, DoesNotCareForMovedLines) {
  StatusReference moved = kSleep;
  moved.report.line = 90;
  moved.report.column = 1;
  EXPECT_EQ(counts(compared(status({kSleep, kQueue}), status({kQueue, moved}))),
            "0 new, 0 gone, 2 unchanged");
}

TEST(Baseline, DoesNotCareForOutcomes) {
  StatusReference rewritten = kSleep;
  rewritten.report.outcome = Outcome::rewritten;
  rewritten.report.transform = "other";
  EXPECT_EQ(counts(compared(status({kSleep}), status({rewritten}))), "0 new, 0 gone, 1 unchanged");
}

TEST(Baseline, TellsNewOnes) {
  const StatusDocument now = compared(status({kSleep}), status({kSleep, kQueue}));
  EXPECT_EQ(counts(now), "1 new, 0 gone, 1 unchanged");
  EXPECT_FALSE(now.files[0].references[0].is_new);
  EXPECT_TRUE(now.files[0].references[1].is_new);
}

TEST(Baseline, CountsEqualLines) {
  EXPECT_EQ(counts(compared(status({kSleep}), status({kSleep, kSleep}))),
            "1 new, 0 gone, 1 unchanged");
  EXPECT_EQ(counts(compared(status({kSleep, kSleep}), status({kSleep}))),
            "0 new, 1 gone, 1 unchanged");
}

TEST(Baseline, TellsGoneOnes) {
  const StatusDocument now = compared(status({kSleep, kQueue}), status({kQueue}));
  ASSERT_EQ(counts(now), "0 new, 1 gone, 1 unchanged");
  EXPECT_EQ(now.comparison->gone[0].name, "asyncio.sleep");
  EXPECT_EQ(now.comparison->gone[0].source, "await asyncio.sleep(1)");
}

TEST(Baseline, KnowsAnEditedLineAgain) {
  const StatusReference edited = use("asyncio.sleep", "await asyncio.sleep(2 + 1)");
  EXPECT_EQ(counts(compared(status({kSleep}), status({edited}))), "0 new, 0 gone, 1 unchanged");
}

TEST(Baseline, DoesNotTakeOtherCodeForAnEditedLine) {
  const StatusReference other =
      use("asyncio.sleep", "return [asyncio.sleep(n) for n in range(many)]");
  EXPECT_EQ(counts(compared(status({kSleep}), status({other}))), "1 new, 1 gone, 0 unchanged");
}

TEST(Baseline, FollowsARenamedFile) {
  EXPECT_EQ(counts(compared(status({kSleep}, "old.py"), status({kSleep}, "new.py"))),
            "0 new, 0 gone, 1 unchanged");
}

TEST(Baseline, DoesNotPayForNewCodeWithOldCodeOfAnotherFile) {
  StatusDocument before = status({kSleep}, "a.py");
  add_file(before, "b.py", FileKind::never, {});
  StatusDocument now = status({}, "a.py");
  add_file(now, "b.py", FileKind::tracked, {kSleep});
  EXPECT_EQ(counts(compared(before, now)), "1 new, 1 gone, 0 unchanged");
}

TEST(Baseline, TellsNewOnesThatAreSuppressed) {
  StatusReference suppressed = kSleep;
  suppressed.report.outcome = Outcome::suppressed;
  const StatusDocument now = compared(status({}), status({suppressed, kQueue}));
  EXPECT_EQ(now.comparison->added, 2U);
  EXPECT_EQ(now.comparison->added_suppressed, 1U);
}

TEST(Baseline, ReadsDocumentsWithoutLinesOfCode) {
  const std::string old = R"({"schema":"tool.status/1","files":[{"path":"a.py","references":[
    {"line":3,"kind":"name","name":"asyncio.sleep","outcome":"kept","level":"advice"}]}]})";
  const auto baseline = parse_baseline(old, "old.json", kSchema);
  ASSERT_TRUE(baseline.has_value());
  StatusDocument now = status({kSleep, kQueue});
  compare_with(*baseline, now);
  EXPECT_EQ(counts(now), "1 new, 0 gone, 1 unchanged");
}

TEST(Baseline, CountsForABurnDown) {
  const auto baseline = parse_baseline(status_json(status(one_of_each())), "old.json", kSchema);
  ASSERT_TRUE(baseline.has_value());
  EXPECT_EQ(baseline->totals.label, "old.json");
  EXPECT_EQ(baseline->totals.files, 1U);
  EXPECT_EQ(baseline->totals.found, 4U);
  EXPECT_EQ(baseline->totals.left, 2U);
}

TEST(Baseline, RefusesWhatIsNoStatus) {
  EXPECT_EQ(parse_baseline("{", "x", kSchema).error().message, "x: this is not JSON");
  for (const char* text : {"[]", "{}", "3", R"({"schema":7})", R"({"schema":"eslint/1"})"})
    EXPECT_EQ(parse_baseline(text, "x", kSchema).error().message,
              "x: this is not a status; `status --format json` writes one");
  EXPECT_EQ(parse_baseline(R"({"schema":"tool.status/9"})", "x", kSchema).error().message,
            "x: its format is `tool.status/9`, this version reads `tool.status/1`");
}

TEST(Baseline, BearsDamagedDocuments) {
  for (const char* text :
       {R"({"schema":"tool.status/1"})", R"({"schema":"tool.status/1","files":{}})",
        R"({"schema":"tool.status/1","files":[1,{"path":2,"references":[null,{"line":-1}]}]})"})
    EXPECT_TRUE(parse_baseline(text, "x", kSchema).has_value()) << text;
}

}  // namespace
}  // namespace codemod

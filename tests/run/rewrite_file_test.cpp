#include "engine/run/rewrite_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "engine/run/rewrite_all.h"
#include "engine/syntax/context.h"
#include "engine/transform/knowledge.h"
#include "engine/transform/transform.h"
#include "engine/transform/transform_context.h"

namespace codemod {
namespace {

/// A library `old` that becomes `new`, so that the engine is tested without any real one.
class OldKnowledge final : public Knowledge {
 public:
  [[nodiscard]] std::string_view tag() const override { return "tool"; }
  [[nodiscard]] bool worth_parsing(std::string_view bytes) const override { return bytes.find("old") != std::string_view::npos; }
  [[nodiscard]] bool is_tracked(std::string_view name) const override { return name == "old" || name.starts_with("old."); }
  [[nodiscard]] std::string canonical(std::string_view name) const override { return std::string(name); }
  [[nodiscard]] bool is_public_name(std::string_view name) const override { return name == "nap"; }
  [[nodiscard]] Constructed constructed(std::string_view) const override { return {}; }
  [[nodiscard]] Responsibility responsible(std::string_view name) const override {
    return {name == "old.nap" ? "nap" : "rest", "do it by hand"};
  }
  [[nodiscard]] bool migrates_by_use(std::string_view) const override { return false; }
  [[nodiscard]] std::vector<AdjacentReference> adjacent(const SemanticModel&, const Targets&) const override { return {}; }
  [[nodiscard]] FactVocabulary vocabulary() const override { return {{}, {}, "old"}; }
};

/// A transform that does what the test says to each reference of one name.
class Scripted final : public Transform {
 public:
  using Action = std::function<void(std::uint32_t, TransformContext&)>;
  Scripted(std::string_view name, std::string target, Action action)
      : info_{name, "Do what the test says", "", Safety::safe, 10}, target_(std::move(target)), action_(std::move(action)) {}
  [[nodiscard]] const TransformInfo& info() const override { return info_; }
  void run(TransformContext& cx) const override {
    for (const std::uint32_t index : cx.named(target_)) action_(index, cx);
  }

 private:
  TransformInfo info_;
  std::string target_;
  Action action_;
};

Scripted::Action replace_by(std::string text, Safety safety = Safety::safe) {
  return [text, safety](std::uint32_t index, TransformContext& cx) {
    Fix fix;
    fix.safety = safety;
    fix.title = "write `" + text + "`";
    fix.replace(cx.reference(index).node, text);
    cx.propose(std::move(fix));
  };
}

struct Script {
  std::string_view name;
  std::string target;
  Scripted::Action action;
};

FileReport rewritten(const std::string& text, std::vector<Script> scripts, RewriteOptions options = {}) {
  Pipeline pipeline;
  pipeline.knowledge = std::make_unique<OldKnowledge>();
  for (Script& script : scripts)
    pipeline.transforms.push_back(std::make_unique<Scripted>(script.name, script.target, std::move(script.action)));
  return rewrite_text("test.py", text, pipeline, options);
}

/// The ledger in one line: `3:1 nap rewritten`.
std::string ledger(const FileReport& report) {
  static constexpr const char* kOutcomes[] = {"rewritten", "kept", "suppressed"};
  std::string text;
  for (const ReferenceReport& entry : report.references)
    text += (text.empty() ? "" : ", ") + std::to_string(entry.line) + ":" + std::to_string(entry.column) + " " + entry.transform + " " +
            kOutcomes[static_cast<int>(entry.outcome)];
  return text;
}

const Script kNap{"nap", "old.nap", replace_by("new.nap")};

TEST(RewriteFile, AppliesFixesAndRemovesTheImport) {
  const FileReport report = rewritten("import old\nx\nold.nap()\n", {kNap});
  EXPECT_EQ(report.before, "import old\nx\nold.nap()\n");
  EXPECT_EQ(report.after, "x\nnew.nap()\n");
  EXPECT_EQ(ledger(report), "3:1 nap rewritten");
}

TEST(RewriteFile, SaysNothingChangedWhenNothingDid) {
  const FileReport report = rewritten("import old\nold.other()\n", {kNap});
  EXPECT_FALSE(report.changed());
  EXPECT_TRUE(report.before.empty());
  EXPECT_EQ(ledger(report), "2:1 rest kept");
  EXPECT_EQ(report.references.front().advice, "do it by hand");
}

TEST(RewriteFile, KeepsPlacesOfTheUntouchedFileThroughSeveralPasses) {
  // The second reference can only be rewritten when the first is gone.
  const auto second = [](std::uint32_t index, TransformContext& cx) {
    if (cx.named("old.nap").empty()) replace_by("new.late")(index, cx);
    else cx.keep(index, "not yet");
  };
  const FileReport report = rewritten("import old\nold.nap(); y = old.late\nold.stay\n", {{"late", "old.late", second}, kNap});
  EXPECT_EQ(report.after, "import old\nnew.nap(); y = new.late\nold.stay\n");
  EXPECT_EQ(ledger(report), "2:1 nap rewritten, 2:16 late rewritten, 3:1 rest kept");
}

TEST(RewriteFile, CountsColumnsInCharacters) {
  EXPECT_EQ(ledger(rewritten("import old\nx = 'é', old.nap\n", {kNap})), "2:10 nap rewritten");
}

TEST(RewriteFile, DefersFixesThatConflict) {
  // The outer call is replaced with its argument, then the argument in the next pass.
  const auto unwrap = [](std::uint32_t index, TransformContext& cx) {
    const Node call = call_of(cx.reference(index).node);
    Fix fix;
    fix.safety = Safety::safe;
    fix.replace(call, std::string(arguments_of(call).front().text()));
    fix.claims.push_back({index, {}});
    cx.propose(std::move(fix));
  };
  const FileReport report = rewritten("import old\nold.wrap(old.wrap(x))\n", {{"wrap", "old.wrap", unwrap}});
  EXPECT_EQ(report.after, "x\n");
  EXPECT_EQ(ledger(report), "2:1 wrap rewritten, 2:10 wrap rewritten");
}

TEST(RewriteFile, UndoesAndNamesAFixThatBreaksTheText) {
  const FileReport report = rewritten("import old\nold.nap()\nold.bad()\nold.nap()\n", {kNap, {"bad", "old.bad", replace_by("((")}});
  EXPECT_EQ(report.after, "import old\nnew.nap()\nold.bad()\nnew.nap()\n");
  EXPECT_EQ(ledger(report), "2:1 nap rewritten, 3:1 bad kept, 4:1 nap rewritten");
  ASSERT_EQ(report.notices.size(), 1u);
  EXPECT_NE(report.notices.front().message.find("`bad` at line 3"), std::string::npos) << report.notices.front().message;
}

TEST(RewriteFile, UndoesEachOfSeveralFixesThatBreakTheText) {
  std::string text = "import old\n";
  for (int i = 0; i < 20; ++i) text += i % 7 == 3 ? "old.bad()\n" : "old.nap()\n";
  const FileReport report = rewritten(text, {kNap, {"bad", "old.bad", replace_by("((")}});
  EXPECT_EQ(report.notices.size(), 3u);
  EXPECT_EQ(std::ranges::count(report.references, Outcome::rewritten, &ReferenceReport::outcome), 17);
}

TEST(RewriteFile, UndoesFixesThatBreakTheTextOnlyTogether) {
  // The comment hides the bracket that the other one opens, but not the one that closes it.
  const std::string text = "import old\n[old.one, old.two\n]\n";
  const Script one{"one", "old.one", replace_by("1 #")};
  const Script two{"two", "old.two", replace_by("[\n]")};
  EXPECT_EQ(rewritten(text, {one}).notices.size() + rewritten(text, {two}).notices.size(), 0u);
  const FileReport report = rewritten(text, {one, two});
  EXPECT_FALSE(report.changed());
  EXPECT_EQ(report.notices.size(), 2u);
  EXPECT_EQ(ledger(report), "2:2 one kept, 2:11 two kept");
}

TEST(RewriteFile, DoesNotTryABannedFixAgainWhereItMoves) {
  // `late` needs a second pass, in which `bad` stands at another place.
  const auto late = [](std::uint32_t index, TransformContext& cx) {
    if (cx.named("old.nap").empty()) replace_by("new.late")(index, cx);
  };
  const FileReport report =
      rewritten("import old\nold.nap()\nold.bad()\nold.late()\n",
                {{"nap", "old.nap", replace_by("much.longer.nap")}, {"bad", "old.bad", replace_by("((")}, {"late", "old.late", late}});
  EXPECT_EQ(report.after, "import old\nmuch.longer.nap()\nold.bad()\nnew.late()\n");
  EXPECT_EQ(report.notices.size(), 1u);
}

TEST(RewriteFile, GivesUpOnTransformsThatNeverSettle) {
  const auto grow = [](std::uint32_t index, TransformContext& cx) {
    Fix fix;
    fix.safety = Safety::safe;
    fix.insert(cx.reference(index).node.begin(), "0, ");
    fix.claims.push_back({index, {}});
    cx.propose(std::move(fix));
  };
  RewriteOptions options;
  options.max_passes = 4;
  const FileReport report = rewritten("import old\nold.grow\n", {{"grow", "old.grow", grow}}, options);
  ASSERT_FALSE(report.notices.empty());
  EXPECT_NE(report.notices.back().message.find("still changing after 4 passes"), std::string::npos);
}

TEST(RewriteFile, StopsWhereTwoTransformsUndoEachOther) {
  const FileReport report = rewritten("import old\nold.ping\n", {{"ping", "old.ping", replace_by("old.pong")}, {"pong", "old.pong", replace_by("old.ping")}});
  ASSERT_FALSE(report.notices.empty());
  EXPECT_NE(report.notices.back().message.find("undoes another rewrite"), std::string::npos) << report.notices.back().message;
}

TEST(RewriteFile, HoldsUnsafeFixesBackUntilAsked) {
  const Script unsafe{"nap", "old.nap", replace_by("new.nap", Safety::unsafe)};
  const std::string text = "import old\nold.nap()\n";
  const FileReport held = rewritten(text, {unsafe});
  EXPECT_FALSE(held.changed());
  EXPECT_EQ(held.held_back, 1u);
  EXPECT_EQ(ledger(held), "2:1 nap kept");
  RewriteOptions options;
  options.allow_unsafe = true;
  EXPECT_EQ(rewritten(text, {unsafe}, options).after, "new.nap()\n");
}

TEST(RewriteFile, RunsOnlyWhatIsSelected) {
  RewriteOptions options;
  options.ignore = {"nap"};
  const FileReport report = rewritten("import old\nold.nap()\n", {kNap}, options);
  EXPECT_FALSE(report.changed());
  EXPECT_EQ(ledger(report), "2:1 nap kept");
  EXPECT_NE(report.references.front().message.find("not selected"), std::string::npos);
}

TEST(RewriteFile, ObeysSuppressions) {
  const FileReport report = rewritten("import old\nold.nap()  # tool: ignore\nold.nap()\n", {kNap});
  EXPECT_EQ(report.after, "import old\nold.nap()  # tool: ignore\nnew.nap()\n");
  EXPECT_EQ(ledger(report), "2:1 nap suppressed, 3:1 nap rewritten");
  EXPECT_TRUE(report.notices.empty());
}

TEST(RewriteFile, TellsOfSuppressionsThatSuppressNothing) {
  const FileReport report = rewritten("import old\nx()  # tool: ignore\nold.nap()  # tool: ignore[rest]\n", {kNap});
  EXPECT_EQ(report.notices.size(), 2u);
  EXPECT_EQ(report.notices.front().line, 2u);
}

TEST(RewriteFile, SkipsAFileByComment) {
  const FileReport report = rewritten("# tool: skip-file\nimport old\nold.nap()\n", {kNap});
  EXPECT_FALSE(report.changed());
  EXPECT_EQ(ledger(report), "3:1 nap suppressed");
}

TEST(RewriteFile, LeavesBrokenAndOldFilesAlone) {
  for (const char* text : {"import old\nold.nap(\n", "import old\nprint 'x'\n"}) {
    const FileReport report = rewritten(text, {kNap});
    EXPECT_TRUE(report.failed);
    ASSERT_TRUE(report.skipped.has_value());
    EXPECT_FALSE(report.changed());
  }
}

TEST(RewriteFile, CountsStarImportedNamesAsUncertain) {
  const FileReport report = rewritten("from old import *\nnap()\n", {kNap});
  EXPECT_FALSE(report.changed());
  EXPECT_EQ(ledger(report), "2:1 nap kept");
}

}  // namespace
}  // namespace codemod

#include "cli/options.h"

#include <gtest/gtest.h>

#include <thread>

namespace asyncio2anyio {
namespace {

using Words = std::vector<std::string>;

CliOptions parsed(Words arguments) {
  const auto options = parse_command_line(std::move(arguments));
  EXPECT_TRUE(options.has_value()) << (options ? "" : options.error().message);
  return options.value_or(CliOptions{});
}

std::string problem(Words arguments) {
  const auto options = parse_command_line(std::move(arguments));
  return options ? "no error" : options.error().message;
}

TEST(Options, AreAPreviewOfNothingInParticularByDefault) {
  const CliOptions options = parsed({});
  EXPECT_EQ(options.command, Command::rewrite);
  EXPECT_FALSE(options.write || options.check || options.unsafe || options.filter);
  EXPECT_EQ(options.operands, Words{});
  EXPECT_EQ(options.jobs, std::max(1U, std::thread::hardware_concurrency()));
  EXPECT_EQ(options.color, ColorMode::automatic);
  EXPECT_EQ(options.gather_style, GatherStyle::task_group);
}

TEST(Options, SplitNamesAtCommasAndGatherRepetitions) {
  const CliOptions options =
      parsed({"--select", "sleep,locks", "--select=run", "--ignore", "gather, wait,"});
  EXPECT_EQ(options.select, (Words{"sleep", "locks", "run"}));
  EXPECT_EQ(options.ignore, (Words{"gather", "wait"}));
}

TEST(Options, KeepCommasInGlobs) { EXPECT_EQ(parsed({"--exclude", "a,b"}).exclude, Words{"a,b"}); }

TEST(Options, MixWithPathsInAnyOrder) {
  const CliOptions options = parsed({"src", "-w", "tests", "-j2", "--color", "never",
                                     "--gather-style=function"});
  EXPECT_EQ(options.operands, (Words{"src", "tests"}));
  EXPECT_TRUE(options.write);
  EXPECT_EQ(options.jobs, 2U);
  EXPECT_EQ(options.color, ColorMode::never);
  EXPECT_EQ(options.gather_style, GatherStyle::function);
}

TEST(Options, TakeTheLastOfRepeatedValues) {
  EXPECT_EQ(parsed({"-j", "2", "--jobs", "3"}).jobs, 3U);
  EXPECT_TRUE(parsed({"--unsafe", "--unsafe"}).unsafe);
}

TEST(Options, RecogniseCommandsAsFirstOperandOnly) {
  EXPECT_EQ(parsed({"--unsafe", "status", "src"}).command, Command::status);
  EXPECT_EQ(parsed({"src", "status"}).operands, (Words{"src", "status"}));
  EXPECT_EQ(parsed({"explain", "sleep"}).operands, Words{"sleep"});
  EXPECT_EQ(parsed({"transforms"}).command, Command::transforms);
}

TEST(Options, TakeWhatFollowsTwoDashesForPaths) {
  const CliOptions options = parsed({"--unsafe", "--", "status", "--write"});
  EXPECT_EQ(options.command, Command::rewrite);
  EXPECT_FALSE(options.write);
  EXPECT_EQ(options.operands, (Words{"status", "--write"}));
}

TEST(Options, MakeAFilterOfADash) {
  EXPECT_TRUE(parsed({"-"}).filter);
  const CliOptions named = parsed({"--stdin-filename", "a.py"});
  EXPECT_TRUE(named.filter);
  EXPECT_EQ(named.operands, Words{"-"});
  EXPECT_EQ(parsed({"--files-from", "-"}).files_from, "-");
}

TEST(Options, SuggestTheNearestWord) {
  EXPECT_EQ(problem({"--selct", "x"}), "unknown option `--selct`; did you mean `--select`?");
  EXPECT_EQ(problem({"--target"}), "unknown option `--target`; did you mean `--target-python`?");
  EXPECT_EQ(problem({"-x"}), "unknown option `-x`");
  EXPECT_EQ(problem({"--gather-style", "group"}),
            "--gather-style: `group` is none of task-group, function");
  EXPECT_EQ(problem({"--color", "alway"}),
            "--color: `alway` is none of auto, always, never; did you mean `always`?");
}

TEST(Options, SayWhichValueIsMissingOrTooMuch) {
  EXPECT_EQ(problem({"--jobs"}), "`--jobs` needs a value");
  EXPECT_EQ(problem({"--select="}), "`--select` needs a value");
  EXPECT_EQ(problem({"--write=yes"}), "`--write` takes no value");
}

TEST(Options, CheckNumbers) {
  for (const char* wrong : {"0", "-1", "two", "2x", "99999", ""}) {
    const std::string message = problem({std::string("--jobs=") + wrong});
    EXPECT_NE(message, "no error") << wrong;
    EXPECT_TRUE(message.contains("--jobs")) << message;
  }
}

TEST(Options, RefuseWhatContradicts) {
  EXPECT_EQ(problem({"--write", "--check"}), "`--write` and `--check` exclude each other");
  EXPECT_EQ(problem({"-q", "-v"}), "`--quiet` and `--verbose` exclude each other");
  EXPECT_TRUE(problem({"-", "--write"}).contains("`--write`"));
  EXPECT_TRUE(problem({"-", "src"}).contains("no other path"));
  EXPECT_TRUE(problem({"--stdin-filename", "a.py", "src"}).contains("no other path"));
  EXPECT_TRUE(problem({"status", "-"}).contains("not standard input"));
  EXPECT_TRUE(problem({"explain"}).contains("needs the name"));
  EXPECT_EQ(problem({"transforms", "sleep"}), "`transforms` takes no argument");
}

TEST(Options, BelongToTheirCommands) {
  EXPECT_EQ(problem({"status", "--write"}), "`--write` does not go with `status`");
  EXPECT_EQ(problem({"--format", "json"}), "`--format` belongs to `asyncio2anyio status`");
  EXPECT_EQ(problem({"explain", "sleep", "--jobs", "2"}), "`--jobs` does not go with `explain`");
}

TEST(Options, AskForHelpBeforeAnythingElseMatters) {
  EXPECT_TRUE(parsed({"--help", "--write", "--check"}).help);
  EXPECT_EQ(parsed({"explain", "--help"}).command, Command::explain);
  EXPECT_TRUE(parsed({"--version", "nowhere"}).version);
}

}  // namespace
}  // namespace asyncio2anyio

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "engine/transform/knowledge.h"
#include "engine/transform/transform.h"
#include "transforms/api/asyncio_only.h"
#include "transforms/api/reason_categories.h"
#include "transforms/transforms.h"

namespace asyncio2anyio {
namespace {

using codemod::Outcome;
using codemod::Safety;

codemod::ReferenceReport kept(std::string name, std::string transform) {
  codemod::ReferenceReport report;
  report.name = std::move(name);
  report.transform = std::move(transform);
  report.outcome = Outcome::kept;
  report.level = Safety::advice;
  return report;
}

std::string_view category(const codemod::ReferenceReport& report) {
  static const codemod::Pipeline kPipeline = make_pipeline();
  return reason_category(report, kPipeline, {});
}

TEST(AsyncioOnly, IsSortedAndSaysWhy) {
  const auto libraries = asyncio_only_libraries();
  EXPECT_TRUE(std::ranges::is_sorted(libraries, {}, &codemod::SingleBackendLibrary::module));
  for (const auto& library : libraries) {
    EXPECT_FALSE(library.reason.empty() || library.advice.empty()) << library.module;
    EXPECT_FALSE(library.reason.ends_with('.') || library.advice.ends_with('.')) << library.module;
  }
}

TEST(AsyncioOnly, GoesByTheModule) {
  const auto modules = [](const std::vector<std::string>& imports) {
    std::vector<std::string_view> names;
    for (const auto* library : asyncio_only_among(imports)) names.push_back(library->module);
    return names;
  };
  using Names = std::vector<std::string_view>;
  EXPECT_EQ(modules({"redis", "redis.asyncio"}), Names{"redis.asyncio"});
  EXPECT_EQ(modules({"redis", "redis.Redis"}), Names{});
  EXPECT_EQ(modules({"aiohttp.web", "aiohttp"}), Names{"aiohttp"});
  EXPECT_EQ(modules({"websockets.sync.client"}), Names{});
  EXPECT_EQ(modules({"websockets"}), Names{"websockets"});
}

TEST(ReasonCategory, IsOneOfTheTable) {
  std::set<std::string_view> ids;
  for (const auto& one : reason_categories()) EXPECT_TRUE(ids.insert(one.id).second) << one.id;
  for (const char* name : {"asyncio.sleep", "loop.time", "asyncio.Queue", "asyncio.made_up", "x"})
    EXPECT_TRUE(ids.contains(category(kept(name, "remaining")))) << name;
}

TEST(ReasonCategory, FollowsFromWhatBecameOfIt) {
  codemod::ReferenceReport report = kept("asyncio.sleep", "sleep");
  report.outcome = Outcome::suppressed;
  EXPECT_EQ(category(report), "suppressed");
  report.outcome = Outcome::rewritten;
  report.level = Safety::safe;
  EXPECT_EQ(category(report), "available");
  report.level = Safety::unsafe;
  EXPECT_EQ(category(report), "unsafe");
}

TEST(ReasonCategory, FollowsFromTheNameAndWhoseItIs) {
  EXPECT_EQ(category(kept("asyncio.create_task", "remaining")), "background-task");
  EXPECT_EQ(category(kept("task.cancel", "remaining")), "background-task");
  EXPECT_EQ(category(kept("loop.run_in_executor", "run-in-executor")), "executor");
  EXPECT_EQ(category(kept("asyncio.Lock", "locks")), "object");
  EXPECT_EQ(category(kept("asyncio.start_server", "remaining")), "stream");
  EXPECT_EQ(category(kept("loop.is_running", "remaining")), "event-loop");
  EXPECT_EQ(category(kept("asyncio.TimerHandle", "remaining")), "no-equivalent");
  EXPECT_EQ(category(kept("asyncio.sleep", "remaining")), "uncertain");
  EXPECT_EQ(category(kept("asyncio.sleep", "sleep")), "condition");
}

TEST(ReasonCategory, SaysWhatIsNotSelected) {
  const codemod::Pipeline pipeline = make_pipeline();
  codemod::RewriteOptions options;
  options.select = {"locks"};
  EXPECT_EQ(reason_category(kept("asyncio.sleep", "sleep"), pipeline, options), "not-selected");
}

TEST(TransformThatWrites, KnowsNamesOfAnyio) {
  EXPECT_EQ(transform_that_writes("anyio.sleep"), "sleep");
  EXPECT_EQ(transform_that_writes("anyio.to_thread.run_sync"), "to-thread");
  EXPECT_EQ(transform_that_writes("anyio.abc.TaskGroup"), "");
}

}  // namespace
}  // namespace asyncio2anyio

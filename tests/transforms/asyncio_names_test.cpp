#include "transforms/api/asyncio_names.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace asyncio2anyio {
namespace {

using codemod::Version;

constexpr auto kTransforms = std::to_array<std::string_view>({
    "imports",      "sleep",        "run",           "loop-run",        "locks",
    "iscoroutine",  "to-thread",    "gather",        "create-task",     "run-in-executor",
    "task-group",   "wait-for",     "timeout",       "shield",          "wait",
    "as-completed", "current-task", "timeout-error", "cancelled-error", "loop-time",
    "from-thread",  "queue",        "subprocess",    "streams",         "signals",
    "on-event",     "has-anyio",    "pytest-marks",  "mock-targets",    "type-hints",
    "anyio-misuse", "remaining",   "future",        "async-test-case",
});

std::vector<ApiEntry> all_entries() {
  std::vector<ApiEntry> entries;
  for (auto table : api_tables()) entries.insert(entries.end(), table.begin(), table.end());
  return entries;
}

std::string_view transform_of(std::string_view name) {
  const ApiEntry* entry = find_api(name);
  return entry == nullptr ? "" : entry->transform;
}

std::string_view entry_name_of(std::string_view name) {
  const ApiEntry* entry = find_api(name);
  return entry == nullptr ? "" : entry->name;
}

std::string_view imported_entry_name_of(std::string_view name) {
  const ApiEntry* entry = find_imported_api(name);
  return entry == nullptr ? "" : entry->name;
}

TEST(AsyncioNames, EveryEntryIsFoundUnderItsOwnNameOnly) {
  std::set<std::string_view> seen;
  for (const ApiEntry& entry : all_entries()) {
    EXPECT_TRUE(seen.insert(entry.name).second) << entry.name;
    ASSERT_NE(find_api(entry.name), nullptr) << entry.name;
    EXPECT_EQ(find_api(entry.name)->advice, entry.advice) << entry.name;
  }
  EXPECT_GT(seen.size(), 350U);
}

TEST(AsyncioNames, EveryEntryNamesAKnownTransformAndEveryTransformHasWork) {
  std::set<std::string_view> used;
  for (const ApiEntry& entry : all_entries()) {
    EXPECT_EQ(std::ranges::count(kTransforms, entry.transform), 1) << entry.name;
    used.insert(entry.transform);
  }
  for (std::string_view transform : kTransforms) {
    EXPECT_EQ(used.contains(transform), transform != "imports") << transform;
  }
}

TEST(AsyncioNames, AdviceIsOneSentenceWithCodeInBackticks) {
  for (const ApiEntry& entry : all_entries()) {
    const std::string_view advice = entry.advice;
    ASSERT_GT(advice.size(), 10U) << entry.name;
    EXPECT_TRUE(std::islower(static_cast<unsigned char>(advice.front()))) << entry.name;
    EXPECT_FALSE(advice.ends_with('.')) << entry.name;
    EXPECT_EQ(advice.find(". "), std::string_view::npos) << entry.name;
    EXPECT_EQ(advice.find("  "), std::string_view::npos) << entry.name;
    EXPECT_EQ(std::ranges::count(advice, '`') % 2, 0) << entry.name;
  }
}

TEST(AsyncioNames, QualifiedAnyioNamesInAdviceAreCode) {
  for (const ApiEntry& entry : all_entries()) {
    bool in_code = false;
    for (size_t i = 0; i < entry.advice.size(); ++i) {
      if (entry.advice[i] == '`') in_code = !in_code;
      const bool starts_name = entry.advice.substr(i).starts_with("anyio.");
      EXPECT_TRUE(in_code || !starts_name) << entry.name;
    }
  }
}

TEST(FindApi, TakesTheLongestPrefixThatEndsBeforeADot) {
  EXPECT_EQ(entry_name_of("asyncio.sleep"), "asyncio.sleep");
  EXPECT_EQ(entry_name_of("asyncio.Queue.get"), "asyncio.Queue");
  EXPECT_EQ(entry_name_of("asyncio.Task.all_tasks"), "asyncio.Task.all_tasks");
  EXPECT_EQ(entry_name_of("asyncio.subprocess.PIPE"), "asyncio.subprocess.PIPE");
  EXPECT_EQ(entry_name_of("asyncio.subprocess.unheard_of"), "asyncio.subprocess");
  EXPECT_EQ(entry_name_of("asyncio.sleepy"), "asyncio");
  EXPECT_EQ(entry_name_of("asyncio"), "asyncio");
  EXPECT_EQ(entry_name_of("process.stdout.readline"), "process.stdout");
}

TEST(FindApi, IsNullForStrangers) {
  for (std::string_view name :
       {"", ".", "asynci", "asyncio2", "trio.sleep", "pytest.mark.skip",
        "concurrent.futures.Future", "time.sleep", "loops.time"}) {
    EXPECT_EQ(find_api(name), nullptr) << name;
  }
}

TEST(FindApi, SharesTheMembersOfFinerKinds) {
  EXPECT_EQ(entry_name_of("bounded-semaphore.release"), "semaphore.release");
  EXPECT_EQ(entry_name_of("thread-pool.submit"), "executor.submit");
  EXPECT_EQ(entry_name_of("process-pool"), "executor");
}

TEST(FindApi, GivesTheTransformInCharge) {
  EXPECT_EQ(transform_of("asyncio.wait_for"), "wait-for");
  EXPECT_EQ(transform_of("asyncio.coroutine"), "type-hints");
  EXPECT_EQ(transform_of("asyncio.CancelledError"), "cancelled-error");
  EXPECT_EQ(transform_of("loop.time"), "loop-time");
  EXPECT_EQ(transform_of("loop.run_in_executor"), "run-in-executor");
  EXPECT_EQ(transform_of("event.clear"), "locks");
  EXPECT_EQ(transform_of("pytest.mark.asyncio"), "pytest-marks");
  EXPECT_EQ(transform_of("anyio.create_task"), "anyio-misuse");
  EXPECT_EQ(transform_of("asyncio.unheard_of"), "remaining");
}

TEST(FindImportedApi, SkipsWhatNoImportMeans) {
  EXPECT_EQ(imported_entry_name_of("loop.time"), "");
  EXPECT_EQ(imported_entry_name_of("queue.get"), "");
  EXPECT_EQ(imported_entry_name_of("event_loop.start"), "");
  EXPECT_EQ(imported_entry_name_of("on_event"), "");
  EXPECT_EQ(imported_entry_name_of("asyncio"), "asyncio");
  EXPECT_EQ(imported_entry_name_of("asyncio.Lock"), "asyncio.Lock");
  EXPECT_EQ(imported_entry_name_of("uvloop.install"), "uvloop.install");
  EXPECT_EQ(imported_entry_name_of("trio.run"), "");
}

TEST(KindOf, TellsWhatMakesAReference) {
  EXPECT_EQ(kind_of(*find_api("asyncio")), ApiKind::name);
  EXPECT_EQ(kind_of(*find_api("asyncio.sleep")), ApiKind::name);
  EXPECT_EQ(kind_of(*find_api("loop.time")), ApiKind::method);
  EXPECT_EQ(kind_of(*find_api("queue")), ApiKind::method);
  EXPECT_EQ(kind_of(*find_api("thread-pool.map")), ApiKind::method);
  EXPECT_EQ(kind_of(*find_api("pytest.mark.asyncio")), ApiKind::adjacent);
  EXPECT_EQ(kind_of(*find_api("anyio.wait_for")), ApiKind::adjacent);
  EXPECT_EQ(kind_of(*find_api("on_event")), ApiKind::contextual);
  EXPECT_EQ(kind_of(*find_api("unittest.mock.patch.object")), ApiKind::contextual);
}

TEST(CanonicalName, RemovesSubmodulesOfPublicNames) {
  EXPECT_EQ(canonical_name("asyncio.exceptions.CancelledError"), "asyncio.CancelledError");
  EXPECT_EQ(canonical_name("asyncio.locks.Lock"), "asyncio.Lock");
  EXPECT_EQ(canonical_name("asyncio.tasks.create_task"), "asyncio.create_task");
  EXPECT_EQ(canonical_name("asyncio.events.get_event_loop"), "asyncio.get_event_loop");
  EXPECT_EQ(canonical_name("asyncio.timeouts.timeout"), "asyncio.timeout");
  EXPECT_EQ(canonical_name("asyncio.taskgroups.TaskGroup"), "asyncio.TaskGroup");
  EXPECT_EQ(canonical_name("asyncio.tasks.Task.cancel"), "asyncio.Task.cancel");
  EXPECT_EQ(canonical_name("asyncio.events._get_running_loop"), "asyncio._get_running_loop");
  EXPECT_EQ(canonical_name("asyncio.subprocess.create_subprocess_exec"),
            "asyncio.create_subprocess_exec");
  EXPECT_EQ(canonical_name("concurrent.futures.thread.ThreadPoolExecutor"),
            "concurrent.futures.ThreadPoolExecutor");
}

TEST(CanonicalName, LeavesTheRest) {
  for (std::string_view name :
       {"", "asyncio", "asyncio.sleep", "asyncio.tasks", "asyncio.timeout.expired",
        "asyncio.subprocess.PIPE", "asyncio.subprocess.Process", "asyncio.coroutines._is_coroutine",
        "asyncio.tasks._wait", "asyncio.log.logger", "asyncio.sslproto.SSLProtocol",
        "myasyncio.locks.Lock", "locks.Lock", "concurrent.futures.threads.X"}) {
    EXPECT_EQ(canonical_name(name), name);
  }
}

TEST(ObjectKind, OfConstructors) {
  EXPECT_EQ(object_kind_of_constructor("asyncio.Lock"), "lock");
  EXPECT_EQ(object_kind_of_constructor("asyncio.BoundedSemaphore"), "bounded-semaphore");
  EXPECT_EQ(object_kind_of_constructor("asyncio.LifoQueue"), "queue");
  EXPECT_EQ(object_kind_of_constructor("asyncio.get_running_loop"), "loop");
  EXPECT_EQ(object_kind_of_constructor("asyncio.ensure_future"), "task");
  EXPECT_EQ(object_kind_of_constructor("asyncio.timeout_at"), "timeout");
  EXPECT_EQ(object_kind_of_constructor("loop.create_future"), "future");
  EXPECT_EQ(object_kind_of_constructor("asyncio.create_subprocess_shell"), "process");
  EXPECT_EQ(object_kind_of_constructor("concurrent.futures.ThreadPoolExecutor"), "thread-pool");
  EXPECT_EQ(object_kind_of_constructor("concurrent.futures.ProcessPoolExecutor"), "process-pool");
  for (std::string_view name : {"", "asyncio.open_connection", "asyncio.AbstractEventLoop",
                                "asyncio.sleep", "anyio.Lock", "threading.Lock"}) {
    EXPECT_EQ(object_kind_of_constructor(name), "") << name;
  }
}

TEST(ObjectKind, KnowsWhichConstructorsAreAwaited) {
  EXPECT_TRUE(is_awaited_constructor("asyncio.create_subprocess_exec"));
  EXPECT_TRUE(is_awaited_constructor("asyncio.start_server"));
  EXPECT_FALSE(is_awaited_constructor("asyncio.create_task"));
  EXPECT_FALSE(is_awaited_constructor("asyncio.open_connection"));
}

TEST(ObjectKind, OfAnnotations) {
  EXPECT_EQ(object_kind_of_type("asyncio.AbstractEventLoop"), "loop");
  EXPECT_EQ(object_kind_of_type("asyncio.Queue"), "queue");
  EXPECT_EQ(object_kind_of_type("asyncio.subprocess.Process"), "process");
  EXPECT_EQ(object_kind_of_type("asyncio.create_task"), "");
}

TEST(ObjectKind, EveryKindHasAnEntry) {
  for (const ApiEntry& entry : all_entries()) {
    const std::string kind(object_kind_of_constructor(entry.name));
    if (!kind.empty()) {
      const ApiEntry* object = find_api(kind);
      ASSERT_NE(object, nullptr) << kind;
      EXPECT_EQ(kind_of(*object), ApiKind::method) << kind;
    }
  }
}

TEST(PublicNames, AreWhatAStarImportBinds) {
  for (std::string_view name :
       {"sleep", "Lock", "coroutine", "TaskGroup", "_enter_task", "QueueShutDown",
        "ProactorEventLoop", "FastChildWatcher", "print_call_graph"}) {
    EXPECT_TRUE(is_public_asyncio_name(name)) << name;
  }
  for (std::string_view name : {"", "async", "log", "subprocess", "locks", "Task.all_tasks",
                                "subprocess.PIPE", "fail_after"}) {
    EXPECT_FALSE(is_public_asyncio_name(name)) << name;
  }
}

TEST(MinAnyio, FollowsTheReleases) {
  EXPECT_EQ(min_anyio("anyio.sleep"), (Version{3, 0}));
  EXPECT_EQ(min_anyio("anyio.sleep_forever"), (Version{3, 1}));
  EXPECT_EQ(min_anyio("anyio.to_thread.run_sync(abandon_on_cancel)"), (Version{4, 1}));
  EXPECT_EQ(min_anyio("anyio.Event"), (Version{4, 2}));
  EXPECT_EQ(min_anyio("anyio.Event@loop"), (Version{3, 0}));
  EXPECT_EQ(min_anyio("anyio.Lock"), (Version{4, 5}));
  EXPECT_EQ(min_anyio("anyio.Condition(shared-lock)"), (Version{4, 16}));
  EXPECT_EQ(min_anyio("anyio.TaskGroup.create_task"), (Version{4, 14}));
  EXPECT_EQ(min_anyio("anyio.gather"), (Version{4, 15}));
}

TEST(MinAnyio, FallsBackToTheShorterForm) {
  EXPECT_EQ(min_anyio("anyio.sleep(delay)"), (Version{3, 0}));
  EXPECT_EQ(min_anyio("anyio.to_thread.run_sync(limiter)"), (Version{3, 0}));
  EXPECT_EQ(min_anyio("anyio.CancelScope.deadline"), (Version{3, 0}));
  EXPECT_EQ(min_anyio("anyio.TaskHandle.Status"), (Version{4, 14}));
  EXPECT_EQ(min_anyio("anyio.gather@loop"), (Version{4, 15}));
}

TEST(MinAnyio, IsCautiousAboutUnknownNamesOfAnyioOnly) {
  EXPECT_EQ(min_anyio("anyio.unheard_of"), (Version{4, 16}));
  EXPECT_EQ(min_anyio("inspect.iscoroutine"), (Version{3, 0}));
  EXPECT_EQ(min_anyio("TimeoutError"), (Version{3, 0}));
  EXPECT_EQ(min_anyio(""), (Version{3, 0}));
}

}  // namespace
}  // namespace asyncio2anyio

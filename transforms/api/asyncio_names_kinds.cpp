#include <algorithm>
#include <array>

#include "transforms/api/asyncio_names.h"

namespace asyncio2anyio {
namespace {

struct KindRow {
  std::string_view name;
  std::string_view kind;
};

// Classes whose instances are of that kind, whether made by a call or promised by an annotation.
constexpr auto kClasses = std::to_array<KindRow>({
    {"asyncio.Barrier", "barrier"},
    {"asyncio.BoundedSemaphore", "bounded-semaphore"},
    {"asyncio.Condition", "condition"},
    {"asyncio.Event", "event"},
    {"asyncio.EventLoop", "loop"},
    {"asyncio.Future", "future"},
    {"asyncio.Handle", "handle"},
    {"asyncio.LifoQueue", "queue"},
    {"asyncio.Lock", "lock"},
    {"asyncio.PriorityQueue", "queue"},
    {"asyncio.ProactorEventLoop", "loop"},
    {"asyncio.Queue", "queue"},
    {"asyncio.Runner", "runner"},
    {"asyncio.SelectorEventLoop", "loop"},
    {"asyncio.Semaphore", "semaphore"},
    {"asyncio.Server", "server"},
    {"asyncio.StreamReader", "reader"},
    {"asyncio.StreamWriter", "writer"},
    {"asyncio.Task", "task"},
    {"asyncio.TaskGroup", "taskgroup"},
    {"asyncio.Timeout", "timeout"},
    {"asyncio.TimerHandle", "handle"},
    {"asyncio.subprocess.Process", "process"},
    {"async_timeout.Timeout", "timeout"},
    {"concurrent.futures.ProcessPoolExecutor", "process-pool"},
    {"concurrent.futures.ThreadPoolExecutor", "thread-pool"},
});

// Types that only annotations name.
constexpr auto kInterfaces = std::to_array<KindRow>({
    {"asyncio.AbstractEventLoop", "loop"},
    {"asyncio.AbstractServer", "server"},
    {"asyncio.BaseEventLoop", "loop"},
});

constexpr auto kFunctions = std::to_array<KindRow>({
    {"async_timeout.timeout", "timeout"},
    {"async_timeout.timeout_at", "timeout"},
    {"asyncio.create_task", "task"},
    {"asyncio.current_task", "task"},
    {"asyncio.ensure_future", "task"},
    {"asyncio.gather", "future"},
    {"asyncio.get_event_loop", "loop"},
    {"asyncio.get_running_loop", "loop"},
    {"asyncio.new_event_loop", "loop"},
    {"asyncio.shield", "future"},
    {"asyncio.timeout", "timeout"},
    {"asyncio.timeout_at", "timeout"},
    {"asyncio.wrap_future", "future"},
    {"loop.call_at", "handle"},
    {"loop.call_later", "handle"},
    {"loop.call_soon", "handle"},
    {"loop.call_soon_threadsafe", "handle"},
    {"loop.create_future", "future"},
    {"loop.create_task", "task"},
    {"loop.run_in_executor", "future"},
    {"taskgroup.create_task", "task"},
    {"uvloop.new_event_loop", "loop"},
});

constexpr auto kCoroutineFunctions = std::to_array<KindRow>({
    {"asyncio.create_subprocess_exec", "process"},
    {"asyncio.create_subprocess_shell", "process"},
    {"asyncio.start_server", "server"},
    {"asyncio.start_unix_server", "server"},
    {"loop.create_server", "server"},
    {"loop.create_unix_server", "server"},
});

template <size_t N>
std::string_view kind_in(const std::array<KindRow, N>& rows, std::string_view name) {
  const auto found = std::ranges::find(rows, name, &KindRow::name);
  return found == rows.end() ? std::string_view() : found->kind;
}

}  // namespace

std::string_view object_kind_of_constructor(std::string_view canonical_name) {
  if (const auto kind = kind_in(kClasses, canonical_name); !kind.empty()) return kind;
  if (const auto kind = kind_in(kFunctions, canonical_name); !kind.empty()) return kind;
  return kind_in(kCoroutineFunctions, canonical_name);
}

bool is_awaited_constructor(std::string_view canonical_name) {
  return !kind_in(kCoroutineFunctions, canonical_name).empty();
}

std::string_view object_kind_of_type(std::string_view canonical_name) {
  if (const auto kind = kind_in(kClasses, canonical_name); !kind.empty()) return kind;
  return kind_in(kInterfaces, canonical_name);
}

}  // namespace asyncio2anyio

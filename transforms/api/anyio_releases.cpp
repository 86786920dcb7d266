#include "transforms/api/anyio_releases.h"

#include <algorithm>
#include <array>

namespace asyncio2anyio {
namespace {

using codemod::Version;

constexpr Version kOldest{3, 0};

constexpr auto kNames = std::to_array<AnyioName>({
    // clang-format off
    // The table is written by scripts/anyio-names.
    {"AsyncContextManagerMixin", {4, 10}, {}},
    {"AsyncFile", kOldest, {}},
    {"BrokenResourceError", kOldest, {}},
    {"BrokenWorkerIntepreter", {4, 8}, {4, 10}},
    {"BrokenWorkerInterpreter", {4, 10}, {}},
    {"BrokenWorkerProcess", kOldest, {}},
    {"BusyResourceError", kOldest, {}},
    {"CancelScope", kOldest, {}},
    {"CapacityLimiter", kOldest, {}},
    {"CapacityLimiterStatistics", kOldest, {}},
    {"ClosedResourceError", kOldest, {}},
    {"Condition", kOldest, {}},
    {"ConditionStatistics", kOldest, {}},
    {"ConnectionFailed", {4, 10}, {}},
    {"ContextManagerMixin", {4, 10}, {}},
    {"DelimiterNotFound", kOldest, {}},
    {"EndOfStream", kOldest, {}},
    {"Event", kOldest, {}},
    {"EventStatistics", kOldest, {}},
    {"ExceptionGroup", kOldest, {4, 0}},
    {"Future", {4, 15}, {}},
    {"FutureAlreadyFinished", {4, 15}, {}},
    {"FutureCancelled", {4, 15}, {}},
    {"FutureFailed", {4, 15}, {}},
    {"FutureNotFinished", {4, 15}, {}},
    {"IncompleteRead", kOldest, {}},
    {"Lock", kOldest, {}},
    {"LockStatistics", kOldest, {}},
    {"NamedTemporaryFile", {4, 9}, {}},
    {"NoEventLoopError", {4, 11}, {}},
    {"Path", {3, 3}, {}},
    {"ResourceGuard", {4, 1}, {}},
    {"RunFinishedError", {4, 11}, {}},
    {"Semaphore", kOldest, {}},
    {"SemaphoreStatistics", kOldest, {}},
    {"SpooledTemporaryFile", {4, 9}, {}},
    {"TASK_STATUS_IGNORED", kOldest, {}},
    {"TCPConnectable", {4, 10}, {}},
    {"TaskCancelled", {4, 14}, {}},
    {"TaskFailed", {4, 14}, {}},
    {"TaskHandle", {4, 14}, {}},
    {"TaskInfo", kOldest, {}},
    {"TaskNotFinished", {4, 14}, {}},
    {"TemporaryDirectory", {4, 9}, {}},
    {"TemporaryFile", {4, 9}, {}},
    {"TypedAttributeLookupError", kOldest, {}},
    {"TypedAttributeProvider", kOldest, {}},
    {"TypedAttributeSet", kOldest, {}},
    {"UNIXConnectable", {4, 10}, {}},
    {"WouldBlock", kOldest, {}},
    {"abc", kOldest, {}},
    {"aclose_forcefully", kOldest, {}},
    {"amap", {4, 15}, {}},
    {"as_completed", {4, 15}, {}},
    {"as_connectable", {4, 10}, {}},
    {"connect_tcp", kOldest, {}},
    {"connect_unix", kOldest, {}},
    {"create_blocking_portal", kOldest, {4, 0}},
    {"create_capacity_limiter", kOldest, {4, 0}},
    {"create_condition", kOldest, {4, 0}},
    {"create_connected_udp_socket", kOldest, {}},
    {"create_connected_unix_datagram_socket", {4, 0}, {}},
    {"create_event", kOldest, {4, 0}},
    {"create_lock", kOldest, {4, 0}},
    {"create_memory_object_stream", kOldest, {}},
    {"create_semaphore", kOldest, {4, 0}},
    {"create_task_group", kOldest, {}},
    {"create_tcp_listener", kOldest, {}},
    {"create_udp_socket", kOldest, {}},
    {"create_unix_datagram_socket", {4, 0}, {}},
    {"create_unix_listener", kOldest, {}},
    {"current_default_worker_thread_limiter", kOldest, {4, 0}},
    {"current_effective_deadline", kOldest, {}},
    {"current_time", kOldest, {}},
    {"fail_after", kOldest, {}},
    {"fail_at", {4, 15}, {}},
    {"from_thread", kOldest, {}},
    {"functools", {4, 12}, {}},
    {"gather", {4, 15}, {}},
    {"get_all_backends", kOldest, {}},
    {"get_available_backends", {4, 12}, {}},
    {"get_cancelled_exc_class", kOldest, {}},
    {"get_current_task", kOldest, {}},
    {"get_running_tasks", kOldest, {}},
    {"getaddrinfo", kOldest, {}},
    {"getnameinfo", kOldest, {}},
    {"gettempdir", {4, 9}, {}},
    {"gettempdirb", {4, 9}, {}},
    {"itertools", {4, 14}, {}},
    {"lowlevel", kOldest, {}},
    {"maybe_async", kOldest, {4, 0}},
    {"maybe_async_cm", kOldest, {4, 0}},
    {"mkdtemp", {4, 9}, {}},
    {"mkstemp", {4, 9}, {}},
    {"move_on_after", kOldest, {}},
    {"move_on_at", {4, 15}, {}},
    {"notify_closing", {4, 10}, {}},
    {"open_cancel_scope", kOldest, {4, 0}},
    {"open_file", kOldest, {}},
    {"open_process", kOldest, {}},
    {"open_signal_receiver", kOldest, {}},
    {"pytest_plugin", kOldest, {}},
    {"run", kOldest, {}},
    {"run_async_from_thread", kOldest, {4, 0}},
    {"run_process", kOldest, {}},
    {"run_sync_from_thread", kOldest, {4, 0}},
    {"run_sync_in_worker_thread", kOldest, {4, 0}},
    {"sleep", kOldest, {}},
    {"sleep_forever", {3, 1}, {}},
    {"sleep_until", {3, 1}, {}},
    {"start_blocking_portal", kOldest, {4, 0}},
    {"streams", kOldest, {}},
    {"to_interpreter", {4, 8}, {}},
    {"to_process", kOldest, {}},
    {"to_thread", kOldest, {}},
    {"typed_attribute", kOldest, {}},
    {"wait_all_tasks_blocked", kOldest, {}},
    {"wait_readable", {4, 7}, {}},
    {"wait_socket_readable", kOldest, {}},
    {"wait_socket_writable", kOldest, {}},
    {"wait_writable", {4, 7}, {}},
    {"wrap_file", {3, 3}, {}},
    // End of what scripts/anyio-names writes.
    // clang-format on
});
static_assert(std::ranges::is_sorted(kNames, {}, &AnyioName::name));

struct Renamed {
  std::string_view old_name;
  std::string_view new_name;
};

// What anyio 3 had under two names and 4.0 under one; their arguments are the same.
constexpr auto kRenamed = std::to_array<Renamed>({
    {"BrokenWorkerIntepreter", "BrokenWorkerInterpreter"},
    {"create_capacity_limiter", "CapacityLimiter"},
    {"create_condition", "Condition"},
    {"create_event", "Event"},
    {"create_lock", "Lock"},
    {"create_semaphore", "Semaphore"},
    {"current_default_worker_thread_limiter", "to_thread.current_default_thread_limiter"},
    {"open_cancel_scope", "CancelScope"},
    {"run_async_from_thread", "from_thread.run"},
    {"run_sync_from_thread", "from_thread.run_sync"},
    {"run_sync_in_worker_thread", "to_thread.run_sync"},
    {"start_blocking_portal", "from_thread.start_blocking_portal"},
});

}  // namespace

const AnyioName* find_anyio_name(std::string_view name) {
  const auto found = std::ranges::lower_bound(kNames, name, {}, &AnyioName::name);
  return found != kNames.end() && found->name == name ? &*found : nullptr;
}

std::string_view modern_anyio_name(std::string_view dropped) {
  const auto found = std::ranges::find(kRenamed, dropped, &Renamed::old_name);
  return found != kRenamed.end() ? found->new_name : std::string_view();
}

}  // namespace asyncio2anyio

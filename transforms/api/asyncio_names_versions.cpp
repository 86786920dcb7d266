#include <algorithm>
#include <array>

#include "transforms/api/asyncio_names.h"

namespace asyncio2anyio {
namespace {

using codemod::Version;

struct Since {
  std::string_view form;
  Version version;
};

constexpr Version kOldest{3, 0};
constexpr Version kNewest{4, 16};

constexpr auto kSince = std::to_array<Since>({
    // clang-format off
    {"anyio.AsyncContextManagerMixin", {4, 10}},
    {"anyio.BrokenResourceError", kOldest},
    {"anyio.BrokenWorkerProcess", kOldest},
    {"anyio.BusyResourceError", kOldest},
    {"anyio.CancelScope", kOldest},
    {"anyio.CancelScope.cancel(reason)", {4, 11}},
    {"anyio.CancelScope.cancelled_caught", {4, 0}},
    {"anyio.CapacityLimiter", {4, 2}},
    {"anyio.CapacityLimiter@loop", kOldest},
    {"anyio.ClosedResourceError", kOldest},
    {"anyio.Condition", {4, 5}},
    {"anyio.Condition(shared-lock)", {4, 16}},
    {"anyio.Condition.wait_for", {4, 11}},
    {"anyio.Condition@loop", kOldest},
    {"anyio.ContextManagerMixin", {4, 10}},
    {"anyio.DelimiterNotFound", kOldest},
    {"anyio.EndOfStream", kOldest},
    {"anyio.Event", {4, 2}},
    {"anyio.Event.set", {4, 7}},
    {"anyio.Event.set@loop", kOldest},
    {"anyio.Event@loop", kOldest},
    {"anyio.Future", {4, 15}},
    {"anyio.FutureAlreadyFinished", {4, 15}},
    {"anyio.FutureCancelled", {4, 15}},
    {"anyio.FutureFailed", {4, 15}},
    {"anyio.FutureNotFinished", {4, 15}},
    {"anyio.IncompleteRead", kOldest},
    {"anyio.Lock", {4, 5}},
    {"anyio.Lock(fast_acquire)", {4, 5}},
    {"anyio.Lock.locked", {4, 16}},
    {"anyio.Lock.locked@loop", kOldest},
    {"anyio.Lock@loop", kOldest},
    {"anyio.Semaphore", {4, 5}},
    {"anyio.Semaphore(fast_acquire)", {4, 5}},
    {"anyio.Semaphore.value", {4, 5}},
    {"anyio.Semaphore.value@loop", kOldest},
    {"anyio.Semaphore@loop", kOldest},
    {"anyio.TaskCancelled", {4, 14}},
    {"anyio.TaskFailed", {4, 14}},
    {"anyio.TaskGroup", kOldest},
    {"anyio.TaskGroup.cancel", {4, 14}},
    {"anyio.TaskGroup.create_task", {4, 14}},
    {"anyio.TaskGroup.start(return_handle)", {4, 14}},
    {"anyio.TaskGroup.start_soon", kOldest},
    {"anyio.TaskHandle", {4, 14}},
    {"anyio.TaskNotFinished", {4, 14}},
    {"anyio.TypedAttributeLookupError", kOldest},
    {"anyio.WouldBlock", kOldest},
    {"anyio.abc", kOldest},
    {"anyio.abc.SocketStream.from_socket", {4, 10}},
    {"anyio.amap", {4, 15}},
    {"anyio.as_completed", {4, 15}},
    {"anyio.connect_tcp", kOldest},
    {"anyio.connect_unix", kOldest},
    {"anyio.create_memory_object_stream", kOldest},
    {"anyio.create_memory_object_stream(item_type)", {4, 0}},
    {"anyio.create_task_group", kOldest},
    {"anyio.create_tcp_listener", kOldest},
    {"anyio.create_unix_listener", kOldest},
    {"anyio.current_time", kOldest},
    {"anyio.fail_after", kOldest},
    {"anyio.fail_after(reason)", {4, 15}},
    {"anyio.fail_at", {4, 15}},
    {"anyio.from_thread", kOldest},
    {"anyio.from_thread.BlockingPortal.call_async", {4, 16}},
    {"anyio.from_thread.BlockingPortalProvider", {4, 4}},
    {"anyio.from_thread.check_cancelled", {4, 1}},
    {"anyio.from_thread.run(token)", {4, 11}},
    {"anyio.from_thread.run_sync(token)", {4, 11}},
    {"anyio.functools", {4, 12}},
    {"anyio.gather", {4, 15}},
    {"anyio.get_available_backends", {4, 12}},
    {"anyio.get_cancelled_exc_class", kOldest},
    {"anyio.get_current_task", kOldest},
    {"anyio.get_running_tasks", kOldest},
    {"anyio.getaddrinfo", kOldest},
    {"anyio.getnameinfo", kOldest},
    {"anyio.itertools", {4, 14}},
    {"anyio.lowlevel", kOldest},
    {"anyio.lowlevel.current_token", {4, 11}},
    {"anyio.move_on_after", kOldest},
    {"anyio.move_on_at", {4, 15}},
    {"anyio.notify_closing", {4, 10}},
    {"anyio.open_process", kOldest},
    {"anyio.open_process(creationflags)", {4, 5}},
    {"anyio.open_process(extra_groups)", {4, 5}},
    {"anyio.open_process(group)", {4, 5}},
    {"anyio.open_process(pass_fds)", {4, 5}},
    {"anyio.open_process(startupinfo)", {4, 5}},
    {"anyio.open_process(umask)", {4, 5}},
    {"anyio.open_process(user)", {4, 5}},
    {"anyio.open_signal_receiver", kOldest},
    {"anyio.run", kOldest},
    {"anyio.run(backend_options.debug)", {4, 0}},
    {"anyio.run(backend_options.loop_factory)", {4, 0}},
    {"anyio.run_process", kOldest},
    {"anyio.run_process(creationflags)", {4, 5}},
    {"anyio.run_process(extra_groups)", {4, 5}},
    {"anyio.run_process(group)", {4, 5}},
    {"anyio.run_process(pass_fds)", {4, 5}},
    {"anyio.run_process(startupinfo)", {4, 5}},
    {"anyio.run_process(stdin)", {4, 9}},
    {"anyio.run_process(umask)", {4, 5}},
    {"anyio.run_process(user)", {4, 5}},
    {"anyio.sleep", kOldest},
    {"anyio.sleep_forever", {3, 1}},
    {"anyio.sleep_until", {3, 1}},
    {"anyio.streams", kOldest},
    {"anyio.streams.buffered.BufferedByteReceiveStream.feed_data", {4, 10}},
    {"anyio.streams.buffered.BufferedByteStream", {4, 10}},
    {"anyio.to_process.run_sync", kOldest},
    {"anyio.to_thread", kOldest},
    {"anyio.to_thread.run_sync(abandon_on_cancel)", {4, 1}},
    {"anyio.wait_readable", {4, 7}},
    {"anyio.wait_writable", {4, 7}},
    {"pytest.anyio_mode", {4, 11}},
    // clang-format on
});
static_assert(std::ranges::is_sorted(kSince, {}, &Since::form));

const Since* find_since(std::string_view form) {
  const auto found = std::ranges::lower_bound(kSince, form, {}, &Since::form);
  return found != kSince.end() && found->form == form ? &*found : nullptr;
}

// `a.b(c)` and `a.b@loop` shorten to `a.b`, `a.b` to `a`; the empty text at the end.
std::string_view shorter(std::string_view form) {
  if (const size_t special = form.find_first_of("(@"); special != std::string_view::npos) {
    return form.substr(0, special);
  }
  const size_t dot = form.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : form.substr(0, dot);
}

}  // namespace

Version min_anyio(std::string_view emitted) {
  for (std::string_view form = emitted; !form.empty(); form = shorter(form)) {
    if (const Since* since = find_since(form)) return since->version;
  }
  return emitted.starts_with("anyio.") ? kNewest : kOldest;
}

}  // namespace asyncio2anyio

#include <array>

#include "transforms/api/asyncio_names_tables.h"

namespace asyncio2anyio {
namespace {

// Methods of an event loop.
constexpr auto kLoopEntries = std::to_array<ApiEntry>({
    // clang-format off
    {"loop", "loop-run",
     "remove the loop from the interface: anyio hides the event loop"},
    {"loop.add_reader", "streams",
     "await `anyio.wait_readable(fd)` in a loop of its own task"},
    {"loop.add_signal_handler", "signals",
     "iterate over `anyio.open_signal_receiver(...)` in a task of a task group"},
    {"loop.add_writer", "streams",
     "await `anyio.wait_writable(fd)` in a loop of its own task"},
    {"loop.call_at", "create-task",
     "start a task that calls `anyio.sleep_until(deadline)` and then the function"},
    {"loop.call_exception_handler", "remaining",
     "let the exception propagate to the task group, or log it where it is caught"},
    {"loop.call_later", "create-task",
     "start a task that calls `anyio.sleep(delay)` and then the function, and cancel it through "
     "its scope"},
    {"loop.call_soon", "create-task",
     "call the function directly, or start it as a task of an `anyio.create_task_group`"},
    {"loop.call_soon_threadsafe", "from-thread",
     "call `anyio.from_thread.run_sync`, which blocks until the function ran, or "
     "`start_task_soon` of a `BlockingPortal`"},
    {"loop.close", "loop-run",
     "delete it together with the loop: `anyio.run` closes its own"},
    {"loop.connect_accepted_socket", "streams",
     "wrap the socket with `anyio.abc.SocketStream.from_socket`"},
    {"loop.connect_read_pipe", "streams",
     "read the pipe with `anyio.wait_readable`, or with `anyio.wrap_file` in a thread"},
    {"loop.connect_write_pipe", "streams",
     "write the pipe with `anyio.wait_writable`, or with `anyio.wrap_file` in a thread"},
    {"loop.create_connection", "streams",
     "use `anyio.connect_tcp` and a coroutine that reads its stream instead of a protocol class"},
    {"loop.create_datagram_endpoint", "streams",
     "use `anyio.create_udp_socket` or `anyio.create_connected_udp_socket` and iterate over it"},
    {"loop.create_future", "future",
     "use `anyio.Future`, or an `anyio.Event` and an attribute for the result when older versions "
     "of anyio must work"},
    {"loop.create_pipe_connection", "streams",
     "keep it on the asyncio backend: anyio has no named pipes of Windows"},
    {"loop.create_server", "streams",
     "use `anyio.create_tcp_listener` and run `listener.serve(handler)` in a task group"},
    {"loop.create_task", "create-task",
     "give the task an owner: pass an `anyio.create_task_group` to this code, or make the class "
     "an async context manager that holds one"},
    {"loop.create_unix_connection", "streams",
     "use `anyio.connect_unix` and a coroutine that reads its stream instead of a protocol class"},
    {"loop.create_unix_server", "streams",
     "use `anyio.create_unix_listener` and run `listener.serve(handler)` in a task group"},
    {"loop.default_exception_handler", "remaining",
     "let the exception propagate to the task group, or log it where it is caught"},
    {"loop.get_debug", "remaining",
     "keep it on the asyncio backend, or read a setting of the program: anyio has no debug mode"},
    {"loop.get_exception_handler", "remaining",
     "let exceptions propagate to the task group: anyio has no exception handler"},
    {"loop.get_task_factory", "create-task",
     "remove the task factory: anyio has none"},
    {"loop.getaddrinfo", "loop-time",
     "await `anyio.getaddrinfo(...)`"},
    {"loop.getnameinfo", "loop-time",
     "await `anyio.getnameinfo(...)`"},
    {"loop.is_closed", "loop-run",
     "drop the test: a loop that `anyio.run` made is open as long as async code runs"},
    {"loop.is_running", "loop-run",
     "ask `sniffio.current_async_library()` whether async code is running"},
    {"loop.remove_reader", "streams",
     "cancel the task that waits in `anyio.wait_readable`"},
    {"loop.remove_signal_handler", "signals",
     "leave the `with anyio.open_signal_receiver(...)` block"},
    {"loop.remove_writer", "streams",
     "cancel the task that waits in `anyio.wait_writable`"},
    {"loop.run_forever", "loop-run",
     "run an async main function with `anyio.run` that ends in `await anyio.sleep_forever()` "
     "inside a task group"},
    {"loop.run_in_executor", "run-in-executor",
     "await `anyio.to_thread.run_sync(function, *args, abandon_on_cancel=True)`, or "
     "`anyio.to_process.run_sync` for a process pool"},
    {"loop.run_until_complete", "loop-run",
     "call everything from one async main function and start that with `anyio.run`"},
    {"loop.sendfile", "streams",
     "send the file in chunks with `stream.send`: anyio has no sendfile"},
    {"loop.set_debug", "loop-run",
     "pass `backend_options={\"debug\": True}` to `anyio.run`"},
    {"loop.set_default_executor", "run-in-executor",
     "set `total_tokens` of `anyio.to_thread.current_default_thread_limiter()` instead"},
    {"loop.set_exception_handler", "remaining",
     "catch exceptions where tasks are started: in anyio they propagate through the task group"},
    {"loop.set_task_factory", "create-task",
     "remove the task factory: anyio has none"},
    {"loop.shutdown_asyncgens", "loop-run",
     "delete it: `anyio.run` does it at the end"},
    {"loop.shutdown_default_executor", "loop-run",
     "delete it: `anyio.run` stops its own worker threads at the end"},
    {"loop.slow_callback_duration", "remaining",
     "keep it on the asyncio backend: anyio has no debug mode"},
    {"loop.sock_accept", "streams",
     "use `anyio.create_tcp_listener`, or await `anyio.wait_readable(sock)` before "
     "`sock.accept()`"},
    {"loop.sock_connect", "streams",
     "use `anyio.connect_tcp`, or await `anyio.wait_writable(sock)` after a non-blocking connect"},
    {"loop.sock_recv", "streams",
     "await `anyio.wait_readable(sock)` before `sock.recv`, or wrap the socket with "
     "`anyio.abc.SocketStream.from_socket`"},
    {"loop.sock_recv_into", "streams",
     "await `anyio.wait_readable(sock)` before `sock.recv_into`"},
    {"loop.sock_recvfrom", "streams",
     "use `anyio.create_udp_socket`, or await `anyio.wait_readable(sock)` before `sock.recvfrom`"},
    {"loop.sock_recvfrom_into", "streams",
     "await `anyio.wait_readable(sock)` before `sock.recvfrom_into`"},
    {"loop.sock_sendall", "streams",
     "await `anyio.wait_writable(sock)` before each `sock.send`, or wrap the socket with "
     "`anyio.abc.SocketStream.from_socket`"},
    {"loop.sock_sendfile", "streams",
     "send the file in chunks with `stream.send`: anyio has no sendfile"},
    {"loop.sock_sendto", "streams",
     "use `anyio.create_udp_socket`, or await `anyio.wait_writable(sock)` before `sock.sendto`"},
    {"loop.start_serving_pipe", "streams",
     "keep it on the asyncio backend: anyio has no named pipes of Windows"},
    {"loop.start_tls", "streams",
     "wrap the stream with `anyio.streams.tls.TLSStream.wrap`"},
    {"loop.stop", "loop-run",
     "let the async main function return, or cancel its scope: `anyio.run` then ends"},
    {"loop.subprocess_exec", "subprocess",
     "use `anyio.open_process([...])` and read its streams instead of receiving callbacks"},
    {"loop.subprocess_shell", "subprocess",
     "use `anyio.open_process` with the command as one string, and read its streams instead of "
     "receiving callbacks"},
    {"loop.time", "loop-time",
     "call `anyio.current_time()` where async code is running"},
    // clang-format on
});
static_assert(is_strictly_sorted(kLoopEntries));

}  // namespace

std::span<const ApiEntry> loop_entries() { return kLoopEntries; }

}  // namespace asyncio2anyio

#include <array>

#include "transforms/api/asyncio_names_tables.h"

namespace asyncio2anyio {
namespace {

// What the asyncio package and its submodules offer to import.
constexpr auto kModuleEntries = std::to_array<ApiEntry>({
    // clang-format off
    {"asyncio", "remaining",
     "import the functions that are needed by name, and replace each one by its anyio counterpart"},
    {"asyncio.ALL_COMPLETED", "wait",
     "drop it together with `asyncio.wait`: leaving `async with anyio.create_task_group()` waits "
     "for all tasks"},
    {"asyncio.AbstractChildWatcher", "subprocess",
     "delete the child watcher: Python 3.14 has none, and `anyio.run_process` needs none"},
    {"asyncio.AbstractEventLoop", "type-hints",
     "remove the loop from the interface: async code needs no loop, and threads can use an "
     "`anyio.from_thread.BlockingPortal`"},
    {"asyncio.AbstractEventLoopPolicy", "loop-run",
     "pass `backend_options={\"loop_factory\": ...}` to `anyio.run` instead of writing a policy"},
    {"asyncio.AbstractServer", "streams",
     "use `anyio.abc.Listener`, which `anyio.create_tcp_listener` returns"},
    {"asyncio.Barrier", "locks",
     "count arrivals under an `anyio.Condition` and call `notify_all()` when the last one "
     "arrives: anyio has no barrier"},
    {"asyncio.BaseEventLoop", "type-hints",
     "remove the loop from the interface: anyio hides the event loop"},
    {"asyncio.BaseProtocol", "streams",
     "replace the protocol class by a coroutine that reads an anyio stream"},
    {"asyncio.BaseTransport", "streams",
     "use `anyio.abc.ByteStream` instead of a transport and its callbacks"},
    {"asyncio.BoundedSemaphore", "locks",
     "use `anyio.Semaphore(n, max_value=n)` once every use of the object can be changed with it"},
    {"asyncio.BrokenBarrierError", "locks",
     "define an exception for the hand-written barrier: anyio has no barrier"},
    {"asyncio.BufferedProtocol", "streams",
     "replace the protocol class by a coroutine that reads an anyio stream"},
    {"asyncio.CancelledError", "cancelled-error",
     "catch `anyio.get_cancelled_exc_class()` inside async code, and cancel an "
     "`anyio.CancelScope` instead of raising it"},
    {"asyncio.Condition", "locks",
     "use `anyio.Condition` once its lock and every use move with it; only the task that holds it "
     "may notify or wait"},
    {"asyncio.DatagramProtocol", "streams",
     "iterate over the socket of `anyio.create_udp_socket` instead of receiving callbacks"},
    {"asyncio.DatagramTransport", "streams",
     "use the `anyio.abc.UDPSocket` that `anyio.create_udp_socket` returns"},
    {"asyncio.DefaultEventLoopPolicy", "loop-run",
     "delete it: `anyio.run` starts the loop, and `backend_options={\"loop_factory\": ...}` "
     "chooses another kind"},
    {"asyncio.Event", "locks",
     "use `anyio.Event`, and create a new one where the old one is cleared: an anyio event cannot "
     "be cleared"},
    {"asyncio.EventLoop", "loop-run",
     "let `anyio.run` create the loop, with `backend_options={\"loop_factory\": ...}` when the "
     "kind matters"},
    {"asyncio.FIRST_COMPLETED", "wait",
     "leave the loop over `anyio.as_completed` after its first item: that cancels the other tasks"},
    {"asyncio.FIRST_EXCEPTION", "wait",
     "use `anyio.create_task_group`: it stops at the first failure and cancels the other tasks"},
    {"asyncio.FastChildWatcher", "subprocess",
     "delete the child watcher: Python 3.14 has none, and `anyio.run_process` needs none"},
    {"asyncio.FrameCallGraphEntry", "remaining",
     "keep it behind a check for the asyncio backend: anyio has no call graphs"},
    {"asyncio.Future", "future",
     "use `anyio.Future`, or an `anyio.Event` and an attribute for the result when older versions "
     "of anyio must work"},
    {"asyncio.FutureCallGraph", "remaining",
     "keep it behind a check for the asyncio backend: anyio has no call graphs"},
    {"asyncio.Handle", "remaining",
     "replace the scheduled callback by a task of an `anyio.create_task_group` that an "
     "`anyio.CancelScope` can stop"},
    {"asyncio.IncompleteReadError", "streams",
     "catch `anyio.IncompleteRead` once the stream is an anyio stream; the partial data stays in "
     "`stream.buffer`"},
    {"asyncio.InvalidStateError", "future",
     "catch `anyio.FutureNotFinished` or `anyio.FutureAlreadyFinished` once the future is an "
     "`anyio.Future`"},
    {"asyncio.IocpProactor", "loop-run",
     "let `anyio.run` create the loop: it uses the proactor loop on Windows by default"},
    {"asyncio.LifoQueue", "queue",
     "keep a list under an `anyio.Condition`: memory object streams are first in, first out"},
    {"asyncio.LimitOverrunError", "streams",
     "catch `anyio.DelimiterNotFound` once the stream is an anyio stream"},
    {"asyncio.Lock", "locks",
     "use `anyio.Lock` where the task that acquires is also the one that releases, best with "
     "`async with`"},
    {"asyncio.MultiLoopChildWatcher", "subprocess",
     "delete the child watcher: Python 3.14 has none, and `anyio.run_process` needs none"},
    {"asyncio.PidfdChildWatcher", "subprocess",
     "delete the child watcher: Python 3.14 has none, and `anyio.run_process` needs none"},
    {"asyncio.PriorityQueue", "queue",
     "keep a `heapq` list under an `anyio.Condition`: memory object streams are first in, first "
     "out"},
    {"asyncio.ProactorEventLoop", "loop-run",
     "let `anyio.run` create the loop, with `backend_options={\"loop_factory\": ...}` when the "
     "kind matters"},
    {"asyncio.Protocol", "streams",
     "replace the protocol class by a coroutine that reads the stream of `anyio.connect_tcp` or "
     "of a listener"},
    {"asyncio.Queue", "queue",
     "use `anyio.create_memory_object_stream`, giving producers the send stream and consumers the "
     "receive stream"},
    {"asyncio.QueueEmpty", "queue",
     "catch `anyio.WouldBlock` once the queue is a memory object stream"},
    {"asyncio.QueueFull", "queue",
     "catch `anyio.WouldBlock` once the queue is a memory object stream"},
    {"asyncio.QueueShutDown", "queue",
     "catch `anyio.EndOfStream` in consumers and `anyio.ClosedResourceError` in producers once "
     "the queue is a memory object stream"},
    {"asyncio.ReadTransport", "streams",
     "use `anyio.abc.ByteReceiveStream` instead of a transport and its callbacks"},
    {"asyncio.Runner", "run",
     "merge the calls into one async main function and start it with `anyio.run`"},
    {"asyncio.SafeChildWatcher", "subprocess",
     "delete the child watcher: Python 3.14 has none, and `anyio.run_process` needs none"},
    {"asyncio.SelectorEventLoop", "loop-run",
     "let `anyio.run` create the loop, with `backend_options={\"loop_factory\": ...}` when the "
     "kind matters"},
    {"asyncio.Semaphore", "locks",
     "use `anyio.Semaphore(n)`, giving the initial value always: it has no default there"},
    {"asyncio.SendfileNotAvailableError", "streams",
     "send the file in chunks with `stream.send`: anyio has no sendfile"},
    {"asyncio.Server", "streams",
     "use the listener of `anyio.create_tcp_listener` and run its `serve` in a task group"},
    {"asyncio.StreamReader", "streams",
     "wrap the stream of `anyio.connect_tcp` in "
     "`anyio.streams.buffered.BufferedByteReceiveStream`"},
    {"asyncio.StreamReaderProtocol", "streams",
     "use `anyio.connect_tcp` or `anyio.create_tcp_listener`, which need no protocol"},
    {"asyncio.StreamWriter", "streams",
     "pass the one stream of `anyio.connect_tcp` instead of a reader and a writer"},
    {"asyncio.SubprocessProtocol", "subprocess",
     "use `anyio.open_process` and read its streams instead of receiving callbacks"},
    {"asyncio.SubprocessTransport", "subprocess",
     "use the `anyio.abc.Process` that `anyio.open_process` returns"},
    {"asyncio.Task", "create-task",
     "use the `anyio.TaskHandle` that `TaskGroup.create_task` returns, and keep the group as the "
     "owner of the task"},
    {"asyncio.Task.all_tasks", "current-task",
     "use `anyio.get_running_tasks()`: Python 3.9 removed this method"},
    {"asyncio.Task.current_task", "current-task",
     "use `anyio.get_current_task()`: Python 3.9 removed this method"},
    {"asyncio.TaskGroup", "task-group",
     "use `async with anyio.create_task_group()`, where a task's result is `handle.return_value`"},
    {"asyncio.ThreadedChildWatcher", "subprocess",
     "delete the child watcher: Python 3.14 has none, and `anyio.run_process` needs none"},
    {"asyncio.Timeout", "timeout",
     "use the `anyio.CancelScope` that `anyio.fail_after` yields"},
    {"asyncio.TimeoutError", "timeout-error",
     "catch `(TimeoutError, asyncio.TimeoutError)`: before Python 3.11 the two are different "
     "classes, and anyio raises the builtin one"},
    {"asyncio.TimerHandle", "remaining",
     "replace the timer by a task that sleeps, and keep the `anyio.CancelScope` that stops it"},
    {"asyncio.Transport", "streams",
     "use `anyio.abc.ByteStream` instead of a transport and its callbacks"},
    {"asyncio.WindowsProactorEventLoopPolicy", "loop-run",
     "delete it: `anyio.run` uses the proactor loop on Windows by default"},
    {"asyncio.WindowsSelectorEventLoopPolicy", "loop-run",
     "pass `backend_options={\"loop_factory\": asyncio.SelectorEventLoop}` to `anyio.run` instead "
     "of setting a policy"},
    {"asyncio.WriteTransport", "streams",
     "use `anyio.abc.ByteSendStream` instead of a transport and its callbacks"},
    {"asyncio._AbstractEventLoopPolicy", "loop-run",
     "pass `backend_options={\"loop_factory\": ...}` to `anyio.run` instead of writing a policy"},
    {"asyncio._DefaultEventLoopPolicy", "loop-run",
     "delete it: `anyio.run` starts the loop, and `backend_options={\"loop_factory\": ...}` "
     "chooses another kind"},
    {"asyncio._WindowsProactorEventLoopPolicy", "loop-run",
     "delete it: `anyio.run` uses the proactor loop on Windows by default"},
    {"asyncio._WindowsSelectorEventLoopPolicy", "loop-run",
     "pass `backend_options={\"loop_factory\": asyncio.SelectorEventLoop}` to `anyio.run` instead "
     "of setting a policy"},
    {"asyncio._enter_task", "remaining",
     "keep it in code that implements an event loop: anyio has no counterpart"},
    {"asyncio._get_running_loop", "loop-run",
     "ask `sniffio.current_async_library()` whether async code is running"},
    {"asyncio._leave_task", "remaining",
     "keep it in code that implements an event loop: anyio has no counterpart"},
    {"asyncio._register_task", "remaining",
     "keep it in code that implements an event loop: anyio has no counterpart"},
    {"asyncio._set_running_loop", "loop-run",
     "leave the event loop to `anyio.run`: anyio has no counterpart"},
    {"asyncio._unregister_task", "remaining",
     "keep it in code that implements an event loop: anyio has no counterpart"},
    {"asyncio.all_tasks", "current-task",
     "cancel a task group's `cancel_scope` instead of each task, or list them with "
     "`anyio.get_running_tasks()`"},
    {"asyncio.as_completed", "as-completed",
     "iterate with `async with anyio.as_completed(...)`, where the first failure cancels the "
     "other tasks"},
    {"asyncio.async", "create-task",
     "call `create_task` of an `anyio.create_task_group`: this spelling is a syntax error since "
     "Python 3.7"},
    {"asyncio.capture_call_graph", "remaining",
     "keep it behind a check for the asyncio backend: anyio has no call graphs"},
    {"asyncio.coroutine", "type-hints",
     "write `async def` and `await` first: Python 3.11 removed generator-based coroutines"},
    {"asyncio.coroutines._is_coroutine", "iscoroutine",
     "mark the function with `inspect.markcoroutinefunction` instead"},
    {"asyncio.create_eager_task_factory", "create-task",
     "remove the task factory: tasks of an `anyio.create_task_group` start at the next schedule "
     "point"},
    {"asyncio.create_subprocess_exec", "subprocess",
     "use `anyio.run_process([...], check=False)`, or `anyio.open_process` to talk to the process "
     "while it runs"},
    {"asyncio.create_subprocess_shell", "subprocess",
     "use `anyio.run_process` with the command as one string, or `anyio.open_process` to talk to "
     "the process while it runs"},
    {"asyncio.create_task", "create-task",
     "give the task an owner: pass an `anyio.create_task_group` to this code, or make the class "
     "an async context manager that holds one"},
    {"asyncio.current_task", "current-task",
     "use `anyio.get_current_task()` for the name and id, and cancel an `anyio.CancelScope` "
     "instead of the task"},
    {"asyncio.eager_task_factory", "create-task",
     "remove the task factory: tasks of an `anyio.create_task_group` start at the next schedule "
     "point"},
    {"asyncio.ensure_future", "create-task",
     "await the coroutine, or start it with `create_task` of an `anyio.create_task_group`"},
    {"asyncio.format_call_graph", "remaining",
     "keep it behind a check for the asyncio backend: anyio has no call graphs"},
    {"asyncio.future_add_to_awaited_by", "remaining",
     "keep it behind a check for the asyncio backend: anyio has no call graphs"},
    {"asyncio.future_discard_from_awaited_by", "remaining",
     "keep it behind a check for the asyncio backend: anyio has no call graphs"},
    {"asyncio.gather", "gather",
     "start fresh coroutines in an `anyio.create_task_group` and read the results from their "
     "handles"},
    {"asyncio.get_child_watcher", "subprocess",
     "delete the child watcher: Python 3.14 has none, and `anyio.run_process` needs none"},
    {"asyncio.get_event_loop", "loop-run",
     "start the program with `anyio.run`, and use anyio's own functions instead of methods of the "
     "loop"},
    {"asyncio.get_event_loop_policy", "loop-run",
     "leave the event loop to `anyio.run`, whose `backend_options` say how it is made"},
    {"asyncio.get_running_loop", "loop-time",
     "use anyio's own functions instead of methods of the loop; to learn whether one runs, ask "
     "`sniffio.current_async_library()`"},
    {"asyncio.iscoroutine", "iscoroutine",
     "use `inspect.iscoroutine`, or `isinstance(x, collections.abc.Coroutine)` to include "
     "look-alikes"},
    {"asyncio.iscoroutinefunction", "iscoroutine",
     "use `inspect.iscoroutinefunction`, and mark look-alikes with "
     "`inspect.markcoroutinefunction`"},
    {"asyncio.isfuture", "future",
     "test with `inspect.isawaitable`, or accept coroutine functions only: anyio has no such test"},
    {"asyncio.log", "remaining",
     "use a logger of the program's own: anyio does not log through asyncio's"},
    {"asyncio.new_event_loop", "loop-run",
     "run one async main function with `anyio.run`: it creates and closes the loop"},
    {"asyncio.open_connection", "streams",
     "use `anyio.connect_tcp`, which returns one stream instead of a reader and a writer"},
    {"asyncio.open_unix_connection", "streams",
     "use `anyio.connect_unix`, which returns one stream instead of a reader and a writer"},
    {"asyncio.print_call_graph", "remaining",
     "keep it behind a check for the asyncio backend: anyio has no call graphs"},
    {"asyncio.run", "run",
     "pass a coroutine function and its arguments to `anyio.run`"},
    {"asyncio.run_coroutine_threadsafe", "from-thread",
     "call `anyio.from_thread.run` in threads that anyio started, or `start_task_soon` of an "
     "`anyio.from_thread.BlockingPortal` in others"},
    {"asyncio.set_child_watcher", "subprocess",
     "delete the child watcher: Python 3.14 has none, and `anyio.run_process` needs none"},
    {"asyncio.set_event_loop", "loop-run",
     "delete it together with the loop: `anyio.run` creates and closes its own"},
    {"asyncio.set_event_loop_policy", "loop-run",
     "pass `backend_options={\"use_uvloop\": True}` or a `loop_factory` to `anyio.run`: policies "
     "go away in Python 3.16"},
    {"asyncio.shield", "shield",
     "await inside `with anyio.CancelScope(shield=True):`, knowing that a cancelled caller then "
     "waits for the end"},
    {"asyncio.sleep", "sleep",
     "use `anyio.sleep`, with `max(0, delay)` where the delay can be negative, and set the result "
     "in a statement of its own"},
    {"asyncio.sslproto", "streams",
     "pass `ssl_context=` to `anyio.connect_tcp`, or wrap a stream with "
     "`anyio.streams.tls.TLSStream.wrap`"},
    {"asyncio.staggered", "as-completed",
     "start each attempt after an `anyio.move_on_after` in a task group; `anyio.connect_tcp` does "
     "it for connections"},
    {"asyncio.start_server", "streams",
     "use `anyio.create_tcp_listener` and run `listener.serve(handler)` in a task group"},
    {"asyncio.start_unix_server", "streams",
     "use `anyio.create_unix_listener` and run `listener.serve(handler)` in a task group"},
    {"asyncio.subprocess", "subprocess",
     "import the constants from `subprocess`, and start processes with `anyio.run_process` or "
     "`anyio.open_process`"},
    {"asyncio.subprocess.DEVNULL", "subprocess",
     "use `subprocess.DEVNULL`, which is the same value"},
    {"asyncio.subprocess.PIPE", "subprocess",
     "use `subprocess.PIPE`, which is the same value"},
    {"asyncio.subprocess.Process", "subprocess",
     "use `anyio.abc.Process` once the process is started by anyio"},
    {"asyncio.subprocess.STDOUT", "subprocess",
     "use `subprocess.STDOUT`, which is the same value"},
    {"asyncio.subprocess.SubprocessStreamProtocol", "subprocess",
     "use `anyio.open_process` and read its streams instead of receiving callbacks"},
    {"asyncio.timeout", "timeout",
     "use `with anyio.fail_after(delay):` in the function itself, never around a `yield` of an "
     "async generator"},
    {"asyncio.timeout_at", "timeout",
     "use `with anyio.fail_at(deadline):` with a deadline taken from `anyio.current_time()`"},
    {"asyncio.to_thread", "to-thread",
     "use `anyio.to_thread.run_sync(function, *args, abandon_on_cancel=True)`, with "
     "`functools.partial` for keyword arguments"},
    {"asyncio.wait", "wait",
     "use an `anyio.create_task_group` to wait for all tasks, or `anyio.as_completed` to take the "
     "first ones"},
    {"asyncio.wait_for", "wait-for",
     "await inside `with anyio.fail_after(timeout):`, after assigning the result to a variable "
     "where it is part of an expression"},
    {"asyncio.wrap_future", "from-thread",
     "await `anyio.to_thread.run_sync(future.result, abandon_on_cancel=True)`, or submit the work "
     "with `anyio.to_thread.run_sync`"},
    // clang-format on
});
static_assert(is_strictly_sorted(kModuleEntries));

}  // namespace

std::span<const ApiEntry> module_entries() { return kModuleEntries; }

}  // namespace asyncio2anyio

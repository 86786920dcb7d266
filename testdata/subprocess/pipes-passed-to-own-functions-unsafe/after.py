import anyio
from anyio.abc import ByteSendStream
from anyio.streams.buffered import BufferedByteReceiveStream
from contextlib import asynccontextmanager


async def _read_lines(stream):
    """Yield lines with their newlines, and what is left at the end of the stream."""
    try:
        while True:
            yield await stream.receive_until(b"\n", 65536) + b"\n"
    except anyio.IncompleteRead:
        if stream.buffer:
            yield await stream.receive_exactly(len(stream.buffer))


@asynccontextmanager
async def _task_group():
    """Open a task group that raises the first exception as it is."""
    try:
        async with anyio.create_task_group() as tg:
            yield tg
    except ExceptionGroup as excgroup:
        raise excgroup.exceptions[0]
    if tg.cancel_scope.cancel_called:
        raise anyio.get_cancelled_exc_class()


async def show(stream: BufferedByteReceiveStream, name):
    async for line in _read_lines(stream):
        print(name, line)


async def feed(stream: ByteSendStream, lines):
    for line in lines:
        await stream.send(line)
    await stream.aclose()


async def run(lines):
    proc = await anyio.open_process(["sort"], stdin=-1, stdout=-1, stderr=-1)
    stdout = BufferedByteReceiveStream(proc.stdout)
    stderr = BufferedByteReceiveStream(proc.stderr)
    async with _task_group() as tg:
        tg.start_soon(show, stdout, "out")
        tg.start_soon(show, stderr, "err")
        tg.start_soon(feed, proc.stdin, lines)
    return await proc.wait()


async def run_again():
    proc = await anyio.open_process(["ls"], stdout=-1, stdin=None, stderr=None)
    stdout = BufferedByteReceiveStream(proc.stdout)
    await show(stdout, "out")
    if proc.returncode is None:
        proc.terminate()

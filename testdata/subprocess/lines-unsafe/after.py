import anyio
import subprocess
from anyio.streams.buffered import BufferedByteReceiveStream


async def _read_lines(stream):
    """Yield lines with their newlines, and what is left at the end of the stream."""
    try:
        while True:
            yield await stream.receive_until(b"\n", 65536) + b"\n"
    except anyio.IncompleteRead:
        if stream.buffer:
            yield await stream.receive_exactly(len(stream.buffer))


async def _communicate(process, data=None):
    """Give a process its input, read all that it writes, and wait until it ends."""

    async def write(stream):
        try:
            if data:
                await stream.send(data)
        except (BrokenPipeError, ConnectionResetError, anyio.BrokenResourceError):
            pass
        await stream.aclose()

    async def read(stream, chunks):
        async for chunk in stream:
            chunks.append(chunk)

    stdout, stderr = [], []
    async with anyio.create_task_group() as tg:
        if process.stdin:
            tg.start_soon(write, process.stdin)
        if process.stdout:
            tg.start_soon(read, process.stdout, stdout)
        if process.stderr:
            tg.start_soon(read, process.stderr, stderr)
    await process.wait()
    return (
        b"".join(stdout) if process.stdout else None,
        b"".join(stderr) if process.stderr else None,
    )


async def _read_line(stream):
    """Read a line with its newline, or what is left at the end of the stream."""
    try:
        return await stream.receive_until(b"\n", 65536) + b"\n"
    except anyio.IncompleteRead:
        return await stream.receive_exactly(len(stream.buffer))


async def lines():
    proc = await anyio.open_process(["ls", "-l"], stdout=subprocess.PIPE, stdin=None, stderr=None)
    stdout = BufferedByteReceiveStream(proc.stdout)
    async for line in _read_lines(stdout):
        print(line)
    await proc.wait()


async def both():
    process = await anyio.open_process(
        "make",
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=None,
    )
    stdout = BufferedByteReceiveStream(process.stdout)
    while True:
        line = await _read_line(stdout)
        if not line:
            break
        print(line.decode())
    errors = b"".join([chunk async for chunk in process.stderr])
    first = await stdout.receive_exactly(4)
    await _communicate(process)
    return errors, first, process.returncode

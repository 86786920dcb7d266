import anyio
from anyio.streams.buffered import BufferedByteReceiveStream


async def _read_lines(stream):
    """Yield lines with their newlines, and what is left at the end of the stream."""
    try:
        while True:
            yield await stream.receive_until(b"\n", 65536) + b"\n"
    except anyio.IncompleteRead:
        if stream.buffer:
            yield await stream.receive_exactly(len(stream.buffer))


async def _read_line(stream):
    """Read a line with its newline, or what is left at the end of the stream."""
    try:
        return await stream.receive_until(b"\n", 65536) + b"\n"
    except anyio.IncompleteRead:
        return await stream.receive_exactly(len(stream.buffer))


async def run():
    stdout = 1
    proc = await anyio.open_process(["ls"], stdout=-1, stderr=-1, stdin=None)
    out = BufferedByteReceiveStream(proc.stdout)
    assert out is not None
    async for line in _read_lines(out):
        print(line, stdout)
    stdin = proc.stdin
    await stdin.aclose()


async def run_with_taken_name(stdout):
    proc = await anyio.open_process(["ls"], stdout=-1, stdin=None, stderr=None)
    proc_stdout = BufferedByteReceiveStream(proc.stdout)
    stdout.write(await _read_line(proc_stdout))

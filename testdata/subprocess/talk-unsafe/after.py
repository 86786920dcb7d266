import anyio
import subprocess
from anyio.abc import Process
from anyio.streams.buffered import BufferedByteReceiveStream


async def _read_line(stream):
    """Read a line with its newline, or what is left at the end of the stream."""
    try:
        return await stream.receive_until(b"\n", 65536) + b"\n"
    except anyio.IncompleteRead:
        return await stream.receive_exactly(len(stream.buffer))


class Calculator:
    def __init__(self):
        self.process: Process | None = None

    async def start(self):
        self.process = await anyio.open_process(
            ["bc"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None,
        )
        self.process_stdout = BufferedByteReceiveStream(self.process.stdout)

    async def ask(self, line):
        if self.process is None:
            await self.start()
        assert self.process.stdin is not None and self.process.stdout is not None
        try:
            await self.process.stdin.send(line)
        except (BrokenPipeError, anyio.BrokenResourceError):
            return None
        return await _read_line(self.process_stdout)

    async def stop(self):
        await self.process.stdin.aclose()
        await self.process.wait()
        self.process = None

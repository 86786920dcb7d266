import anyio
from anyio.streams.buffered import BufferedByteReceiveStream


async def _read_line(stream):
    """Read a line with its newline, or what is left at the end of the stream."""
    try:
        return await stream.receive_until(b"\n", 65536) + b"\n"
    except anyio.IncompleteRead:
        return await stream.receive_exactly(len(stream.buffer))


async def lines(host):
    writer = await anyio.connect_tcp(host, 80)
    reader = BufferedByteReceiveStream(writer)
    while line := await _read_line(reader):
        print(line)
    await writer.aclose()

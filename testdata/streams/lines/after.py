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


async def show(host):
    writer = await anyio.connect_tcp(host, 80)
    reader = BufferedByteReceiveStream(writer)
    async for line in _read_lines(reader):
        print(line)
    await writer.aclose()


async def collect(host):
    writer = await anyio.connect_unix(host)
    reader = BufferedByteReceiveStream(writer)
    await writer.send_eof()
    return [line async for line in _read_lines(reader)]

import anyio
from anyio.streams.buffered import BufferedByteReceiveStream


async def _read(stream, max_bytes):
    """Read up to so many bytes, or nothing at the end of the stream."""
    try:
        return await stream.receive(max_bytes)
    except anyio.EndOfStream:
        return b""


async def _read_all(stream):
    """Read up to the end of the stream."""
    return b"".join([chunk async for chunk in stream])


async def _read_line(stream):
    """Read a line with its newline, or what is left at the end of the stream."""
    try:
        return await stream.receive_until(b"\n", 65536) + b"\n"
    except anyio.IncompleteRead:
        return await stream.receive_exactly(len(stream.buffer))


SIZE = 4 * 1024


async def copy(host, file):
    writer = await anyio.connect_tcp(host, 80)
    reader = BufferedByteReceiveStream(writer)
    while data := await _read(reader, SIZE):
        file.write(data)
    with anyio.fail_after(5):
        rest = await _read_all(reader)
    with anyio.fail_after(5):
        line = await _read_line(reader)
    print((await reader.receive_until(b";", 65536) + b";").decode(), await reader.receive_until(b"\n", 65536) + b"\n")
    file.write(b"".join([chunk async for chunk in reader]))
    await writer.aclose()
    return rest, line

import anyio
import logging
from anyio.abc import ByteStream, SocketAttribute
from anyio.streams.buffered import BufferedByteReceiveStream


def _isolated(handler):
    """Let a handler of connections that fails end its own connection only."""

    async def handle(stream):
        try:
            await handler(stream)
        except Exception:
            logging.getLogger(__name__).exception("Unhandled exception in a handler of connections")
            await stream.aclose()

    return handle


async def _read_line(stream):
    """Read a line with its newline, or what is left at the end of the stream."""
    try:
        return await stream.receive_until(b"\n", 65536) + b"\n"
    except anyio.IncompleteRead:
        return await stream.receive_exactly(len(stream.buffer))


async def handle(writer: ByteStream) -> None:
    """Answer one line."""
    reader = BufferedByteReceiveStream(writer)
    await writer.send(await _read_line(reader))
    await writer.aclose()


async def main():
    server = await anyio.create_tcp_listener(local_host="127.0.0.1", local_port=8888)
    print(", ".join(str(sock.getsockname()) for sock in [listener.extra(SocketAttribute.raw_socket) for listener in server.listeners]))
    async with server:
        await server.serve(_isolated(handle))

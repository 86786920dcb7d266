import anyio
import logging
from anyio.abc import ByteStream
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


async def handle(
    writer: ByteStream,
):
    reader = BufferedByteReceiveStream(writer)
    await writer.send(await reader.receive_exactly(1))
    await writer.aclose()


async def serve():
    server = await anyio.create_tcp_listener(local_host="127.0.0.1", local_port=8888)
    await server.serve(_isolated(handle))


async def serve_locally(path):
    server = await anyio.create_unix_listener(path=path)
    await server.serve(_isolated(handle))

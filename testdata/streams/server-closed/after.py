import anyio
import logging
from anyio.abc import SocketAttribute
from anyio.streams.buffered import BufferedByteReceiveStream
from contextlib import asynccontextmanager


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


def _isolated(handler):
    """Let a handler of connections that fails end its own connection only."""

    async def handle(stream):
        try:
            await handler(stream)
        except Exception:
            logging.getLogger(__name__).exception("Unhandled exception in a handler of connections")
            await stream.aclose()

    return handle


async def _read(stream, max_bytes):
    """Read up to so many bytes, or nothing at the end of the stream."""
    try:
        return await stream.receive(max_bytes)
    except anyio.EndOfStream:
        return b""


class Echo:
    async def _handle(self, writer):
        reader = BufferedByteReceiveStream(writer)
        while data := await _read(reader, 100):
            await writer.send(data)
        await writer.aclose()

    async def serve(self, port):
        server = await anyio.create_tcp_listener(
            local_host=None,
            local_port=port,
            backlog=10,
        )
        try:
            await server.serve(_isolated(self._handle))
        finally:
            await server.aclose()


async def ignore(writer):
    await writer.aclose()


async def serve_here(path):
    server = await anyio.create_unix_listener(path)
    print(server.extra(SocketAttribute.raw_socket).getsockname())
    async with _task_group() as tg:
        task = tg.create_task(server.serve(_isolated(ignore)))
        await anyio.sleep(1)
        task.cancel()

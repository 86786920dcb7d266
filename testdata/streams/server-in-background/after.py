import anyio
import logging
from anyio.abc import SocketAttribute
from anyio.streams.buffered import BufferedByteReceiveStream


async def _read_line(stream):
    """Read a line with its newline, or what is left at the end of the stream."""
    try:
        return await stream.receive_until(b"\n", 65536) + b"\n"
    except anyio.IncompleteRead:
        return await stream.receive_exactly(len(stream.buffer))


def _isolated(handler):
    """Let a handler of connections that fails end its own connection only."""

    async def handle(stream):
        try:
            await handler(stream)
        except Exception:
            logging.getLogger(__name__).exception("Unhandled exception in a handler of connections")
            await stream.aclose()

    return handle


async def handle(writer):
    reader = BufferedByteReceiveStream(writer)
    await writer.send(await _read_line(reader))
    await writer.aclose()


async def ask(port):
    writer = await anyio.connect_tcp("127.0.0.1", port)
    reader = BufferedByteReceiveStream(writer)
    await writer.send(b"hello\n")
    answer = await _read_line(reader)
    await writer.aclose()
    return answer


async def until_closed():
    server = await anyio.create_tcp_listener(local_host="127.0.0.1", local_port=0)
    async with server, anyio.create_task_group() as tg:
        tg.start_soon(server.serve, _isolated(handle))
        port = server.listeners[0].extra(SocketAttribute.raw_socket).getsockname()[1]
        print(await ask(port))
        for number in range(3):
            if number == 2:
                break
            print(await ask(port))
        tg.cancel_scope.cancel()
    print("closed")


async def in_try():
    server = await anyio.create_tcp_listener(local_host="127.0.0.1", local_port=8888)
    async with server, anyio.create_task_group() as tg:
        tg.start_soon(server.serve, _isolated(handle))
        try:
            return await ask(8888)
        finally:
            tg.cancel_scope.cancel()


async def with_block():
    server = await anyio.create_tcp_listener(local_host="127.0.0.1", local_port=8888)
    async with server, anyio.create_task_group() as tg:
        tg.start_soon(server.serve, _isolated(handle))
        print(await ask(8888))
        tg.cancel_scope.cancel()

# after: anyio only
"""Servers in the background, with clients that come and go."""
import asyncio
import logging
import os
import tempfile

logging.disable(logging.CRITICAL)


async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer lines, one by one."""
    peer = writer.get_extra_info("peername")
    assert peer is not None
    try:
        while line := await reader.readline():
            if line == b"fail\n":
                raise ValueError("told to")
            writer.write(line.upper())
            await writer.drain()
    finally:
        writer.close()
        try:
            await writer.wait_closed()
        except ConnectionError:
            pass


async def frames(reader, writer):
    try:
        while True:
            size = await reader.readexactly(2)
            frame = await reader.readexactly(int.from_bytes(size, "big"))
            writer.writelines([b"<", frame, b">"])
            await writer.drain()
    except asyncio.IncompleteReadError:
        writer.write(b"incomplete")
    writer.close()


async def ask(port, *lines):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for line in lines:
        writer.write(line)
    await writer.drain()
    writer.write_eof()
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


async def lines_of(port, text):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(text)
    writer.write_eof()
    lines = [line async for line in reader]
    rest = await reader.read()
    writer.close()
    return lines, rest


async def over_tcp():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print([sock.getsockname()[0] for sock in server.sockets])
    print(await ask(port, b"hello\n", b"no newline"))
    print(await ask(port, b"one\n", b"fail\n") in (b"ONE\n", b""))
    print(await lines_of(port, b"a\nb\nc"))
    print(await asyncio.gather(*[ask(port, b"%d\n" % i * 1000) for i in range(5)]) == [b"%d\n" % i * 1000 for i in range(5)])
    server.close()
    await server.wait_closed()
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except ConnectionRefusedError:
        print("refused")


async def with_frames():
    server = await asyncio.start_server(frames, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        print(await ask(port, b"\0\3abc", b"\0\0", b"\0\5de"))


async def over_unix_socket(path):
    server = await asyncio.start_unix_server(frames, path)
    try:
        reader, writer = await asyncio.open_unix_connection(path)
        writer.write(b"\0\1x")
        print(await reader.readuntil(b">"))
        writer.write_eof()
        while chunk := await reader.read(4):
            print(chunk)
        writer.close()
    finally:
        server.close()
        await server.wait_closed()


async def main():
    await over_tcp()
    await with_frames()
    with tempfile.TemporaryDirectory() as folder:
        await over_unix_socket(os.path.join(folder, "socket"))


asyncio.run(main())

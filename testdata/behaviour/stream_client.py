# after: anyio only
import asyncio


async def serve(reader, writer):
    data = await reader.readexactly(5)
    writer.write(data.upper())
    writer.write(b"\r\nmore")
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def ask(port, question):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(question)
    await writer.drain()
    answer = await reader.readuntil(b"\r\n")
    rest = []
    while True:
        chunk = await reader.read(3)
        rest.append(chunk)
        if not chunk:
            break
    writer.close()
    await writer.wait_closed()
    return answer, b"".join(rest), rest[-1]


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print(await ask(port, b"hello"))
    print(await ask(port, b"world"))
    server.close()
    await server.wait_closed()


asyncio.run(main())

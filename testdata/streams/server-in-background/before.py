import asyncio


async def handle(reader, writer):
    writer.write(await reader.readline())
    writer.close()


async def ask(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"hello\n")
    answer = await reader.readline()
    writer.close()
    return answer


async def until_closed():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print(await ask(port))
    for number in range(3):
        if number == 2:
            break
        print(await ask(port))
    server.close()
    await server.wait_closed()
    print("closed")


async def in_try():
    server = await asyncio.start_server(handle, "127.0.0.1", 8888)
    try:
        return await ask(8888)
    finally:
        server.close()
        await server.wait_closed()


async def with_block():
    server = await asyncio.start_server(handle, "127.0.0.1", 8888)
    async with server:
        print(await ask(8888))

# after: anyio only
"""A server that serves until a time limit ends it."""
import asyncio


class Echo:
    def __init__(self):
        self.ready = asyncio.Event()
        self.port = 0

    async def _handle(self, reader, writer):
        while data := await reader.read(100):
            writer.write(data)
            await writer.drain()
        writer.close()

    async def serve(self):
        server = await asyncio.start_server(self._handle, host="127.0.0.1", port=0)
        self.port = server.sockets[0].getsockname()[1]
        self.ready.set()
        async with server:
            await server.serve_forever()


async def ask(port, text):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(text)
    await writer.drain()
    answer = await reader.readexactly(len(text))
    writer.close()
    await writer.wait_closed()
    return answer


async def clients(echo):
    await echo.ready.wait()
    for text in (b"one", b"two" * 50):
        print(await ask(echo.port, text))


async def main():
    echo = Echo()
    try:
        await asyncio.wait_for(asyncio.gather(echo.serve(), clients(echo)), 1)
    except TimeoutError:
        print("ended")


asyncio.run(main())

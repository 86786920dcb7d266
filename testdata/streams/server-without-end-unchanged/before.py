import asyncio


async def handle(reader, writer):
    writer.close()


async def start():
    server = await asyncio.start_server(handle, "127.0.0.1", 8888)
    print(server.sockets)


async def give():
    return await asyncio.start_server(handle, "127.0.0.1", 8889)


class Service:
    async def start(self):
        self.server = await asyncio.start_server(handle, "127.0.0.1", 8890)

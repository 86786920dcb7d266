import asyncio


async def handle(reader, writer):
    writer.close()


async def run(ask):
    server = await asyncio.start_server(handle, "127.0.0.1", 8888)
    async with server:
        return await ask(8888)


async def run_until(ask):
    server = await asyncio.start_server(handle, "127.0.0.1", 8888)
    if not await ask(8888):
        return
    server.close()

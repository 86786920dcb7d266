import anyio


async def start(asyncio):
    return await anyio.start_server(asyncio)

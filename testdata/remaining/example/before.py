import asyncio


async def server(handle):
    return await asyncio.start_server(handle, "localhost", 8080)

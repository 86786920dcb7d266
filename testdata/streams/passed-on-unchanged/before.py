import asyncio


async def connect(serve):
    reader, writer = await asyncio.open_connection("localhost", 80)
    await serve(reader, writer)

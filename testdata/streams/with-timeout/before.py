import asyncio


async def connect():
    reader, writer = await asyncio.wait_for(asyncio.open_connection("localhost", 80), 5)
    writer.close()

import asyncio


async def connect():
    reader, writer = await asyncio.open_connection("localhost", 80)
    writer.close()

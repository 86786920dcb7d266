import asyncio


async def connect():
    reader, writer = await asyncio.open_connection("localhost", 443, ssl=True)
    writer.close()

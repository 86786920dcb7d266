import asyncio


async def connect(context):
    reader, writer = await asyncio.open_connection("localhost", 443, ssl=context)
    writer.close()


async def connect_with_limit():
    reader, writer = await asyncio.open_connection("localhost", 443, limit=1024)
    writer.close()

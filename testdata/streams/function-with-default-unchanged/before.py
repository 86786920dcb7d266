import asyncio


async def read_frame(reader=None):
    return await reader.readexactly(4)


async def ask():
    reader, writer = await asyncio.open_connection("localhost", 80)
    writer.close()
    return await read_frame(reader)

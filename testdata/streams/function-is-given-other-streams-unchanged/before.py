import asyncio


async def read_frame(reader):
    return await reader.readexactly(4)


async def ask(other):
    reader, writer = await asyncio.open_connection("localhost", 80)
    writer.close()
    return await read_frame(reader), await read_frame(other)

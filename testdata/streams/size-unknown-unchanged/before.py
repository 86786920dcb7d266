import asyncio


async def copy(host, size):
    reader, writer = await asyncio.open_connection(host, 80)
    data = await reader.read(size)
    writer.close()
    return data

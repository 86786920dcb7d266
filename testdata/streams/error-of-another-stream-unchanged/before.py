import asyncio


async def read(other):
    reader, writer = await asyncio.open_connection("localhost", 80)
    try:
        await other.readexactly(1)
        return await reader.readexactly(5)
    except asyncio.IncompleteReadError:
        return None

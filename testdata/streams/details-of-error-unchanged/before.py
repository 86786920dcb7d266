import asyncio


async def read():
    reader, writer = await asyncio.open_connection("localhost", 80)
    try:
        return await reader.readexactly(5)
    except asyncio.IncompleteReadError as error:
        return error.partial

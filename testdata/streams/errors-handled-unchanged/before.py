import asyncio


async def connect():
    try:
        reader, writer = await asyncio.open_connection("localhost", 80)
    except ConnectionRefusedError:
        return False
    writer.close()
    return True

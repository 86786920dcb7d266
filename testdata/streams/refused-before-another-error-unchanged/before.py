import asyncio


async def connect():
    try:
        reader, writer = await asyncio.open_connection("localhost", 80)
    except ConnectionRefusedError:
        return False
    except TimeoutError:
        return None
    writer.close()
    return True

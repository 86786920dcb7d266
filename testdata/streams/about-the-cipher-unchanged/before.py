import asyncio


async def connect():
    reader, writer = await asyncio.open_connection("localhost", 80)
    print(writer.get_extra_info("cipher"))
    writer.close()

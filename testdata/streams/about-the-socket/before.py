import asyncio


async def connect():
    reader, writer = await asyncio.open_connection("localhost", 80)
    print(writer.get_extra_info("peername"), writer.get_extra_info("sockname")[1])
    sock = writer.get_extra_info("socket", None)
    writer.close()
    try:
        await writer.wait_closed()
    except Exception:
        pass
    return sock

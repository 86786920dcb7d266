import anyio


async def connect():
    with anyio.fail_after(5):
        writer = await anyio.connect_tcp("localhost", 80)
    await writer.aclose()

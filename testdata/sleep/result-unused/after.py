import anyio


async def pause():
    await anyio.sleep(1)
    await anyio.sleep(1)

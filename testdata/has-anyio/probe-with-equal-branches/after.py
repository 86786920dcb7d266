import anyio


async def pause():
    await anyio.sleep(1)

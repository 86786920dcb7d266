import anyio


async def pause(seconds):
    await anyio.sleep(seconds)

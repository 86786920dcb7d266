import anyio


async def nap(seconds):
    await anyio.sleep(seconds)

import anyio, sys


async def pause():
    await anyio.sleep(len(sys.argv))

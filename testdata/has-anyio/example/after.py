import anyio


async def pause(seconds):
    # The usual case.
    await anyio.sleep(seconds)

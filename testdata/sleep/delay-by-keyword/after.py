import anyio


async def pause(deadline, now):
    await anyio.sleep(1)
    await anyio.sleep(max(0, deadline - now))

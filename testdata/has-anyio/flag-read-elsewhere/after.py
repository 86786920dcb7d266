import anyio
HAS_ANYIO = True


async def pause():
    await anyio.sleep(1)

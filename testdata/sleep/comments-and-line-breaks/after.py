import anyio


async def pause():
    await anyio.sleep(
        1,  # second
    )
    await (
        anyio.sleep(2)
    )

import anyio


async def pause(value):
    await anyio.sleep(1)
    first = value
    await anyio.sleep(1)
    second = "x"
    return first, second

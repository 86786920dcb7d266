import anyio


async def pause(seconds):
    await anyio.sleep(seconds)


def backend():
    return "anyio"

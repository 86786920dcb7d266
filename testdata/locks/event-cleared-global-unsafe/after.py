import anyio

ready = anyio.Event()


def reset():
    global ready
    ready = anyio.Event()


async def wait():
    await ready.wait()

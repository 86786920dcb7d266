import asyncio

ready = asyncio.Event()


def reset():
    global ready
    ready.clear()


async def wait():
    await ready.wait()

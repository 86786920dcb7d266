import asyncio

ready = asyncio.Event()


def reset():
    ready.clear()


async def wait():
    await ready.wait()

import asyncio

started = asyncio.Event()


def start():
    started.set()


async def wait():
    await started.wait()

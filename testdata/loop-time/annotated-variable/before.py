import asyncio
from typing import Final


async def now():
    loop: Final = asyncio.get_running_loop()

    return loop.time()


async def later(delay):
    loop: asyncio.AbstractEventLoop = asyncio.get_running_loop()
    return loop.time() + delay

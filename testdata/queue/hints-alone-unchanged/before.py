import asyncio
from typing import Callable


async def consume(queue: asyncio.Queue[int], factory: Callable[[], "asyncio.Queue[int]"]):
    return await queue.get()

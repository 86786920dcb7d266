import asyncio
import time


async def until(deadline, margin):
    await asyncio.sleep(deadline - time.time())
    await asyncio.sleep((deadline - margin))
    await asyncio.sleep(-margin)
    await asyncio.sleep(deadline + margin)

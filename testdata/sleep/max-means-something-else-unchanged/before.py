import asyncio


async def pause(deadline, now, max):
    await asyncio.sleep(deadline - now)
    return max

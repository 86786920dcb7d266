import asyncio


async def pause(deadline, now):
    await asyncio.sleep(delay=1)
    await asyncio.sleep(delay=deadline - now)

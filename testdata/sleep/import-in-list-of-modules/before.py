import asyncio, sys


async def pause():
    await asyncio.sleep(len(sys.argv))

import asyncio


async def pause(loop):
    await asyncio.sleep(1, loop=loop)

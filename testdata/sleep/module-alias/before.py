import asyncio as aio


async def poll():
    await aio.sleep(1)

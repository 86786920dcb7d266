import asyncio


async def join(tasks):
    await asyncio.wait(tasks)

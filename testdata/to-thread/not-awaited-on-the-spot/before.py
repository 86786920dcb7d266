import asyncio


async def both(f, g):
    task = asyncio.create_task(asyncio.to_thread(f))
    pending = asyncio.to_thread(g, 1)
    return await task, await pending

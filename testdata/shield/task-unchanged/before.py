import asyncio


async def wait(task):
    return await asyncio.shield(task)

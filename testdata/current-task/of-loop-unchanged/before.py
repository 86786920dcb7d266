import asyncio


async def count(loop):
    return len(asyncio.all_tasks(loop))

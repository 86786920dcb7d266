import asyncio


async def phases(first, second):
    async with asyncio.TaskGroup() as tg:
        tg.create_task(first())
    async with asyncio.TaskGroup() as tg:
        tg.create_task(second())

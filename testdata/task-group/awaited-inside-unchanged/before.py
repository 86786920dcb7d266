import asyncio


async def total(count):
    async with asyncio.TaskGroup() as tg:
        first = tg.create_task(count())
        return await first

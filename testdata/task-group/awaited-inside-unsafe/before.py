import asyncio


async def total(count):
    async with asyncio.TaskGroup() as tg:
        first: asyncio.Task[int] = tg.create_task(count())
        second = tg.create_task(count())
        second.cancel()
        return await first

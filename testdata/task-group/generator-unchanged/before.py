import asyncio


async def stream(produce, items):
    async with asyncio.TaskGroup() as tg:
        tg.create_task(produce())
        for item in items:
            yield item

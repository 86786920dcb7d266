import asyncio


async def main(worker):
    async with asyncio.TaskGroup() as tg:
        first = tg.create_task(worker())
        first.cancel("enough")

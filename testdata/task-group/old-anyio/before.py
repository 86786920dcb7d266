import asyncio


async def main(worker, options):
    async with asyncio.TaskGroup() as tg:
        tg.create_task(worker())
        tg.create_task(worker(1, *options), name="second")
        tg.create_task(worker(2, retries=3))

import asyncio


async def main(worker, report):
    async with asyncio.TaskGroup() as tg:
        task = tg.create_task(worker())
        task.add_done_callback(report)

import asyncio


async def run_for(seconds, workers):
    tasks = [asyncio.create_task(worker()) for worker in workers]
    await asyncio.sleep(seconds)
    for task in tasks:
        task.cancel()

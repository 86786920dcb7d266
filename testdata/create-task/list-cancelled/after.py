import anyio


async def run_for(seconds, workers):
    async with anyio.create_task_group() as tg:
        tasks = [tg.create_task(worker()) for worker in workers]
        await anyio.sleep(seconds)
        for task in tasks:
            task.cancel()

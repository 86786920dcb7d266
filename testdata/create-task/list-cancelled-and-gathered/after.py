import anyio


async def run_for(seconds, workers):
    async with anyio.create_task_group() as tg:
        tasks = [tg.create_task(worker()) for worker in workers]
        try:
            await anyio.sleep(seconds)
        finally:
            for task in tasks:
                task.cancel()
            for task in tasks:
                await task.wait()
            print("all stopped")

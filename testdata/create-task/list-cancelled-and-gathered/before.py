import asyncio


async def run_for(seconds, workers):
    tasks = [asyncio.create_task(worker()) for worker in workers]
    try:
        await asyncio.sleep(seconds)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        print("all stopped")

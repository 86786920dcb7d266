import asyncio


async def main(job):
    lock = asyncio.Lock()
    slots = asyncio.Semaphore()
    task = asyncio.create_task(job())
    async with lock, slots:
        print("before the job")
    await task

import anyio
import asyncio


async def main(job):
    lock = anyio.Lock(fast_acquire=True)
    slots = anyio.Semaphore(1, fast_acquire=True)
    task = asyncio.create_task(job())
    async with lock, slots:
        print("before the job")
    await task

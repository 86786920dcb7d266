import asyncio


async def retry(queue):
    job = await queue.get()
    if not await job():
        await queue.put(job)


async def main(job):
    queue = asyncio.Queue()
    queue.put_nowait(job)
    await retry(queue)

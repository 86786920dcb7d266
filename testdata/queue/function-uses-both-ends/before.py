import asyncio


class Jobs:
    def __init__(self, queue: asyncio.Queue[int], name: str) -> None:
        self.queue = queue
        self.name = name

    async def retry(self) -> None:
        await self.queue.put(await self.queue.get())


async def retry(
    queue: asyncio.Queue[int],  # of jobs
    times: int = 1,
) -> None:
    for _ in range(times):
        await queue.put(await queue.get())


async def pump(queue):
    if not queue.empty():
        await retry(queue)
        await queue.get()


async def main(job):
    queue = asyncio.Queue()
    queue.put_nowait(job)
    await pump(queue)
    await retry(
        queue=queue,
        times=2,
    )
    await Jobs(queue, "night").retry()

import asyncio


async def worker(job, gate: asyncio.Event):
    await gate.wait()
    await job()


async def main(job):
    first = asyncio.Event()
    second = asyncio.Event()
    job.start(second)
    await worker(job, first)
    await worker(job, second)

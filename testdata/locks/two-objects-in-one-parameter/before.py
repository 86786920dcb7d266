import asyncio


async def worker(job, gate: asyncio.Event):
    await gate.wait()
    await job()


async def main(job):
    first = asyncio.Event()
    second = asyncio.Event()
    first.set()
    await worker(job, first)
    second.set()
    await worker(job, second)

import anyio


async def worker(job, gate: anyio.Event):
    await gate.wait()
    await job()


async def main(job):
    first = anyio.Event()
    second = anyio.Event()
    first.set()
    await worker(job, first)
    second.set()
    await worker(job, second)

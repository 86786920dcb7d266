import anyio


async def main(job):
    limit = anyio.Semaphore(3)
    if not (limit.value == 0) and job:
        async with limit:
            await job()
    return limit.value == 0

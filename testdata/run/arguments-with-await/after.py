import anyio


async def job(value):
    print(value)


async def outer(value):
    anyio.run(job, await value)

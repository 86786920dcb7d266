import anyio


async def job():
    print("never")


async def outer():
    anyio.run(job)

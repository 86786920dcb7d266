import anyio as aio


async def both(tasks):
    return await aio.gather(*tasks, return_exceptions=True)

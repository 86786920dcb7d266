import asyncio


async def run(awaitable):
    task = asyncio.ensure_future(awaitable)
    print("started")
    await task

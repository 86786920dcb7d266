import asyncio


async def both(tg, left, right):
    one = asyncio.create_task(left(tg))
    await right(tg)
    await one

import asyncio


async def both(left, right):
    one = asyncio.create_task(left())
    two: asyncio.Task[int] = asyncio.ensure_future(right())
    print("started")
    first = await one
    second = await two
    return first + second

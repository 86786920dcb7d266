import asyncio


async def both(left, right):
    await asyncio.wait(
        [
            asyncio.create_task(left()),
            asyncio.create_task(right()),
        ],
    )

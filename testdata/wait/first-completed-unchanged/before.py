import asyncio


async def race(left, right):
    done, pending = await asyncio.wait(
        [asyncio.create_task(left()), asyncio.create_task(right())],
        return_when=asyncio.FIRST_COMPLETED,
    )
    for task in pending:
        task.cancel()
    return done.pop().result()

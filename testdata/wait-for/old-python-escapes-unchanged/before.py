import asyncio


async def fetch(queue):
    return await asyncio.wait_for(queue.get(), 5)


async def fetch_again(queue):
    try:
        return await asyncio.wait_for(queue.get(), 5)
    except asyncio.TimeoutError:
        print("late")
        raise

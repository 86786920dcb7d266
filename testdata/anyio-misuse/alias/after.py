import asyncio


async def both(tasks):
    return await asyncio.gather(*tasks, return_exceptions=True)

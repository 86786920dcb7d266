import asyncio


async def call(function, partial):
    return await asyncio.to_thread(function, partial, key=1)

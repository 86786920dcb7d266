import asyncio


async def call(function):
    await asyncio.to_thread(function)

import asyncio


async def call(function, options):
    await asyncio.to_thread(func=function)
    await asyncio.to_thread(**options)
    await asyncio.to_thread()

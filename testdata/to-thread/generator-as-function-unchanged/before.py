import asyncio


async def call(functions):
    await asyncio.to_thread(f for f in functions)

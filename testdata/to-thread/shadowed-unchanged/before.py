import asyncio


async def call(function, anyio):
    await asyncio.to_thread(function, anyio)

import asyncio


async def pause(anyio):
    await asyncio.sleep(anyio)

import asyncio

import anyio


async def pause():
    await asyncio.sleep(1)
    await anyio.sleep(2)

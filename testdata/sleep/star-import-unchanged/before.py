from asyncio import *


async def pause():
    await sleep(1)

from asyncio import sleep


async def poll():
    await sleep(1)

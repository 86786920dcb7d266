from asyncio import sleep


async def nap(seconds):
    await sleep(seconds)

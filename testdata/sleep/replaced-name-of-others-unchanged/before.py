from asyncio import sleep


async def pause(seconds):
    await sleep(seconds)

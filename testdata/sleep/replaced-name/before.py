from asyncio import gather, sleep


async def pause(seconds):
    await sleep(seconds)


async def retry(start, wait=sleep):
    await wait(1)
    await sleep(1 - start)
    return await gather(pause(1), pause(2))

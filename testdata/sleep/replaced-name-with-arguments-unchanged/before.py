from asyncio import sleep


async def pause(seconds):
    await sleep(seconds)


async def again(arguments):
    await sleep(*arguments)
    return await sleep(1, "done")

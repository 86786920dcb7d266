from before import sleep


async def nap():
    return await sleep(1, "done")

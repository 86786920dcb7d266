import asyncio


async def left():
    await asyncio.sleep(0)


async def right():
    await asyncio.sleep(0)


async def ended_together(work, log):
    task = asyncio.create_task(work())
    log("started")
    await asyncio.gather(left(), right())
    await task


async def returned(work):
    task = asyncio.create_task(work())
    # Meanwhile.
    await asyncio.gather(
        left(),
        right(),
    )

    # Then.
    return await task


async def something_follows(work, log):
    task = asyncio.create_task(work())
    await asyncio.gather(left(), right())
    log("left and right have ended")
    await task


async def in_a_block(work, flag):
    task = asyncio.create_task(work())
    if flag:
        await asyncio.gather(left(), right())
    await task


async def results_are_read(work):
    task = asyncio.create_task(work())
    results = await asyncio.gather(left(), right())
    await task
    return results

import asyncio


async def time_limit(a, q):
    t = asyncio.create_task(a())
    await asyncio.wait_for(q(), 1)
    await t


async def ended_in_any_order(a, q, log):
    t = asyncio.create_task(a())
    for c in asyncio.as_completed([a(), q()]):
        log(await c)
    await t


async def timeout_as_a_block(a, q, log):
    t = asyncio.create_task(a())
    try:
        async with asyncio.timeout(1):
            await q()
    except asyncio.TimeoutError:
        log()
    await t


async def groups_of_their_own(a, xs, log):
    t = asyncio.create_task(a())
    tasks = []
    for x in xs:
        tasks.append(asyncio.create_task(log(x)))
        await log(1)
    await asyncio.gather(*tasks)
    tasks2 = [asyncio.create_task(log(x)) for x in xs]
    await log(2)
    r = await asyncio.gather(*tasks2)
    return r, await t


async def last_of_the_block(work, other):
    task = asyncio.create_task(work())
    await other(task.done())
    await asyncio.wait_for(task, 5)

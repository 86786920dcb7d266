import asyncio


async def race(left, right):
    done, pending = await asyncio.wait(
        [asyncio.create_task(left()), asyncio.create_task(right())],
        return_when=asyncio.FIRST_COMPLETED,
    )
    for task in pending:
        task.cancel()
    return done.pop().result()


async def race_all(functions):
    done, pending = await asyncio.wait({asyncio.create_task(f()) for f in functions}, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    print(list(done)[0].result().title())


async def race_later(functions):
    tasks = set()
    for function in functions:
        tasks.add(asyncio.create_task(function()))
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finished = done.pop()
    if pending:
        for task in pending:
            task.cancel()
        await asyncio.wait(pending)
    return finished.result()

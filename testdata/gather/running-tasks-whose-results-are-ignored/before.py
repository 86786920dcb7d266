import asyncio


async def listed(items, work, meanwhile):
    tasks = [asyncio.create_task(work(item)) for item in items]
    await meanwhile()
    await asyncio.gather(*tasks)


async def listed_by_keyword(items, work, meanwhile):
    tasks = [
        asyncio.create_task(work(item=item), name=item)
        for item in items
        if item
    ]
    await meanwhile()
    await asyncio.gather(*tasks, return_exceptions=True)


async def named(work, meanwhile):
    first = asyncio.create_task(work(1))
    second = asyncio.create_task(
        work(2),
        name="second",
    )
    await meanwhile()
    await asyncio.gather(first, second)


async def looked_at(items, work, meanwhile):
    tasks = [asyncio.create_task(work(item)) for item in items]
    await meanwhile(len(tasks))
    await asyncio.gather(*tasks)


async def variable_means_something_else(items, work, meanwhile):
    item = await meanwhile()
    tasks = [asyncio.create_task(work(item)) for item in items]
    await meanwhile()
    await asyncio.gather(*tasks)
    return item

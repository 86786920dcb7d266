import anyio


async def load(fetch, urls):
    tasks = []
    async with anyio.create_task_group() as tg:
        for url in urls:
            tasks.append(tg.create_task(fetch(url)))
        results = []
        for task in tasks:
            results.append(await task)
    return results

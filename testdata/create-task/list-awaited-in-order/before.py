import asyncio


async def load(fetch, urls):
    tasks = []
    for url in urls:
        tasks.append(asyncio.create_task(fetch(url)))
    results = []
    for task in tasks:
        results.append(await task)
    return results

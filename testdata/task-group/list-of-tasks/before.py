from asyncio import TaskGroup


async def fetch_all(fetch, urls):
    async with TaskGroup() as group:
        tasks = [group.create_task(fetch(url)) for url in urls]
    return {url: task.result() for url, task in zip(urls, tasks)}


async def failures(fetch, urls):
    async with TaskGroup() as group:
        tasks = {}
        for url in urls:
            tasks[url] = group.create_task(fetch(url))
    return [url for url, task in tasks.items() if task.exception() is not None]

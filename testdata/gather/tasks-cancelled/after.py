import anyio


async def fetch(url):
    return url


async def main(urls):
    async with anyio.create_task_group() as tg:
        tasks = [tg.create_task(fetch(url)) for url in urls]
        for task in tasks:
            task.cancel()

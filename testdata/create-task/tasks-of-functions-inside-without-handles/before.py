import asyncio


async def crawl(urls, fetch):
    pending = set()
    seen = set()

    def visit(url):
        if url not in seen:
            seen.add(url)
            pending.add(asyncio.create_task(load(url)))

    async def load(url):
        for link in await fetch(url):
            visit(link)

    for url in urls:
        visit(url)
    while pending:
        await pending.pop()
    return seen


async def follow(url, fetch):
    loop = asyncio.get_running_loop()
    pending = []

    async def load(url):
        for link in await fetch(url):
            pending.append(loop.create_task(load(link)))

    await load(url)
    for task in pending:
        await task


async def one_by_one(names, work):
    tasks = []
    for name in names:
        tasks.append(asyncio.create_task(work(name)))
    while tasks:
        await tasks.pop(0)


async def with_keywords(names, work):
    tasks = []

    def start(name):
        tasks.append(asyncio.create_task(work(name, level=1), name=name))

    for name in names:
        start(name)
    while tasks:
        await tasks.pop()

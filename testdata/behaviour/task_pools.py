# after: anyio only
import asyncio

LINKS = {"a": ["b", "c"], "b": ["d"], "c": ["d", "e"], "d": [], "e": ["a"]}


async def fetch(url, log):
    await asyncio.sleep(0.05 * (ord(url) - ord("a")))
    if url == "x":
        raise LookupError(url)
    log.append(url)
    return LINKS[url]


async def crawl(urls, log):
    pending = []
    seen = set()

    def visit(url):
        if url not in seen:
            seen.add(url)
            pending.append(asyncio.create_task(load(url)))

    async def load(url):
        for link in await fetch(url, log):
            visit(link)

    for url in urls:
        visit(url)
    while pending:
        await asyncio.gather(*[pending.pop() for _ in range(len(pending))])
    return sorted(seen)


async def one_by_one(urls, log):
    tasks = []
    for url in urls:
        tasks.append(asyncio.create_task(fetch(url, log)))
    while tasks:
        await tasks.pop(0)


async def quietly(urls, log):
    tasks: list[asyncio.Task] = []

    async def start(url):
        await asyncio.sleep(0)
        tasks.append(asyncio.create_task(fetch(url, log)))

    for url in urls:
        await start(url)
    for url in urls:
        tasks.append(
            asyncio.create_task(
                fetch(url, log),
                name=url,
            )
        )
    if tasks:
        await asyncio.wait(tasks)


async def ignored(urls, log):
    tasks = [asyncio.create_task(fetch(url, log)) for url in urls]
    await asyncio.sleep(0.01)
    log.append("meanwhile")
    await asyncio.gather(*tasks)


async def left(log):
    await fetch("b", log)


async def right(log):
    await fetch("c", log)


async def joined(urls, log):
    task = asyncio.create_task(fetch(urls[0], log))
    await asyncio.gather(left(log), right(log))
    return await task


async def show(label, work, urls, seconds=None):
    log = []
    try:
        if seconds is None:
            result = await work(urls, log)
        else:
            async with asyncio.timeout(seconds):
                result = await work(urls, log)
        print(label, result, log)
    except (LookupError, TimeoutError) as error:
        print(label, type(error).__name__, error.args, log)


async def main():
    await show("crawled", crawl, ["a"])
    await show("crawl failed", crawl, ["a", "x"], 2)
    await show("crawl timed out", crawl, ["a"], 0.15)
    await show("one by one", one_by_one, "edc")
    await show("one by one, timed out", one_by_one, "abe", 0.1)
    await show("quietly", quietly, "ba")
    await show("quietly, nothing", quietly, "")
    await show("ignored", ignored, "bc")
    await show("ignored, timed out", ignored, "be", 0.1)
    await show("joined", joined, "d")
    await show("joined, timed out", joined, "e", 0.15)


asyncio.run(main())

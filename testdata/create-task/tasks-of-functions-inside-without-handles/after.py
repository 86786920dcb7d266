import anyio
from contextlib import asynccontextmanager
from functools import partial


@asynccontextmanager
async def _task_group():
    """Open a task group that raises the first exception as it is."""
    try:
        async with anyio.create_task_group() as tg:
            yield tg
    except ExceptionGroup as excgroup:
        raise excgroup.exceptions[0]
    if tg.cancel_scope.cancel_called:
        raise anyio.get_cancelled_exc_class()


async def crawl(urls, fetch):
    seen = set()

    def visit(url):
        if url not in seen:
            seen.add(url)
            tg.start_soon(load, url)

    async def load(url):
        for link in await fetch(url):
            visit(link)

    async with _task_group() as tg:
        for url in urls:
            visit(url)
    return seen


async def follow(url, fetch):
    async def load(url):
        for link in await fetch(url):
            tg.start_soon(load, link)

    async with _task_group() as tg:
        await load(url)


async def one_by_one(names, work):
    async with _task_group() as tg:
        for name in names:
            tg.start_soon(work, name)


async def with_keywords(names, work):
    def start(name):
        tg.start_soon(partial(work, name, level=1), name=name)

    async with _task_group() as tg:
        for name in names:
            start(name)

import asyncio
from typing import cast


async def fetch(url):
    return url


async def fetch_all(urls, report):
    pages = {url: asyncio.create_task(fetch(url)) for url in urls}
    await asyncio.gather(*pages.values())
    return pages[report].result()


async def wait_for_running(running, urls):
    waited = {}
    for url in urls:
        waited[url] = cast("asyncio.Future", running[url])
    await asyncio.gather(*waited.values())

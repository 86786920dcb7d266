import asyncio


async def fetch(url):
    return url


async def main(urls):
    tasks = [fetch("a")]
    tasks.append(asyncio.create_task(fetch("b")))
    await fetch("other")
    await asyncio.gather(*tasks)

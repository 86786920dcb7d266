import asyncio


async def fetch(url):
    return url


async def main(urls):
    jobs = []

    def add(url):
        jobs.append(fetch(url))

    add("a")
    return await asyncio.gather(*jobs)

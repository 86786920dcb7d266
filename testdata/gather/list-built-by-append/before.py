import asyncio


async def fetch(url):
    return url


async def main(urls):
    jobs = []
    for url in urls:
        if url:
            jobs.append(fetch(url))
    jobs += [fetch("last")]
    jobs.extend(fetch(url) for url in urls)
    if not jobs:
        return []
    return await asyncio.gather(*jobs)

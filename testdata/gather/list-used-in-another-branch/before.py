import asyncio


async def fetch(url):
    await asyncio.sleep(0)
    return url


async def fetch_all(urls, run_jobs, workers):
    coros = [fetch(url) for url in urls]
    if workers:
        return await run_jobs(coros, workers)
    elif urls:
        return await asyncio.gather(*coros)
    else:
        return await asyncio.gather(*coros, return_exceptions=True)

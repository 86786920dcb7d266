import asyncio


async def fetch(url):
    return url


async def main(urls):
    jobs = [fetch(url) for url in urls]
    for job, page in zip(jobs, await asyncio.gather(*jobs)):
        print(job, page)

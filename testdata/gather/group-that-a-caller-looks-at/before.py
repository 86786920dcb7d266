import asyncio


async def fetch(url):
    print(url)
    return url


async def handled(urls):
    await asyncio.gather(*[fetch(url) for url in urls])


async def kept(urls):
    await asyncio.gather(*[fetch(url) for url in urls])


async def unused(urls):
    await asyncio.gather(*[fetch(url) for url in urls])


async def main(jobs):
    try:
        await handled(["first"])
    except OSError:
        print("failed")
    jobs.append(kept)


asyncio.run(main([]))

import asyncio


async def fetch(url):
    print(url)
    return url


async def fetch_all(urls):
    await asyncio.gather(*[fetch(url) for url in urls])


async def main():
    await asyncio.gather(fetch("first"), fetch("second"))
    await fetch_all(["third"])
    left, right = await asyncio.gather(fetch("left"), fetch("right"))
    print(left, right)


if __name__ == "__main__":
    asyncio.run(main())

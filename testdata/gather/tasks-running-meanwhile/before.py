import asyncio


async def fetch(url):
    return url


async def main(urls):
    # Start early.
    tasks = []
    for url in urls:
        tasks.append(asyncio.create_task(fetch(url), name=f"fetch-{url}"))
    other = await fetch("other")  # meanwhile
    print(other)

    # Now wait.
    await asyncio.gather(*tasks)
    print("done")

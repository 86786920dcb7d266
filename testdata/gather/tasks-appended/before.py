import asyncio


async def fetch(url):
    return url


async def main(urls):
    tasks = []
    for url in urls:
        if not url:
            continue
        task = fetch(url)
        tasks.append(asyncio.create_task(fetch(url)))
    if tasks:
        print(len(tasks))
    results = await asyncio.gather(*tasks)
    return results

import asyncio

limit = asyncio.Semaphore()


async def fetch(client, url):
    if limit.locked():
        print("busy")
    async with limit:
        return await client.get(url)

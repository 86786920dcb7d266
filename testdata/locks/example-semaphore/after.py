import anyio

limit = anyio.Semaphore(1)


async def fetch(client, url):
    if limit.value == 0:
        print("busy")
    async with limit:
        return await client.get(url)

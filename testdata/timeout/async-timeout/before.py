import async_timeout
from async_timeout import timeout as limit


async def fetch(client):
    async with async_timeout.timeout(5) as scope:
        await client.get()
        scope.shift(2)
        scope.update(100)
    if scope.expired:
        print("late")


async def close(client):
    with limit(None):
        await client.close()

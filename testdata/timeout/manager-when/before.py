import asyncio


async def fetch(client):
    async with asyncio.timeout(5) as scope:
        await client.get(deadline=scope.when())

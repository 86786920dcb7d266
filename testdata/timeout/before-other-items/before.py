import asyncio


async def fetch(client):
    async with asyncio.timeout(5), client.session() as session:
        # Both count.
        await session.get()
    async with (
        asyncio.timeout(5) as scope,
        client.session() as session,
        client.session() as other,
    ):
        await session.get(other)
    return scope.expired()

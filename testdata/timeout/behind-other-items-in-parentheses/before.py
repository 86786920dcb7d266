import asyncio


async def fetch(client):
    async with (
        client.session() as session,
        asyncio.timeout(5),
    ):
        await session.get()

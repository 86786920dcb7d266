import asyncio


async def fetch(client, start):
    async with asyncio.timeout_at(start + 5), client.session() as session:
        await session.get()
    async with client.session() as session, asyncio.timeout_at(start + 5):
        await session.get()

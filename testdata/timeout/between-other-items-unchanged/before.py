import asyncio


async def fetch(client):
    async with client.session() as session, asyncio.timeout(5), session.open() as stream:
        await stream.get()
    async with (
        asyncio.timeout(5),  # all of it
        client.session() as session,
    ):
        await session.get()

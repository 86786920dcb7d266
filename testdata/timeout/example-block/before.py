import asyncio


async def fetch(session, url):
    # The server is slow on Mondays.
    async with asyncio.timeout(5):
        return await session.get(url)

import asyncio


async def read(session):
    async with asyncio.timeout(1), session.get() as response:
        return await response.text()

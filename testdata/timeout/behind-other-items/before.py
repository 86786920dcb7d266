import asyncio


async def read(session):
    async with session.get() as response, asyncio.timeout(None):
        text = """
    not code
    """
        return await response.text(), text

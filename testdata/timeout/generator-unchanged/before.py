import asyncio


async def numbers(source):
    async with asyncio.timeout(5):
        async for number in source:
            yield number

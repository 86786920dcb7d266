import asyncio


async def pages():
    yield 1


async def main():
    return await asyncio.gather(pages())

import asyncio


async def main(queue):
    limit = asyncio.timeout(5)
    async with limit:
        await queue.get()

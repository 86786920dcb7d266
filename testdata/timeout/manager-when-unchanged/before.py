import asyncio


async def main(queue):
    async with asyncio.timeout(5) as limit:
        await queue.get()
    print(limit.when())

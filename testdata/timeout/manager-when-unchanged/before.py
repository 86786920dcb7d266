import asyncio


async def main(queue, seconds):
    async with asyncio.timeout(seconds) as limit:
        await queue.get()
    print(limit.when())

import asyncio

from elsewhere import worker


async def main():
    queue = asyncio.Queue()
    await queue.put(1)
    await worker(queue)

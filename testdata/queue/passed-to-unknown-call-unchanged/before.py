import asyncio

from elsewhere import worker


async def main():
    queue = asyncio.Queue()
    task = asyncio.create_task(worker(queue))
    await queue.put(1)
    await task
